"""QR codes of links, and cards to print with them: A6, or four on a sheet of A4 to be cut."""

import io

import segno

from workbench import export
from workbench.errors import N_, NotFound
from workbench.personas.rendering import render

PAGES = {"a6": 1, "a4": 4}


def qr_svg(link: str) -> bytes:
    """The QR code of a link for a page; it takes the size that it is given."""
    target = io.BytesIO()
    _code(link).save(target, kind="svg", omitsize=True, svgclass=None, lineclass=None, border=4, light="#fff")
    return target.getvalue()


def qr_png(link: str) -> bytes:
    """The same as a picture for print."""
    target = io.BytesIO()
    _code(link).save(target, kind="png", scale=16, border=4)
    return target.getvalue()


def print_card(link: str, title: str, description: str, page: str) -> bytes:
    """A PDF with the QR code of a link below its title. Raises NotFound for a `page` other than a6 or a4."""
    if page not in PAGES:
        raise NotFound(N_("没有这种卡片尺寸。"), N_("请选 A6 或 A4。"))
    code, how = _code(link).svg_data_uri(border=0, scale=4), N_("微信扫一扫，填写问卷")
    html = render("card.html", title=title, description=description, code=code, how=how, page=page, count=PAGES[page])
    return export.html_to_pdf(html)


def _code(link: str) -> segno.QRCode:
    return segno.make(link, error="m", micro=False)

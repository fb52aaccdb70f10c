"""The poster as it comes out of the printer: read back with poppler, which knows nothing of how it was made."""

import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from workbench.export import html_to_pdf
from workbench.personas import document_html, poster_html, prepare_portrait
from workbench.personas.geometry import SHEETS, Format
from workbench.personas.posters import Poster
from workbench.personas.wording import Wording
from workbench.records.personas import Look, PersonaDocument
from workbench.settings import FONTS

from .samples import cite, claim, persona, spoken, squeezed, tool, words_with_boxes

FORMATS = pytest.mark.parametrize("page", list(Format))
# Latin beside an ellipsis or a 1 has forms of another width; a lone skin tone is drawn with a circle.
MIXED = "g…A1W…1a🏻 i"
FOREIGN = "한국어 " * 9 + "ไทย" * 9 + "العربية " * 9 + "𠮷" * 20 + "e\u0301\u0302" * 20 + "नमस्ते" * 9
HOSTILE = "<script>alert(1)</script></style><style>*{display:none}</style>{{7*7}}&lt;"


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {page: html_to_pdf(poster_html(persona(), page)) for page in Format}


def embedded(pdf: bytes) -> dict[str, bytes]:
    """The font programs in a PDF by their names without the subset's prefix."""
    fonts = {}
    for font in PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        fonts[descriptor["/FontName"].split("+")[1]] = descriptor["/FontFile2"].get_data()
    return fonts


@pytest.mark.parametrize(("page", "width", "height"), [("a3", 420, 297), ("a4", 210, 297)])
def test_a_poster_is_one_page_of_its_size(printed, page, width, height):
    pages = PdfReader(io.BytesIO(printed[page])).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert [round(float(side) * 25.4 / 72, 1) for side in (box.width, box.height)] == [width, height]


def test_title_and_language_are_in_the_file(printed):
    reader = PdfReader(io.BytesIO(printed["a3"]))
    assert reader.metadata.title == "末班车上的读书人"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_all_fonts_are_embedded_and_cut(printed):
    rows = tool("pdffonts", "-", data=printed["a3"]).decode().splitlines()[2:]
    assert len(rows) == 4
    assert all("yes yes yes" in row for row in rows)
    assert all(len(program) < 1_000_000 for program in embedded(printed["a3"]).values())


def test_headings_are_set_in_the_real_bold_and_not_a_thickened_regular(printed):
    source = TTFont(FONTS / "NotoSansSC-Bold.ttf")
    assert source["OS/2"].usWeightClass == 700
    cut = TTFont(io.BytesIO(embedded(printed["a3"])["Noto-Sans-SC-Bold"]))
    glyph = source.getGlyphID(source.getBestCmap()[ord("读")])  # a cut font keeps the numbers of its glyphs
    drawn = cut["glyf"][cut.getGlyphName(glyph)].getCoordinates(cut["glyf"])[0]
    assert list(drawn) == list(source["glyf"][source.getGlyphName(glyph)].getCoordinates(source["glyf"])[0])


def test_title_and_every_quote_are_found_verbatim(printed):
    document = persona()
    found = spoken(printed["a3"])
    for text in (document.title, document.tagline, *(quote.text for quote in (document.hero_quote, *document.quotes))):
        assert squeezed(text) in found


def assert_nothing_overflows(document: PersonaDocument, page: str) -> None:
    pdf = html_to_pdf(poster_html(document, page))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    sheet = SHEETS[Format(page)]
    places = [block.slot for block in Poster(document, sheet, None, Wording(), list).blocks if block.text]
    for left, top, right, bottom, text in words_with_boxes(pdf):
        middle = (top + bottom) / 2
        hung = 11 if text.startswith("“") else 0.5
        assert any(
            slot.left - hung <= left and right <= slot.left + slot.width + 0.5
            and slot.top - 0.5 <= middle <= slot.top + slot.height + 0.5
            for slot in places
        ), (text, left, top, right, bottom)  # fmt: skip


@FORMATS
def test_a_full_poster_stays_in_its_places(page):
    assert_nothing_overflows(persona(), page)


@settings(max_examples=12, deadline=None, phases=[Phase.generate])  # each example is printed
@given(
    items=st.lists(
        st.text(st.sampled_from("末班车上读书，。！“”（）aWg1% 😂👍🏻嘅"), max_size=90), min_size=6, max_size=6
    ),
    page=st.sampled_from(Format),
)
def test_what_was_measured_is_what_is_printed(items, page):
    title, tagline, hero, *rest = items
    claims = tuple(claim(text or "空", 5) for text in rest)
    document = persona(
        title=title, tagline=tagline, hero_quote=cite(hero), motivations=claims, pain_points=claims, behaviours=claims,
        opportunities=claims, quotes=tuple(cite(text, wall=True) for text in rest),
    )  # fmt: skip
    assert_nothing_overflows(document, page)


@FORMATS
@pytest.mark.parametrize(
    "text", [HOSTILE, "<div>" * 900, "\x00\ud800\u202e坏字符", "https://example.org/" * 9, FOREIGN, MIXED * 9]
)
def test_hostile_text_is_printed_and_does_nothing(page, text):
    document = persona(
        title=text[:60], tagline=text, motivations=(claim(text),), hero_quote=cite(text, text), quotes=(cite(text),)
    )
    html = poster_html(document, page)
    assert "<script>" not in html
    assert html.count("<style>") == 1
    assert_nothing_overflows(document, page)
    assert squeezed(persona().opportunities[0].text) in spoken(html_to_pdf(html))


@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_grey_print_has_no_large_dark_area(number):
    pdf = html_to_pdf(poster_html(persona(look=Look.of(number))))
    proof = Image.open(io.BytesIO(tool("pdftoppm", "-gray", "-r", "30", "-singlefile", "-", data=pdf)))
    counts = proof.histogram()
    assert sum(counts[:110]) / sum(counts) < 0.08


def test_a_portrait_is_printed_as_jpeg():
    source = io.BytesIO()
    Image.effect_noise((1500, 1300), 60).convert("RGB").save(source, "JPEG")
    portrait = prepare_portrait(source.getvalue())
    for html in (poster_html(persona(), portrait=portrait), document_html(persona(), portrait=portrait)):
        rows = tool("pdfimages", "-list", "-", data=html_to_pdf(html)).decode().splitlines()[2:]
        assert [row.split()[8] for row in rows] == ["jpeg"]


def test_the_full_document_has_every_claim_quote_and_number():
    document = persona()
    pdf = html_to_pdf(document_html(document))
    found = spoken(pdf)
    for _, item in [*document.claims(), *document.cited()]:
        assert squeezed(item.text) in found
    for number in ("11/16人", "单程通勤多久·一小时以上30/37人（81%）", "问卷52/120人（43%）"):
        assert number in found


def test_the_full_document_says_what_is_missing():
    document = persona(goals=(), counter_quote=None, counter_searched=True, assumptions=("他们愿意付费",))
    found = spoken(html_to_pdf(document_html(document)))
    for part in ("目标暂无依据", "找过，没有找到反例。", "他们愿意付费"):
        assert part in found


def test_the_full_document_goes_on_as_long_as_it_must_and_stays_within_its_margins():
    long = claim(
        "站着读" * 900, evidence=(cite(HOSTILE), cite("W" * 3000), *(cite("末班车上读书" * 20) for _ in range(40)))
    )
    pdf = html_to_pdf(document_html(persona(behaviours=(long,))))
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 4
    assert all(left >= 21 and right <= 189 for left, _, right, _, _ in words_with_boxes(pdf))

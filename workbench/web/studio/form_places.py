"""Where elements of a draft stand: on a page, in panels; and where else they could."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.workflow.question_kinds import UNASKED, shown

Json = dict[str, Any]

IN_PANEL = "in:"  # before the name of a panel where a place is posted


class Placed(NamedTuple):
    """An element of a page: in how many panels it stands, and the name of the one right above."""

    element: Json
    depth: int
    panel: str


def placed(node: Json, depth: int = 0, panel: str = "") -> Iterator[Placed]:
    """What stands on a page, panels before what is in them."""
    for element in node["elements"]:
        yield Placed(element, depth, panel)
        if "elements" in element:
            yield from placed(element, depth + 1, element["name"])


def names_before(definition: Json, element: Json) -> Iterator[str]:
    """The questions that are asked before an element or a page."""
    for page in definition["pages"]:
        if page is element:
            return
        for one in placed(page):
            if one.element is element:
                return
            if one.element["type"] not in UNASKED:
                yield one.element["name"]


def places_for(definition: Json, moved: Placed) -> list[tuple[str, str]]:
    """The pages and panels in which an element can stand, as posted and in words; no panel comes into another one."""
    found = []
    for number, page in enumerate(definition["pages"]):
        label = f"{_('第 %(number)s 页', number=number + 1)} {shown(page.get('title'))}".strip()
        found.append((str(number), label))
        for one in placed(page):
            name = one.element["name"]
            if "elements" in one.element and ("elements" not in moved.element or name == moved.panel):
                title = shown(one.element.get("title")) or _("（还没有标题）")
                found.append((f"{IN_PANEL}{name}", str(_("%(page)s · 题组“%(title)s”", page=label, title=title))))
    return found

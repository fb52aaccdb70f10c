"""Finding one's way in a draft: a form as JSON has it, its pages and elements, panels and what is in them."""

from collections.abc import Iterator
from typing import Any

from workbench.errors import N_, InvalidForm

Json = dict[str, Any]
Place = int | str  # a page by its number from 0, or a panel by its name


def elements(node: Json) -> Iterator[Json]:
    """All elements of a form, a page or a panel in order, panels before what is in them."""
    for element in _below(node):
        if "pages" not in node:
            yield element
        yield from elements(element)


def find(draft: Json, name: str) -> Json:
    """The element of that name. Raises InvalidForm when there is none."""
    for element in elements(draft):
        if element["name"] == name:
            return element
    raise InvalidForm(N_("没有叫“%(name)s”的题。"), N_("它可能已被删除，请刷新后再试。"), name=name)


def siblings(node: Json, name: str) -> list[Json]:
    """The list in which an element stands: that of its page or of its panel; empty if it stands nowhere."""
    if any(element["name"] == name for element in node.get("elements", ())):
        return list_of(node)
    for inner in _below(node):
        if found := siblings(inner, name):
            return found
    return []


def page_at(draft: Json, page: int) -> Json:
    """A page by its place from 0. Raises InvalidForm when there is none."""
    if not 0 <= page < len(draft["pages"]):
        raise InvalidForm(N_("没有这一页，不能移到那里。"), N_("请刷新后再试。"))
    found: Json = draft["pages"][page]
    return found


def page_of(draft: Json, name: str) -> int:
    """On which page an element stands. Raises InvalidForm when there is none."""
    find(draft, name)
    return next(
        place for place, page in enumerate(draft["pages"]) if any(one["name"] == name for one in elements(page))
    )


def place_at(draft: Json, place: Place) -> Json:
    """The page or the panel of that place. Raises InvalidForm when there is none."""
    node = page_at(draft, place) if isinstance(place, int) else find(draft, place)
    if "elements" not in node:
        raise InvalidForm(N_("这不是题组，放不进题目。"), N_("请刷新后再试。"))
    return node


def place_of(draft: Json, name: str) -> Place:
    """Where an element stands: the panel right above it, else its page."""
    panel = panel_of(draft, name)
    return page_of(draft, name) if panel is None else str(panel["name"])


def panel_of(draft: Json, name: str) -> Json | None:
    """The panel right above an element, if there is one."""
    found = siblings(draft, name)
    return next((one for one in elements(draft) if one.get("elements") is found), None)


def list_of(node: Json) -> list[Json]:
    """The elements right in a page or a panel."""
    found: list[Json] = node["elements"]
    return found


def _below(node: Json) -> list[Json]:
    found: list[Json] = node["pages"] if "pages" in node else node.get("elements") or []
    return found


def free_name(prefix: str, draft: Json) -> str:
    """The prefix with the number after the highest in use."""
    names = [one["name"].lower() for one in (*draft["pages"], *elements(draft))]
    numbers = [int(name.removeprefix(prefix)) for name in names if _is_numbered(name, prefix)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _is_numbered(name: str, prefix: str) -> bool:
    number = name.removeprefix(prefix)
    return name.startswith(prefix) and number.isascii() and number.isdigit()

"""A questionnaire in short, as respondents meet it: pages with questions, their kinds, options and rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from workbench.workflow.question_kinds import shown

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An element of a page; `number` is empty for words and headings between questions, `inner` what a panel holds."""

    number: str
    kind: str
    title: str
    description: str
    required: bool
    conditional: bool
    options: tuple[str, ...]
    rows: tuple[str, ...]
    inner: tuple["Asked", ...]


@dataclass(frozen=True)
class OutlinePage:
    """A page with its own words."""

    title: str
    description: str
    conditional: bool
    elements: tuple[Asked, ...]


@dataclass(frozen=True)
class Outline:
    """A whole questionnaire in its `language`; `thanks` is what stands after the last page."""

    title: str
    description: str
    pages: tuple[OutlinePage, ...]
    thanks: str
    question_count: int
    language: str


def outline(definition: Json) -> Outline:
    """All pages in order; questions are counted through the form."""
    numbers = iter(range(1, 10_000))
    pages = tuple(
        OutlinePage(
            title=shown(page.get("title")),
            description=shown(page.get("description")),
            conditional=bool(page.get("visibleIf")),
            elements=tuple(_asked(one, numbers) for one in page["elements"]),
        )
        for page in definition["pages"]
    )
    texts = [shown(definition.get(name)) for name in ("title", "description", "completedHtml")]
    language = definition.get("locale", "zh-cn")
    return Outline(texts[0], texts[1], pages, texts[2], question_count(definition), language)


def question_count(definition: Json) -> int:
    """How many questions are asked, those inside panels included."""
    return sum(_is_question(one) for page in definition["pages"] for one in _flat(page["elements"]))


def _flat(elements: list[Json]) -> Iterator[Json]:
    for one in elements:
        yield one
        yield from _flat(one.get("elements", []))


def _is_question(element: Json) -> bool:
    return element["type"] not in ("expression", "panel")


def _asked(element: Json, numbers: Iterator[int]) -> Asked:
    return Asked(
        number=str(next(numbers)) if _is_question(element) else "",
        kind=_kind(element),
        title=shown(element.get("title")) or element["name"],
        description=shown(element.get("description")),
        required=bool(element.get("isRequired")),
        conditional=bool(element.get("visibleIf")),
        options=tuple(_options(element)),
        rows=tuple(_label(row) for row in element.get("rows", ()) if not isinstance(row, int)),
        inner=tuple(_asked(one, numbers) for one in element.get("elements", ())),
    )


def _kind(element: Json) -> str:
    kinds = {
        "radiogroup": _("单选"),
        "checkbox": _("多选"),
        "dropdown": _("下拉"),
        "imagepicker": _("图片选择"),
        "ranking": _("排序"),
        "boolean": _("是/否"),
        "text": _("填空"),
        "number": _("数字"),
        "date": _("日期"),
        "tel": _("电话"),
        "email": _("邮箱"),
        "comment": _("简答"),
        "rating": _("量表"),
        "multipletext": _("多项填空"),
        "matrix": _("矩阵单选"),
        "matrix of lists": _("矩阵多选"),
        "panel": _("题组"),
        "expression": _("说明文字"),
    }
    kind = element["type"]
    if kind == "text":
        kind = element.get("inputType", "text")
    if kind == "matrix" and element.get("cellType") == "checkbox":
        kind = "matrix of lists"
    return str(kinds.get(kind, kind))


def _options(element: Json) -> Iterator[str]:
    """What may be answered, in words."""
    kind = element["type"]
    if kind == "boolean":
        yield from (shown(element.get("labelTrue")) or _("是"), shown(element.get("labelFalse")) or _("否"))
    if kind == "rating":
        low, high = (
            f"{element.get(f'rate{end.title()}', fallback)} {shown(element.get(f'{end}RateDescription'))}".strip()
            for end, fallback in (("min", 1), ("max", 5))
        )
        yield f"{low} – {high}"
    for part in ("choices", "columns"):
        yield from (_label(one) for one in element.get(part, ()))
    yield from (shown(item.get("title")) or item["name"] for item in element.get("items", ()))
    if element.get("showNoneItem"):
        yield shown(element.get("noneText")) or _("以上都没有")
    if element.get("showOtherItem"):
        yield f"{shown(element.get('otherText')) or _('其他')} ____"


def _label(item: Any) -> str:
    return (shown(item.get("text")) or str(item["value"])) if isinstance(item, dict) else str(item)

"""Places in texts that do not show what their author means: no such question, asked too late, perhaps not answered."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.errors import N_, Message
from workbench.records.advice import Advice
from workbench.records.elements import Element, Panel
from workbench.records.form_texts import LocalText
from workbench.records.forms import Form, Page
from workbench.records.questions import BaseQuestion
from workbench.surveys.piping import piped_names

_FREE = N_("把花括号里写成前面几页问过的一道题；“插入前面的回答”里有名字。")
_EARLIER = N_("把那一题移到前面的页，或者换一题。")


class _Spot(NamedTuple):
    """An element or a page whose texts may repeat answers: the page it stands on, and all it shows under."""

    node: Element | Page
    page: int
    conditions: frozenset[str]


def advise_repeats(form: Form) -> list[Advice]:
    """What is to be said of names in braces, in the order of the form."""
    spots = [spot for number, page in enumerate(form.pages) for spot in _spots(page, number)]
    asked = {spot.node.name.lower(): spot for spot in spots if isinstance(spot.node, BaseQuestion)}
    told = [one for name in _names([form.description]) for one in _about(name, spots[0], asked)]
    for spot in spots:
        for name in _names([spot.node.title, spot.node.description]):
            told += _about(name, spot, asked)
    return [*told, *_in_thanks(form)]


def _spots(page: Page, number: int) -> Iterator[_Spot]:
    above = frozenset([page.visible_if or ""])
    yield _Spot(page, number, above)
    yield from _within(page.elements, number, above)


def _within(elements: Iterable[Element], page: int, above: frozenset[str]) -> Iterator[_Spot]:
    for element in elements:
        own = above | {element.visible_if or ""}
        yield _Spot(element, page, own)
        if isinstance(element, Panel):
            yield from _within(element.elements, page, own)


def _names(texts: Iterable[LocalText | None]) -> list[str]:
    return list(dict.fromkeys(name for text in texts if text for name in piped_names(text)))


def _about(name: str, spot: _Spot, asked: dict[str, _Spot]) -> Iterator[Advice]:
    """What is to be said of a name at a place, if anything."""
    source = asked.get(name.partition(".")[0].lower())
    if source is None:
        noticed = N_("没有叫“%(name)s”的题，受访者会看到“{%(name)s}”这几个字。")
        yield _advice("repeats_nothing", spot, (noticed, _FREE), name)
    elif source.page == spot.page:
        noticed = N_("“{%(name)s}”和这里在同一页，翻到这一页时还没有回答，是空的。")
        yield _advice("repeats_too_late", spot, (noticed, _EARLIER), name)
    elif source.page > spot.page:
        noticed = N_("“{%(name)s}”在后面才问，这里是空的。")
        yield _advice("repeats_too_late", spot, (noticed, _EARLIER), name)
    elif not _is_answered(source, spot):
        noticed = N_("“{%(name)s}”不一定有人回答，没有回答的人看到的是空的。")
        helps = N_("把那一题设为必填，或者给这里加一个条件：回答了那一题才显示。")
        yield _advice("repeats_perhaps_nothing", spot, (noticed, helps), name)


def _is_answered(source: _Spot, spot: _Spot) -> bool:
    """Whether all who see the place have answered, as far as it can be told from the conditions."""
    question, conditions = source.node, " ".join(spot.conditions).lower()
    if any(f"{{{question.name}{end}".lower() in conditions for end in "}.["):
        return True
    required = isinstance(question, BaseQuestion) and (question.is_required or question.default_value is not None)
    return required and source.conditions - {""} <= spot.conditions


def _in_thanks(form: Form) -> Iterator[Advice]:
    """The ending is the same for everybody."""
    names = {question.name.lower() for question in form.questions}
    for name in _names([form.completed_html]):
        if name.partition(".")[0].lower() in names:
            yield Advice(
                rule="repeats_in_thanks",
                noticed=Message(N_("感谢语里的“{%(name)s}”会原样显示：所有人看到同样的感谢语。"), {"name": name}),
                advice=Message(N_("把它从感谢语里去掉。")),
            )


def _advice(rule: str, spot: _Spot, sentences: tuple[str, str], name: str) -> Advice:
    noticed, helps = sentences
    return Advice(
        rule=rule,
        question=None if isinstance(spot.node, Page) else spot.node.name,
        page=spot.page if isinstance(spot.node, Page) else None,
        noticed=Message(noticed, {"name": name}),
        advice=Message(helps),
    )

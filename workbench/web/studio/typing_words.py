"""What a typing tool says, in plain words: rules as sentences, chances as people out of ten, counts by segment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from workbench.records.typing_tool import AskedQuestion, Condition, Doubt, Placement, Typing, TypingRule, TypingTool

OUT_OF = 10


@dataclass(frozen=True)
class SegmentLine:
    """How well the people of a segment are told: `right` of its `size`, of whom `none` were placed nowhere.

    Of the `placed` people whom the tool put into the segment `right` belong there.
    """

    name: str
    size: int
    right: int
    none: int
    placed: int


@dataclass(frozen=True)
class Chance:
    """A segment and how many of ten people who answer like this are in it, in words and as a number."""

    name: str
    often: str
    number: int


@dataclass(frozen=True)
class Answer:
    """What the tool says to answers: a sentence, and the chance of each segment, the likeliest first."""

    sentence: str
    chances: list[Chance]


def segment_lines(tool: TypingTool) -> list[SegmentLine]:
    """One line a segment, in their order."""
    counts = tool.trial.counts
    return [
        SegmentLine(one.name, sum(counts[i]), counts[i][i], counts[i][-1], sum(row[i] for row in counts))
        for i, one in enumerate(tool.typing.segments)
    ]


def rule_sentences(tool: TypingTool) -> list[str]:
    """The rules, to be read aloud."""
    return [_rule(rule, tool.typing) for rule in tool.rules]


def answer(placement: Placement, typing: Typing) -> Answer:
    """Where somebody was placed and how sure that is."""
    ranked = sorted(zip(placement.chances, typing.segments, strict=True), key=lambda one: (-one[0], one[1].number))
    chances = [Chance(segment.name, _often(chance), round(OUT_OF * chance)) for chance, segment in ranked]
    told = {"name": chances[0].name, "often": chances[0].often}
    sentences = {
        None: _("最像“%(name)s”：这样回答的 10 个人里，%(often)s是这一群。", **told),
        Doubt.UNSURE: _("都不像：没有哪一群明显更像。最近的“%(name)s”，10 个人里也只有%(often)s。", **told),
        Doubt.FAR: _("都不像：这样的回答，和每一群的人都差得远。"),
        Doubt.EMPTY: _("还没有回答任何一题。"),
    }
    return Answer(sentences[placement.doubt], [] if placement.doubt is Doubt.EMPTY else chances)


def _often(chance: float) -> str:
    """How many of ten, without ever saying all or nobody."""
    if chance >= 0.95:
        return str(_("超过 9 个"))
    if chance < 0.05:
        return str(_("不到 1 个"))
    return str(_("约 %(n)s 个", n=round(OUT_OF * chance)))


def _rule(rule: TypingRule, typing: Typing) -> str:
    titles = {question.key: question for question in typing.questions}
    parts = [
        part for key in dict.fromkeys(one.question for one in rule.conditions) for part in _asks(rule, titles[key])
    ]
    told = {"name": typing.name_of(rule.segment), "right": rule.right, "of": rule.of}
    if not parts:
        return str(_("不论怎么回答，都最像“%(name)s”（%(of)s 人里 %(right)s 人是）。", **told))
    if_so = _("，并且").join(parts)
    return str(_("如果%(conditions)s，最像“%(name)s”（%(of)s 人里 %(right)s 人是）。", conditions=if_so, **told))


def _asks(rule: TypingRule, question: AskedQuestion) -> Iterator[str]:
    """What a rule asks of one question."""
    mine = [one for one in rule.conditions if one.question == question.key]
    limits: dict[str, str] = {one.test: f"{one.value:g}" for one in mine if isinstance(one.value, float)}
    if limits:
        yield _limits(question.title, limits)
    yield from (_choice(question, one) for one in mine if isinstance(one.value, str))


def _limits(title: str, limits: Mapping[str, str]) -> str:
    low, high = limits.get("at_least"), limits.get("at_most")
    if low is None:
        return str(_("“%(title)s”不高于 %(value)s", title=title, value=high))
    if high is None:
        return str(_("“%(title)s”不低于 %(value)s", title=title, value=low))
    if low == high:
        return str(_("“%(title)s”是 %(value)s", title=title, value=low))
    return str(_("“%(title)s”在 %(low)s 到 %(high)s 之间", title=title, low=low, high=high))


def _choice(question: AskedQuestion, condition: Condition) -> str:
    text = next((one.text for one in question.choices if one.value == condition.value), str(condition.value))
    if condition.test == "chosen":
        return str(_("“%(title)s”选了“%(choice)s”", title=question.title, choice=text))
    return str(_("“%(title)s”没选“%(choice)s”", title=question.title, choice=text))

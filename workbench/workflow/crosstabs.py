"""Cross-tabulation (交叉分析): any closed question by any other, by an attribute, by the channel or by the state."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from workbench import export
from workbench.analysis.crosstabs import Association, associate
from workbench.analysis.results import wilson
from workbench.errors import N_, Message, Tell
from workbench.records.answer_charts import Interval, SharedRow, SharedRows
from workbench.records.facts import Kind
from workbench.records.sheets import Cell, Share, Sheet
from workbench.storage.tables import Question
from workbench.workflow.answer_sets import AnswerSet
from workbench.workflow.answers import STATES, answer_items

CLOSED = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE)
FEW = 30  # people of a row below which its shares say little
MOST_VALUES = 40
FIRST_TRIED = 8
OWN_LINK = N_("问卷自己的链接")


class Dimension(NamedTuple):
    """A way to part people: the values in order, which of them each person has, whether these may be several."""

    key: str
    title: Message
    values: tuple[str, ...]
    of: Mapping[int, tuple[str, ...]]
    several: bool = False


@dataclass(frozen=True)
class CrossCell:
    """`people` of a row's `of` with the 95 % interval of their share (Wilson 1927)."""

    people: int
    of: int
    interval: Interval

    @property
    def share(self) -> float:
        """The share of the row."""
        return self.people / self.of


@dataclass(frozen=True)
class CrossRow:
    """Everybody with one value of the rows' dimension, parted by the columns'."""

    text: str
    of: int
    cells: tuple[CrossCell, ...]

    @property
    def small(self) -> bool:
        """Whether too few people stand here for shares to be trusted."""
        return self.of < FEW


@dataclass(frozen=True)
class CrossTab:
    """Two dimensions crossed; `found` is None where a person may stand in several cells, or nothing varies."""

    rows: Dimension
    columns: Dimension
    lines: tuple[CrossRow, ...]
    total: CrossRow
    found: Association | None

    @property
    def several(self) -> bool:
        """Whether a person may stand in several cells, so that nothing is tested."""
        return self.rows.several or self.columns.several


def choices_of(answers: AnswerSet) -> dict[str, Message]:
    """What may be crossed, by key; questions first."""
    found = {f"q:{key}": _said(one.title) for key, one in answers.questions.items() if _is_closed(answers, one)}
    names = sorted({name for person in answers.people.values() for name in person.attributes})
    found |= {f"a:{name}": Message(N_("属性：%(name)s"), {"name": name}) for name in names}
    if answers.channels:
        found["channel"] = Message(N_("渠道"))
    return found | {"state": Message(N_("状态"))}


def crossed_at_first(answers: AnswerSet) -> tuple[str, str]:
    """The keys of the first two by which people differ both ways: who declines answers nothing else to cross with."""
    keys = [*choices_of(answers)]
    found = {key: dimension for key in keys[:FIRST_TRIED] if (dimension := _dimension(answers, key, str))}
    for one, other in combinations(found.values(), 2):
        both = one.of.keys() & other.of.keys()
        if all(len({way.of[person] for person in both}) > 1 for way in (one, other)):
            return one.key, other.key
    return (keys[0], keys[1]) if len(keys) > 1 else ("", "")


def cross(answers: AnswerSet, rows: str, columns: str, tell: Tell = str) -> CrossTab | Message:
    """The table of two dimensions by their keys, or the sentence that says why there is none.

    People who have no value in one of both are in no cell.
    """
    across, down = _dimension(answers, rows, tell), _dimension(answers, columns, tell)
    if across is None or down is None:
        return Message(N_("找不到其中一项，它可能改过了。请重新选。"))
    if max(len(across.values), len(down.values)) > MOST_VALUES:
        return Message(N_("有一项的不同回答超过了 %(most)s 个，交叉起来没有意义。"), {"most": MOST_VALUES})
    both = [person for person in across.of if person in down.of]
    if not both:
        return Message(N_("没有人两项都回答过。"))
    pairs = Counter((row, column) for one in both for row in across.of[one] for column in down.of[one])
    sizes = Counter(row for one in both for row in across.of[one])
    lines = [
        _row(text, sizes[text], [pairs[text, column] for column in down.values])
        for text in across.values
        if sizes[text]
    ]
    counts = Counter(column for one in both for column in down.of[one])
    several = across.several or down.several
    return CrossTab(
        rows=across,
        columns=down,
        lines=tuple(lines),
        total=_row(tell(Message(N_("合计"))), len(both), [counts[column] for column in down.values]),
        found=None if several else associate([[cell.people for cell in line.cells] for line in lines]),
    )


def chart_of(table: CrossTab, tell: Tell = str) -> SharedRows:
    """The rows of a table as bars of parts."""
    rows = tuple(SharedRow(line.text, tuple(cell.people for cell in line.cells), line.of) for line in table.lines)
    title = f"{tell(table.rows.title)} × {tell(table.columns.title)}"
    return SharedRows(
        title, table.rows.title, table.columns.values, rows, told=in_words(table), several=table.columns.several
    )


def in_words(table: CrossTab) -> Message:
    """Whether both hang together, how strongly, and whether that may be chance, in plain words."""
    if table.several:
        return Message(N_("可以多选：一个人会出现在多格里，所以只描述、不检验。"))
    if table.found is None:
        return Message(N_("只有一行或一列有人，没有可以比的。"))
    sizes = (N_("几乎没有"), N_("有一点"), N_("有明显的"), N_("有很强的"))
    size = Message(sizes[sum(table.found.v >= step for step in (0.1, 0.3, 0.5))])
    chance = Message(N_("不像碰巧") if table.found.p < 0.05 else N_("也可能是碰巧"))
    return Message(
        N_("两者%(size)s关联，%(chance)s（共 %(n)s 人）。"), {"size": size, "chance": chance, "n": table.total.of}
    )


def crosstab_to_xlsx(table: CrossTab, tell: Tell = str) -> bytes:
    """The counts, the shares of each row with both ends of their intervals, and what they mean."""
    heading, people = tell(table.rows.title), tell(Message(N_("人数")))
    lines = [*table.lines, table.total]
    counts: list[list[Cell]] = [[line.text, *(cell.people for cell in line.cells), line.of] for line in lines]
    shares: list[list[Cell]] = [
        [line.text, *(Share(one) for cell in line.cells for one in (cell.share, *cell.interval)), line.of]
        for line in lines
    ]
    ends = (N_("%(text)s 占比"), N_("%(text)s 区间低端"), N_("%(text)s 区间高端"))
    beside = [tell(Message(end, {"text": text})) for text in table.columns.values for end in ends]
    both = f"{heading} × {tell(table.columns.title)}"
    about: list[list[Cell]] = [[tell(in_words(table)), None]]
    if found := table.found:
        about += [["Cramér V", round(found.v, 4)], ["p", found.p], ["χ²", round(found.chi_square, 4)]]
    return export.table_to_xlsx(
        [
            Sheet(people, [heading, *table.columns.values, people], counts),
            Sheet(tell(Message(N_("占比"))), [heading, *beside, people], shares),
            Sheet(tell(Message(N_("说明"))), [both, tell(Message(N_("数")))], about),
        ]
    )


def _row(text: str, of: int, counts: list[int]) -> CrossRow:
    return CrossRow(text, of, tuple(CrossCell(people, of, wilson(people, of)) for people in counts))


def _is_closed(answers: AnswerSet, question: Question) -> bool:
    return question.kind in CLOSED and question.key not in answers.asked.rankings


def _dimension(answers: AnswerSet, key: str, tell: Tell) -> Dimension | None:
    title = choices_of(answers).get(key)
    if title is None:
        return None
    kind, _, name = key.partition(":")
    if kind == "q":
        return _of_question(answers, answers.questions[int(name)], key)
    people = answers.people.items()
    if kind == "a":
        of = {person: (one.attributes[name],) for person, one in people if name in one.attributes}
    elif kind == "channel":
        of = {person: (answers.channels.get(one.channel or 0, tell(Message(OWN_LINK))),) for person, one in people}
    else:
        of = {person: (tell(Message(STATES.get(one.state, one.state))),) for person, one in people}
    return Dimension(key, title, tuple(sorted({text for (text,) in of.values()})), of)


def _of_question(answers: AnswerSet, question: Question, key: str) -> Dimension:
    given = answers.values([question.id])[question.id]
    of = {person: tuple(dict.fromkeys(answer_items(question, value))) for person, value in given.items()}
    of = {person: texts for person, texts in of.items() if texts}
    offered = [str(choice["text"]) for choice in question.choices]
    others = sorted({text for texts in of.values() for text in texts} - set(offered), key=_in_order)
    values = tuple(dict.fromkeys([*offered, *others]))
    return Dimension(key, _said(question.title), values, of, question.kind == Kind.MULTIPLE)


def _in_order(text: str) -> tuple[float, str]:
    """Numbers by their size."""
    try:
        return float(text), text
    except ValueError:
        return float("inf"), text


def _said(text: str) -> Message:
    """What a researcher wrote: shown as it is."""
    return Message("%(text)s", {"text": text})

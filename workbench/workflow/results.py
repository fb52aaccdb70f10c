"""Results of a form or table on the first evening: for each question a chart of the people who count."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev
from typing import Any

from workbench import charts, export
from workbench.analysis.results import wilson
from workbench.errors import N_, Message, Tell
from workbench.records.answer_charts import (
    AnswerBar,
    AnswerBars,
    MeanPlace,
    MeanPlaces,
    NumberBar,
    NumberBars,
    SharedRow,
    SharedRows,
)
from workbench.records.charts import Canvas, ChartData, SaidWord, WordCloud
from workbench.records.sheets import Cell, Sheet
from workbench.storage.queries.results import Respondent
from workbench.storage.tables import Question
from workbench.text.sentences import says_nothing
from workbench.workflow.answer_sets import AnswerSet, Block, Shape
from workbench.workflow.answers import answer_items
from workbench.workflow.readings import words_in
from workbench.workflow.words import study_lexicon

MOST_SHORT = 30  # different short texts that get a bar
MOST_BINS = 12
MOST_WORDS = 40
NPS = (0, 10)
_ROW = N_("行")
NOBODY = N_("还没有人回答这道题。")
Given = Mapping[int, Any]


@dataclass(frozen=True)
class Voice:
    """An open answer and who gave it."""

    person: Respondent
    text: str


def result_of(answers: AnswerSet, block: Block) -> ChartData | Message:
    """What the chart of a block is drawn from; a sentence where nobody answered."""
    return results_of(answers, [block])[block.question.id]


def results_of(answers: AnswerSet, blocks: Sequence[Block]) -> dict[int, ChartData | Message]:
    """The same for many blocks, whose answers are read at once."""
    values = answers.values([question.id for block in blocks for question in block.questions])
    return {block.question.id: _result(answers, block, values) for block in blocks}


def voices_of(answers: AnswerSet, block: Block, search: str = "") -> list[Voice]:
    """The open answers to a question that contain every word of `search`, the newest person first."""
    words = search.lower().split()
    said = all_voices(answers, [block])[block.question.id]
    return [one for one in said if all(word in one.text.lower() for word in words)]


def all_voices(answers: AnswerSet, blocks: Sequence[Block]) -> dict[int, list[Voice]]:
    """The open answers to many questions, read at once: by the block's question, the newest person first."""
    given = answers.values([block.question.id for block in blocks])
    return {question: [*_newest_first(answers, said)] for question, said in given.items()}


def _newest_first(answers: AnswerSet, said: Given) -> Iterator[Voice]:
    for person in sorted(said, reverse=True):
        if (text := str(said[person])).strip():
            yield Voice(answers.people[person], text)


def results_to_xlsx(answers: AnswerSet, tell: Tell = str) -> bytes:
    """The table of every chart, a sheet each, after one that says who is counted."""
    about: list[list[Cell]] = [
        [tell(Message(N_("计入的人数"))), len(answers.people)],
        [tell(Message(N_("已排除、没有计入的人数"))), answers.excluded],
        [tell(Message(N_("问姓名或联系方式、没有列出的题数"))), answers.private],
    ]
    sheets = [Sheet(tell(Message(N_("说明"))), [tell(Message(N_("项目"))), tell(Message(N_("数")))], about)]
    found = results_of(answers, list(answers.blocks.values()))
    for question, data in found.items():
        if not isinstance(data, Message):
            chart = charts.draw(data, Canvas(say=tell))
            sheets.append(Sheet(_numbered(answers, answers.blocks[question], tell), chart.columns, chart.rows))
    return export.table_to_xlsx(sheets)


def _numbered(answers: AnswerSet, block: Block, tell: Tell) -> str:
    """The title after the number of the question, that of the whole matrix for all of its rows."""
    number = answers.asked.numbers.get(block.question.key)
    whole = number and (number._replace(part=0) if block.shape is Shape.MATRIX else number)
    return f"{tell(whole.told)} {block.title}" if whole else block.title


def _result(answers: AnswerSet, block: Block, values: Mapping[int, Given]) -> ChartData | Message:
    given = values[block.question.id]
    if not any(values[question.id] for question in block.questions):
        return Message(NOBODY)
    ways: dict[Shape, Callable[[], ChartData | Message]] = {
        Shape.CHOICE: lambda: _choice(block, given),
        Shape.SEVERAL: lambda: _choice(block, given),
        Shape.SHORT: lambda: _short(block, given),
        Shape.DATE: lambda: _dates(block, given),
        Shape.NUMBER: lambda: _numbers(block, given, answers.asked.scales.get(block.question.key)),
        Shape.RANKING: lambda: _ranking(block, given),
        Shape.MATRIX: lambda: _matrix(block, values, answers.asked.scales.get(block.question.key)),
        Shape.OPEN: lambda: _words(answers, given),
    }
    return ways[block.shape]()


def _choice(block: Block, given: Given) -> AnswerBars:
    """The options in their order, what is none of them any more behind."""
    said = {person: items for person, value in given.items() if (items := answer_items(block.question, value))}
    counts = Counter(item for items in said.values() for item in dict.fromkeys(items))
    offered = [str(choice["text"]) for choice in block.question.choices]
    texts = list(dict.fromkeys([*offered, *counts]))
    return _bars(block.title, [(text, counts[text]) for text in texts], len(said), several=block.shape is Shape.SEVERAL)


def _short(block: Block, given: Given) -> ChartData | Message:
    texts = Counter(" ".join(str(value).split()) for value in given.values())
    most = sorted(texts.items(), key=lambda found: (-found[1], found[0]))[:MOST_SHORT]
    return _bars(block.title, most, len(given))


def _dates(block: Block, given: Given) -> AnswerBars:
    """By day; by month where there are many days."""
    days = [str(value)[:10] for value in given.values()]
    shown = days if len(set(days)) <= MOST_BINS else [day[:7] for day in days]
    return _bars(block.title, sorted(Counter(shown).items()), len(days))


def _bars(title: str, counts: Iterable[tuple[str, int]], of: int, *, several: bool = False) -> AnswerBars:
    return AnswerBars(title, tuple(AnswerBar(text, n, wilson(n, of)) for text, n in counts), of, several)


def _numbers(block: Block, given: Given, scale: tuple[int, int] | None) -> NumberBars | Message:
    numbers = [float(value) for value in given.values() if isinstance(value, int | float)]
    if not numbers:
        return Message(NOBODY)
    return NumberBars(
        title=block.title,
        bars=tuple(_steps(numbers, scale)),
        of=len(numbers),
        mean=fmean(numbers),
        median=median(numbers),
        deviation=pstdev(numbers),
        nps=_nps(numbers) if scale == NPS else None,
    )


def _nps(numbers: Sequence[float]) -> int:
    """The share of 9 and 10 minus that of 0 to 6, in points (Reichheld 2003)."""
    return round(100 * (sum(one >= 9 for one in numbers) - sum(one <= 6 for one in numbers)) / len(numbers))


def _steps(numbers: Sequence[float], scale: tuple[int, int] | None) -> list[NumberBar]:
    """A bar for each number, or for steps of equal width where there are too many."""
    counts, low, high = Counter(numbers), min(numbers), max(numbers)
    whole = all(one.is_integer() for one in numbers)
    if scale or (whole and high - low < MOST_BINS):
        ends = range(int(min([low, *(scale or ())])), int(max([high, *(scale or ())])) + 1)
        bars = [NumberBar(one, one, counts[one]) for one in ends]
        return bars if sum(bar.people for bar in bars) == len(numbers) else _wide_steps(numbers, whole=False)
    if len(counts) <= MOST_BINS:
        return [NumberBar(one, one, counts[one]) for one in sorted(counts)]
    return _wide_steps(numbers, whole=whole)


def _wide_steps(numbers: Sequence[float], *, whole: bool) -> list[NumberBar]:
    low, high = min(numbers), max(numbers)
    width = (high - low + whole) / MOST_BINS
    width = float(-int(-width // 1)) if whole else width
    places = Counter(min(int((one - low) / (width or 1)), MOST_BINS - 1) for one in numbers)
    steps = range(max(places) + 1)
    return [NumberBar(_rounded(low + width * n), _rounded(low + width * (n + 1) - whole), places[n]) for n in steps]


def _rounded(number: float) -> float:
    return float(f"{number:.4g}") if abs(number) < 1e4 else round(number)


def _ranking(block: Block, given: Given) -> MeanPlaces:
    places: dict[str, list[int]] = {str(choice["text"]): [] for choice in block.question.choices}
    for value in given.values():
        for place, text in enumerate(answer_items(block.question, value), start=1):
            places.setdefault(text, []).append(place)
    found = [MeanPlace(text, fmean(at), at.count(1), len(at)) for text, at in places.items() if at]
    return MeanPlaces(block.title, tuple(sorted(found, key=lambda one: one.place)), len(given))


def _matrix(block: Block, values: Mapping[int, Given], scale: tuple[int, int] | None) -> SharedRows:
    said = [[answer_items(question, value) for value in values[question.id].values()] for question in block.questions]
    counts = [Counter(item for items in row for item in dict.fromkeys(items)) for row in said]
    options = _options(block.question, counts, scale)
    rows = zip(block.labels, counts, said, strict=True)
    several = block.question.kind == "multiple"
    shared = (SharedRow(label, tuple(n[text] for text in options), len(row)) for label, n, row in rows)
    return SharedRows(block.title, Message(_ROW), options, tuple(shared), several=several)


def _options(question: Question, counts: Sequence[Counter[str]], scale: tuple[int, int] | None) -> tuple[str, ...]:
    given = dict.fromkeys(text for row in counts for text in row)
    if question.choices:
        return tuple(dict.fromkeys([*(str(choice["text"]) for choice in question.choices), *given]))
    offered = [str(one) for one in range(scale[0], scale[1] + 1)] if scale else []
    return tuple(sorted({*offered, *given}, key=_as_number))


def _as_number(text: str) -> tuple[float, str]:
    try:
        return float(text), text
    except ValueError:
        return float("inf"), text


def _words(answers: AnswerSet, given: Given) -> ChartData | Message:
    """The words that most people used, each counted once a person; empty phrases say nothing."""
    texts = [str(value) for value in given.values() if not says_nothing(str(value))]
    lexicon = study_lexicon(answers.session, _study_of(answers))
    counts: Counter[str] = Counter(word for text in texts for word in words_in(text, lexicon) if len(word) > 1)
    most = sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:MOST_WORDS]
    if not most:
        return Message(N_("回答里没有可以数的词。"))
    return WordCloud(tuple(SaidWord(word, people) for word, people in most), len(texts))


def _study_of(answers: AnswerSet) -> int:
    return next(iter(answers.questions.values())).study_id

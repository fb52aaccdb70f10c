"""What a form's rules would make of answers: stored ones once more, or made-up ones. Nothing is stored.

Made-up answers follow the form: only visible questions are answered, some options are much more common than others, and
the same seed gives the same people. They show whether rules and quotas can work at all, not how many will come.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from workbench.records.form_texts import ChoiceKey
from workbench.records.forms import CheckedForm
from workbench.records.questions import (
    Answer,
    Answers,
    ListQuestion,
    LongText,
    Matrix,
    MultipleChoice,
    PicturePicker,
    Question,
    Ranking,
    Rating,
    SeveralTexts,
    SingleChoice,
    TextItem,
    TextLine,
    YesNo,
)
from workbench.records.screening import NO_CONSENT, QuotaCell, Verdict
from workbench.surveys.expressions import parse
from workbench.surveys.filling import complete, visible_questions
from workbench.surveys.quotas import cells_of, first_full
from workbench.surveys.screening import judge

ANSWERED = 0.8  # how often somebody answers what may be left empty
YOUNGEST, OLDEST = 16, 65  # where a number has no limits of its own


class Outcome(NamedTuple):
    """What becomes of somebody: `state` is qualified, waiting or screened_out; `cell` the one that was full."""

    state: str
    verdict: Verdict
    cell: str = ""


class Filled(NamedTuple):
    """A quota cell at the end: how many fit into it, how many places they took, and after how many answers it was full.

    `full_after` counts all answers from the first; None for a cell that was never full.
    """

    cell: QuotaCell
    fitting: int
    taken: int
    full_after: int | None


class Simulation(NamedTuple):
    """The outcomes in the order of the answers, and the cells in the order of the rules."""

    outcomes: list[Outcome]
    cells: list[Filled]

    @property
    def states(self) -> Counter[str]:
        """How many there are in each state."""
        return Counter(one.state for one in self.outcomes)

    @property
    def turned_away(self) -> Counter[str]:
        """How many each rule turned away."""
        return Counter(one.verdict.rule for one in self.outcomes if one.verdict.rule)


def simulate(checked: CheckedForm, people: Iterable[Answers]) -> Simulation:
    """Judge people in the order in which they came; each who finds a place takes it and keeps it.

    A cell of interviewed people is filled as if everybody who qualifies were interviewed.
    """
    cells, outcomes = checked.rules.quotas, []
    fitting, taken, full_after = Counter[str](), Counter[str](), dict[str, int]()
    for number, answers in enumerate(people, start=1):
        counted = complete(checked, answers)
        verdict = judge(checked.form, checked.rules, counted)
        own = cells_of(cells, counted) if verdict.qualified else ()
        full = first_full(own, taken)
        outcomes.append(_outcome(verdict, full))
        fitting.update(cell.id for cell in own)
        if full is None:
            taken.update(cell.id for cell in own)
            full_after |= {c.id: number for c in own if taken[c.id] >= c.size and c.id not in full_after}
    filled = [Filled(cell, fitting[cell.id], taken[cell.id], full_after.get(cell.id)) for cell in cells]
    return Simulation(outcomes, filled)


def made_up(checked: CheckedForm, count: int, seed: int) -> Iterator[dict[str, Answer]]:
    """Answers of `count` people who do not exist."""
    random = Random(seed)  # noqa: S311  # no secret comes of it
    common = {question.name: _weights(random, question) for question in checked.form.questions}
    agreeing = _agreeing(checked)
    for _ in range(count):
        answers: dict[str, Answer] = {}
        for page in checked.form.pages:
            for question in page.questions:
                if question in visible_questions(page, answers) and (
                    question.is_required or random.random() < ANSWERED
                ):
                    answer = _answer(random, question, common[question.name])
                    answers[question.name] = agreeing.get(question.name, answer)
        yield answers


def _agreeing(checked: CheckedForm) -> dict[str, ChoiceKey]:
    """The answer by which everybody agrees to take part: who does not says nothing about the other rules."""
    refusing = [parse(rule.condition) for rule in checked.rules.screen_out if rule.id == NO_CONSENT]
    asked = [
        (question, rule)
        for question in checked.form.questions
        for rule in refusing
        if isinstance(question, SingleChoice) and rule.names == {question.name}
    ]
    return {
        question.name: option.value
        for question, rule in asked
        for option in reversed(question.choices)
        if not rule.holds({question.name: option.value})
    }


def _outcome(verdict: Verdict, full: QuotaCell | None) -> Outcome:
    if not verdict.qualified:
        return Outcome("screened_out", verdict)
    return Outcome("waiting", verdict, full.id) if full else Outcome("qualified", verdict)


def _weights(random: Random, question: Question) -> list[float]:
    """How common each option is: Zipf's 1, 1/2, 1/3 … in an order of chance."""
    match question:
        case ListQuestion():
            count = len(question.options)
        case Rating():
            count = len(question.scale)
        case YesNo():
            count = 2
        case _:
            return []
    weights = [1 / rank for rank in range(1, count + 1)]
    random.shuffle(weights)
    return weights


def _answer(random: Random, question: Question, weights: Sequence[float]) -> Answer:
    match question:
        case MultipleChoice():
            return _several(random, question, weights)
        case Ranking() | Matrix() | SeveralTexts():
            return _in_parts(random, question)
        case ListQuestion():
            chosen: ChoiceKey = random.choices([option.value for option in question.options], weights)[0]
            return [chosen] if isinstance(question, PicturePicker) and question.multi_select else chosen
        case Rating():
            return random.choices(list(question.scale), weights)[0]
        case YesNo():
            return random.choices([True, False], weights)[0]
        case TextLine():
            return _line(random, question)
        case LongText():
            return f"#{random.randint(1, 999)}"


def _in_parts(random: Random, question: Ranking | Matrix | SeveralTexts) -> Answer:
    """An order, a column a row, a text an item."""
    match question:
        case Ranking():
            most = question.max_selected_choices if question.select_to_rank_enabled else 0
            values = [choice.value for choice in question.choices]
            return random.sample(values, min(most or len(values), len(values)))
        case Matrix():
            columns = [random.choice(question.columns).value for _ in question.rows]
            several = question.cell_type == "checkbox"
            rows = zip(question.rows, columns, strict=True)
            return {row.key: [column] if several else column for row, column in rows}
        case SeveralTexts():
            return {item.name: _line(random, item) for item in question.items}


def _line(random: Random, question: TextLine | TextItem) -> str | int:
    match question.input_type:
        case "number":
            return _number(random, question)
        case "date":
            return f"{random.randint(2020, 2026)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    return f"#{random.randint(1, 999)}"


def _several(random: Random, question: MultipleChoice, weights: Sequence[float]) -> list[ChoiceKey]:
    values = [choice.value for choice in question.choices]
    least = max(question.min_selected_choices, 1)
    most = min(question.max_selected_choices or 3, len(values))
    wanted = random.randint(min(least, most), max(least, most))
    chosen = set[ChoiceKey]()
    for _ in range(wanted * 5):  # the rare ones may take several tries
        if len(chosen) < wanted:
            chosen.add(random.choices(values, weights[: len(values)])[0])
    return [value for value in values if value in chosen]


def _number(random: Random, question: TextLine | TextItem) -> int:
    least, most = (question.min, question.max) if isinstance(question, TextLine) else (None, None)
    low = int(least) if isinstance(least, int | float) else YOUNGEST
    high = int(most) if isinstance(most, int | float) else max(low, OLDEST)
    return random.randint(min(low, high), max(low, high))

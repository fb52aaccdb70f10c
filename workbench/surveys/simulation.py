"""What a form's rules would make of answers: stored ones once more, or made-up ones. Nothing is stored.

Made-up answers follow the form: only visible questions are answered, some options are much more common than others, and
the same seed gives the same people. They show whether rules and quotas can work at all, not how many will come.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from workbench.surveys.screening import OPTION, chosen_values, closed_options, judge

ANSWERED = 0.8  # how often somebody answers what may be left empty
YOUNGEST, OLDEST = 16, 65  # where a number has no limits of its own


class Against(NamedTuple):
    """What turned somebody away: a rule, or marked options of a question by their texts.

    `refused` is the option that nobody may choose, `missed` are those of which one was wanted.
    """

    rule: str
    refused: str = ""
    missed: tuple[str, ...] = ()


class Somebody(NamedTuple):
    """Somebody to judge. Of whom a person has `decided`, the rules do not: they hold the kinds of places in `holds`.

    These are kinds of `QuotaCell.of`.
    """

    answers: Answers
    decided: bool = False
    holds: Collection[str] = ()


class Outcome(NamedTuple):
    """What becomes of somebody by the rules: `state` is qualified, waiting or screened_out.

    `full` is the title of the cell in which there was no place. `fits` are the cells whose conditions hold, whatever
    the verdict.
    """

    state: str
    verdict: Verdict
    fits: tuple[QuotaCell, ...]
    full: str = ""
    against: Against | None = None


class Filled(NamedTuple):
    """A quota cell at the end: how many fit into it, how many places are taken, and after how many answers it was full.

    `full_after` counts all answers from the first; None for a cell that nobody's answers filled.
    """

    cell: QuotaCell
    fitting: int
    taken: int
    full_after: int | None


class Simulation(NamedTuple):
    """The outcomes in the order of the answers, and the cells in the order of the rules.

    `reasons` says what each rule is for: its own words, or the question whose options are marked.
    """

    outcomes: list[Outcome]
    cells: list[Filled]
    reasons: dict[str, str]


def simulate(checked: CheckedForm, people: Sequence[Somebody]) -> Simulation:
    """Judge people in the order in which they came; each who finds a place takes it and keeps it.

    Places held by decision are taken from the first. Nobody is interviewed by being judged: a cell that counts
    interviews is as full as those who hold its places make it.
    """
    judged = [_judged(checked, one) for one in people]
    taken, full_after = _held(people, judged), dict[str, int]()
    outcomes = []
    for number, (somebody, outcome) in enumerate(zip(people, judged, strict=True), start=1):
        looking = outcome.verdict.qualified and not somebody.decided
        full = first_full(outcome.fits, taken) if looking else None
        outcomes.append(outcome._replace(state="waiting", full=full.title) if full else outcome)
        if looking and full is None:
            places = [cell for cell in outcome.fits if cell.of == "qualified"]
            taken.update(cell.id for cell in places)
            full_after |= {c.id: number for c in places if taken[c.id] >= c.size and c.id not in full_after}
    fitting = Counter(cell.id for one in outcomes if one.verdict.qualified for cell in one.fits)
    cells = [Filled(one, fitting[one.id], taken[one.id], full_after.get(one.id)) for one in checked.rules.quotas]
    reasons = {rule.id: rule.reason for rule in checked.rules.screen_out}
    reasons |= {OPTION + question.name: str(question.heading) for question in checked.form.questions}
    return Simulation(outcomes, cells, reasons)


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


def _judged(checked: CheckedForm, somebody: Somebody) -> Outcome:
    """What the rules say of somebody, places aside."""
    counted = complete(checked, somebody.answers)
    verdict = judge(checked.form, checked.rules, counted)
    state = "qualified" if verdict.qualified else "screened_out"
    fits = cells_of(checked.rules.quotas, counted)
    return Outcome(state, verdict, fits, against=_against(checked, verdict, counted))


def _held(people: Iterable[Somebody], judged: Iterable[Outcome]) -> Counter[str]:
    """The places of each cell that are held by decision."""
    both = zip(people, judged, strict=True)
    return Counter(cell.id for one, outcome in both for cell in outcome.fits if cell.of in one.holds)


def _against(checked: CheckedForm, verdict: Verdict, counted: Answers) -> Against | None:
    """Of several refused options the first counts, so that everybody is turned away once."""
    if verdict.rule is None or not verdict.rule.startswith(OPTION):
        return Against(verdict.rule) if verdict.rule else None
    question = next(one for one in checked.form.questions if OPTION + one.name == verdict.rule)
    marks, chosen = checked.rules.options[question.name], chosen_values(counted.get(question.name))
    marked = [(text, value, marks.get(value)) for value, text in (closed_options(question) or {}).items()]
    refused = [text for text, value, mark in marked if mark == "reject" and value in chosen]
    missed = tuple(text for text, _, mark in marked if mark == "must")
    return Against(verdict.rule, refused=refused[0]) if refused else Against(verdict.rule, missed=missed)


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

"""What a respondent sees of a form: one page at a time, with what was said on it and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from workbench.errors import Message
from workbench.records import Problem
from workbench.records.choices import ALONE, Choice, Row
from workbench.records.elements import Element
from workbench.records.form_texts import LocalText
from workbench.records.forms import CheckedForm, Form, Page
from workbench.records.questions import Answers, BaseQuestion, ListQuestion, Matrix, MultipleChoice, Question
from workbench.surveys import filling
from workbench.surveys.filling import Part
from workbench.surveys.limits import limits_of

Raw = Mapping[str, Sequence[str]]
SEEDS = 2**31 - 1


@dataclass(frozen=True)
class Shown:
    """An element of a page as one respondent sees it: a question with its options in order, a text, a panel of `parts`.

    `id` names it in the page. `typed` holds the texts of its fields as a browser posts them; options that are `locked`
    cannot be chosen now, and nothing can be answered where it is not `open`.
    """

    element: Element
    id: str
    open: bool = True
    required: bool = False
    options: tuple[Choice, ...] = ()
    locked: frozenset[str] = frozenset()
    rows: tuple[Row, ...] = ()
    typed: Raw = field(default_factory=dict)
    problem: Problem | None = None
    parts: tuple["Shown", ...] = ()

    def texts(self, part: str = "") -> Sequence[str]:
        """What stands in a field, or in that of one of the question's parts."""
        return self.typed.get(f"{self.element.name}.{part}" if part else self.element.name, [])

    @property
    def limits(self) -> list[Message]:
        """What it asks of its answer."""
        return limits_of(self.element) if isinstance(self.element, BaseQuestion) else []

    @property
    def alone(self) -> frozenset[str]:
        """The options that are chosen without any other."""
        specials = self.element.specials if isinstance(self.element, MultipleChoice) else ()
        return frozenset(one.key for one in specials if one.value in ALONE)

    @property
    def questions(self) -> Iterator["Shown"]:
        """The questions in it, or it itself."""
        if isinstance(self.element, BaseQuestion):
            yield self
        for part in self.parts:
            yield from part.questions


@dataclass(frozen=True)
class Screen:
    """One page for one respondent.

    `index` is its place in the form, from 0; `number` of `total` its place among the pages that show, from 1. `answers`
    are those given so far, which texts of the page may repeat.
    """

    form: Form
    index: int
    number: int
    total: int
    shown: tuple[Shown, ...]
    answers: Answers
    problems: Sequence[Problem] = ()

    @property
    def page(self) -> Page:
        """The page of the form."""
        return self.form.pages[self.index]

    @property
    def questions(self) -> list[Shown]:
        """The questions of the page that show, those in panels included."""
        return [question for one in self.shown for question in one.questions]

    def say(self, text: LocalText) -> str:
        """A text of the form in its language, with the answers that it repeats."""
        return filling.piped(text, self.form, self.answers)

    def again(self, posted: Raw, problems: Sequence[Problem]) -> "Screen":
        """The same page with what was typed just now, be it right or wrong, and what is wrong with it."""
        told = [problem.model_copy(update={"expected": _spoken(problem.expected, self.form)}) for problem in problems]
        problem_of = {problem.column: problem for problem in told}
        return replace(self, shown=tuple(_again(one, posted, problem_of) for one in self.shown), problems=told)


def seed_of(uuid: str) -> int:
    """From the name that a browser gives a submission, the seed of everything it sees in random order; never 0."""
    return UUID(uuid).int % SEEDS + 1


def screen(checked: CheckedForm, index: int, answers: Answers, seed: int = 0) -> Screen:
    """A page with the answers so far; `seed` orders what is shown in random order."""
    pages = filling.visible_pages(checked, answers)
    parts = filling.visible_parts(checked.form.pages[index], answers)
    return Screen(
        form=checked.form,
        index=index,
        number=sum(place < index for place in pages) + 1,
        total=max(len(pages), 1),
        shown=_all_shown(parts, answers, seed),
        answers=answers,
    )


def preview_screen(checked: CheckedForm, index: int) -> Screen:
    """A page for its author: every question shows, whatever its condition."""
    pages, answers = checked.form.pages, filling.defaults(checked)
    parts = filling.all_parts(pages[index].elements)
    return Screen(checked.form, index, index + 1, len(pages), _all_shown(parts, answers, 0), answers)


def trial_questions(checked: CheckedForm, posted: Raw, problems: Sequence[Problem] = ()) -> list[Shown]:
    """All questions of a form at once, to be tried out."""
    parts = [Part(question) for question in checked.form.questions]
    problem_of = {problem.column: problem for problem in problems}
    return [_again(one, posted, problem_of) for one in _all_shown(parts, {}, 0)]


def shown_orders(checked: CheckedForm, index: int, answers: Answers, seed: int) -> dict[str, list[str | int | float]]:
    """What stood in random order on a page: question → values in the order shown."""
    if not any(_is_shuffled(question) for question in checked.form.pages[index].questions):
        return {}
    shuffled = [one for one in screen(checked, index, answers, seed).questions if _is_shuffled(one.element)]
    return {one.element.name: [item.value for item in (*one.options, *one.rows)] for one in shuffled}


def words_sent(checked: CheckedForm, index: int, posted: Raw) -> list[tuple[Question, list[str]]]:
    """What was posted from a page, question by question, for showing it to whom it could not be taken from."""
    page = checked.form.pages[index] if 0 <= index < len(checked.form.pages) else None
    questions = page.questions if page else ()
    sent = [(question, [text for name in question.fields for text in posted.get(name, ())]) for question in questions]
    return [(question, texts) for question, texts in sent if any(texts)]


def _spoken(message: Message, form: Form) -> Message:
    """A message in which the form's own texts stand in its language."""
    values = {
        name: value.into(form.locale)
        if isinstance(value, LocalText)
        else _spoken(value, form)
        if isinstance(value, Message)
        else value
        for name, value in message.values.items()
    }
    return Message(message.sentence, values)


def _is_shuffled(question: Element) -> bool:
    if isinstance(question, ListQuestion):
        return question.choices_order == "random"
    return isinstance(question, Matrix) and question.row_order == "random"


def _all_shown(parts: Iterable[Part], answers: Answers, seed: int) -> tuple[Shown, ...]:
    """Elements are numbered in the order in which they stand."""
    numbers = iter(range(1, 1_000_000))
    return tuple(_shown(part, answers, seed, numbers) for part in parts)


def _shown(part: Part, answers: Answers, seed: int, numbers: Iterator[int]) -> Shown:
    element, name = part.element, f"q{next(numbers)}"
    if not isinstance(element, BaseQuestion):
        return Shown(element, name, parts=tuple(_shown(one, answers, seed, numbers) for one in part.parts))
    own, listed = filling.own_seed(seed, part.path), element if isinstance(element, ListQuestion) else None
    return Shown(
        element,
        name,
        open=part.is_open,
        required=filling.is_wanted(element, answers),
        options=filling.options_in_order(listed, answers, own) if listed else (),
        locked=filling.locked_options(listed, answers) if listed else frozenset(),
        rows=filling.rows_in_order(element, own) if isinstance(element, Matrix) else (),
        typed=filling.posted_fields(element, answers),
    )


def _again(shown: Shown, posted: Raw, problem_of: Mapping[str | None, Problem]) -> Shown:
    names = shown.element.fields if isinstance(shown.element, BaseQuestion) else ()
    return replace(
        shown,
        typed={**shown.typed, **{name: posted[name] for name in names if name in posted}},
        problem=problem_of.get(shown.element.name),
        parts=tuple(_again(part, posted, problem_of) for part in shown.parts),
    )

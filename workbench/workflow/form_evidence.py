"""A form's questions and answers as evidence: what analysis, tables and personas know of them."""

from collections.abc import Iterator, Sequence
from typing import cast

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from workbench.records import Topic
from workbench.records.choices import Item
from workbench.records.facts import ChoiceFacts, Kind, QuestionFacts
from workbench.records.forms import CheckedForm
from workbench.records.questions import (
    Answer,
    Answers,
    BaseQuestion,
    ChoiceQuestion,
    ListQuestion,
    LongText,
    Matrix,
    MultipleChoice,
    PicturePicker,
    Ranking,
    Rating,
    SeveralTexts,
    TextLine,
    YesNo,
)
from workbench.records.questions import Question as FormQuestion
from workbench.storage.tables import Question
from workbench.workflow.evidence import Value, sync_questions
from workbench.workflow.form_versions import ByDigest

# In these topics a single line is something that a person said; elsewhere (a city, an occupation) it is a fact.
SPOKEN = (Topic.MOTIVATION, Topic.PAIN_POINT, Topic.BEHAVIOUR, Topic.CONTEXT)
_FACTS = ByDigest[list[QuestionFacts]]()
_OF_SOURCE = select(Question).where(col(Question.source) == bindparam("source"))
_LINES = {"number": Kind.NUMBER, "date": Kind.DATE, "tel": Kind.TEXT, "email": Kind.TEXT}


def form_facts(checked: CheckedForm) -> list[QuestionFacts]:
    """What the rules say of each question, in order; the words beside "other" are a question of their own.

    Whatever tells who somebody is (topic contact, or listed as personal data) is never an utterance.
    """
    return [fact for question in checked.form.questions for fact in _facts(checked, question)]


def form_questions(session: Session, study_id: int, form_id: int, checked: CheckedForm) -> dict[str, Question]:
    """The stored questions of a form by name.

    Publishing brings them up to date. Here they are only added where some are missing, so that a respondent who
    finishes an old version does not bring its wording back.
    """
    source = f"form:{form_id}"
    facts = _FACTS.find(checked.hash, lambda: form_facts(checked))
    # Rows instead of objects: they are read for every submission, and cost a quarter.
    rows = session.connection().execute(_OF_SOURCE, {"source": source}).all()
    known = {row.key: cast(Question, row) for row in rows}
    if any(fact.key not in known for fact in facts):
        return sync_questions(session, study_id, source, facts)
    return {fact.key: known[fact.key] for fact in facts}


def stored_values(checked: CheckedForm, answers: Answers) -> dict[str, Value]:
    """Answers as evidence keeps them: what was chosen as text (yes is `true`, no `false`), numbers as numbers.

    A row of a matrix and one of several texts are answers of their own, under the question's name with the part's.
    """
    values: dict[str, Value] = {}
    for question in checked.form.questions:
        answer = answers.get(question.name)
        chosen = isinstance(question, ListQuestion | YesNo) or (
            isinstance(question, Matrix) and not _is_scale(question)
        )
        read = _as_text if chosen else _as_given
        if isinstance(answer, dict):
            values |= {f"{question.name}.{part}": read(cell) for part, cell in answer.items()}
        elif answer is not None:
            values[question.name] = read(answer)
        if (comment := answers.get(question.comment_name)) is not None:
            values[question.comment_name] = _as_given(comment)
    return values


def _facts(checked: CheckedForm, question: FormQuestion) -> Iterator[QuestionFacts]:
    topic = checked.rules.roles.get(question.name)
    private = topic == Topic.CONTACT or question.name in checked.rules.pii
    title, said = str(question.heading), None if private else topic
    choices = list(_choices(question))
    if not question.parts:
        kind = Kind.TEXT if private and isinstance(question, LongText) else _kind(question, said)
        yield QuestionFacts(key=question.name, title=title, kind=kind, topic=topic, choices=choices)
    for part, label in question.parts:
        kind = _part_kind(question, part, said)
        key, shown = f"{question.name}.{part}", f"{title} · {label}"
        yield QuestionFacts(key=key, title=shown, kind=kind, topic=topic, choices=choices)
    if isinstance(question, ChoiceQuestion) and question.show_other_item:
        spoken = not private and topic in (Topic.MOTIVATION, Topic.PAIN_POINT)
        yield QuestionFacts(
            key=question.comment_name,
            title=f"{title} {question.other_text}",
            kind=Kind.OPEN if spoken else Kind.TEXT,
            topic=topic,
        )


def _kind(question: FormQuestion, topic: Topic | None) -> Kind:
    """An order is a list like several options, its first place first."""
    match question:
        case MultipleChoice() | Ranking() | PicturePicker(multi_select=True):
            return Kind.MULTIPLE
        case Rating():
            return Kind.SCALE
        case LongText():
            return Kind.OPEN
        case TextLine():
            return _line_kind(question.input_type, topic)
    return Kind.SINGLE


def _part_kind(question: FormQuestion, part: str, topic: Topic | None) -> Kind:
    match question:
        case SeveralTexts():
            return _line_kind(next(item.input_type for item in question.items if item.name == part), topic)
        case Matrix(cell_type="checkbox"):
            return Kind.MULTIPLE
        case Matrix() if _is_scale(question):
            return Kind.SCALE
    return Kind.SINGLE


def _line_kind(input_type: str, topic: Topic | None) -> Kind:
    return _LINES.get(input_type, Kind.OPEN if topic in SPOKEN else Kind.TEXT)


def _is_chosen(question: FormQuestion) -> bool:
    return isinstance(question, ListQuestion | YesNo) or (isinstance(question, Matrix) and not _is_scale(question))


def _is_scale(question: Matrix) -> bool:
    """Whether the columns are the numbers of a scale, which can be averaged."""
    numbers = [isinstance(column.value, int | float) for column in question.columns]
    return question.cell_type == "radio" and len(numbers) > 2 and all(numbers)


def _choices(question: BaseQuestion) -> Iterator[ChoiceFacts]:
    options: Sequence[Item] = ()
    if isinstance(question, ListQuestion):
        options = question.options
    if isinstance(question, Matrix):
        options = question.columns
    for choice in options:
        yield ChoiceFacts(value=choice.key, text=str(choice.label))
    if isinstance(question, YesNo):
        yield ChoiceFacts(value="true", text=str(question.label_true))
        yield ChoiceFacts(value="false", text=str(question.label_false))


def _as_text(answer: Answer) -> Value:
    """The value of one option, or those of several.

    >>> _as_text(["rpg", 5]), _as_text(True)
    (['rpg', '5'], 'true')
    """
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return [str(item) for item in answer] if isinstance(answer, list) else str(answer)


def _as_given(answer: Answer) -> Value:
    """Numbers and texts as they are; there are no lists of them."""
    return answer if isinstance(answer, int | float) and not isinstance(answer, bool) else str(answer)

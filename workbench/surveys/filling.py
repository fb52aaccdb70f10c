"""A respondent's way through a form: which pages and questions show, what a posted page comes to, and how it ends.

Answers are a plain mapping of question names to values; `None` says "asked and left empty". Conditions are decided on
all answers given so far, those of hidden questions included; these are dropped on completion, as survey-core does.
Nothing here stores anything, and nothing a browser sends raises.
"""

from collections.abc import Mapping, Sequence

from workbench.errors import N_, Message, NotFound
from workbench.records import Problem
from workbench.records.forms import CheckedForm, Page, Verdict
from workbench.records.questions import Answer, Answers, ChoiceQuestion, MultipleChoice, Question
from workbench.surveys.expressions import parse
from workbench.surveys.fields import Reading, read_field
from workbench.surveys.validation import objection

# An answer made it visible that was sent together with it: without JavaScript nobody has seen it yet.
_NEW = Message(N_("根据你刚才的回答，多了这一题。"))


def visible_questions(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions of a page that show, in order; none if the page itself does not."""
    if not _holds(page.visible_if, answers):
        return ()
    return tuple(question for question in page.elements if _holds(question.visible_if, answers))


def visible_pages(form: CheckedForm, answers: Answers) -> tuple[int, ...]:
    """The indexes of the pages on which something shows; they may change with each answer."""
    return tuple(index for index, page in enumerate(form.form.pages) if visible_questions(page, answers))


def next_page(form: CheckedForm, index: int, answers: Answers) -> int | None:
    """The page after `index` (-1 for the first one), None at the end."""
    return next((page for page in visible_pages(form, answers) if page > index), None)


def previous_page(form: CheckedForm, index: int, answers: Answers) -> int | None:
    """The page before `index`, None at the beginning."""
    return next((page for page in reversed(visible_pages(form, answers)) if page < index), None)


def check_page(
    form: CheckedForm, page_index: int, raw: Mapping[str, Sequence[str]], answers_so_far: Answers
) -> tuple[dict[str, Answer], list[Problem]]:
    """What a posted page comes to: the values to lay over the answers so far, and what is wrong, question by question.

    `raw` holds all texts of each field (`request.form.to_dict(flat=False)`); unknown fields are ignored, an empty text
    counts as posted and left empty. Only what is right is among the values; lay them over even if there are problems,
    then a question that became visible just now is asked once. A problem's `column` is the question's name, its `found`
    what was typed. Raises NotFound for a page that the form does not have, and nothing else.
    """
    page = _page(form, page_index)
    readings = {question.name: _reading(question, raw) for question in page.elements}
    before = {question.name for question in visible_questions(page, answers_so_far)}
    asked = [question for question in page.elements if question.name in before or question.name in raw]
    values = _values(asked, readings)
    answers = {**answers_so_far, **values}
    visible = visible_questions(page, answers)
    wrong = {question.name: _wrong(question, readings[question.name], answers) for question in visible}
    unseen = {question.name for question in visible if question.name not in before and question.name not in raw}
    problems = [
        Problem(column=name, expected=message or _NEW, found=readings[name].typed)
        for name, message in wrong.items()
        if message or name in unseen
    ]
    kept = [question for question in asked if question.name in raw or question.name in wrong]
    return _values([question for question in kept if not wrong.get(question.name)], readings), problems


def first_open_page(form: CheckedForm, answers: Answers) -> int | None:
    """The first page on which something visible still has to be answered; None if the answers are complete."""
    for index in visible_pages(form, answers):
        questions = visible_questions(form.form.pages[index], answers)
        if any(_is_open(question, answers) for question in questions):
            return index
    return None


def complete(form: CheckedForm, answers: Answers) -> dict[str, Answer]:
    """The answers that count: of visible questions, in the order of the form, without the empty ones."""
    counted: dict[str, Answer] = {}
    for page in form.form.pages:
        for question in visible_questions(page, answers):
            for name in (question.name, question.comment_name):
                if answers.get(name) is not None:
                    counted[name] = answers[name]
    return counted


def verdict(form: CheckedForm, answers: Answers) -> Verdict:
    """Whether this is somebody we look for: the first rule that holds for the completed answers turns away."""
    counted = complete(form, answers)
    for rule in form.rules.screen_out:
        if parse(rule.condition).holds(counted):
            return Verdict(qualified=False, rule=rule.id, reason=rule.reason)
    return Verdict(qualified=True)


def _holds(condition: str | None, answers: Answers) -> bool:
    return condition is None or parse(condition).holds(answers)


def _page(form: CheckedForm, index: int) -> Page:
    if not 0 <= index < len(form.form.pages):
        raise NotFound(N_("没有这一页。"), N_("请从问卷链接重新进入，已填的内容都还在。"))
    return form.form.pages[index]


def _reading(question: Question, raw: Mapping[str, Sequence[str]]) -> Reading:
    return read_field(question, _texts(raw, question.name), _texts(raw, question.comment_name))


def _texts(raw: Mapping[str, Sequence[str]], name: str) -> list[str]:
    posted: object = raw.get(name)
    texts = posted if isinstance(posted, list | tuple) else [posted]
    return [text for text in texts if isinstance(text, str)]


def _values(questions: list[Question], readings: Mapping[str, Reading]) -> dict[str, Answer]:
    """The answers that could be read, with the words beside "other"."""
    values: dict[str, Answer] = {}
    for question in questions:
        reading = readings[question.name]
        if reading.wrong is None:
            values[question.name] = reading.answer
            if isinstance(question, ChoiceQuestion) and question.show_other_item:
                values[question.comment_name] = reading.comment
    return values


def _wrong(question: Question, reading: Reading, answers: Answers) -> Message | None:
    if reading.wrong:
        return reading.wrong
    if not _is_open(question, answers):
        return None if reading.answer is None else objection(question, reading.answer, answers)
    if question.required_error_text:
        return Message(str(question.required_error_text))
    return Message(N_("请至少选一项。") if isinstance(question, MultipleChoice) else N_("这一题需要回答。"))


def _is_open(question: Question, answers: Answers) -> bool:
    """Has to be answered and is not."""
    wanted = question.is_required or (question.required_if is not None and _holds(question.required_if, answers))
    return wanted and answers.get(question.name) is None

"""A respondent's way through a form: which pages and questions show, what a posted page comes to, and how it ends.

Answers are a plain mapping of question names to values; `None` says "asked and left empty". Conditions are decided on
all answers given so far, those of hidden questions included; these are dropped on completion, as survey-core does.
Nothing here stores anything, and nothing a browser sends raises.
"""

from collections.abc import Mapping, Sequence

from workbench.errors import N_, Message, NotFound
from workbench.records import Problem
from workbench.records.forms import CheckedForm, Page
from workbench.records.questions import (
    Answer,
    Answers,
    ChoiceQuestion,
    ListQuestion,
    Question,
)
from workbench.records.screening import Verdict
from workbench.surveys.missing import is_wanted, missing_answer
from workbench.surveys.ordering import own_seed
from workbench.surveys.piping import piped
from workbench.surveys.readings import Reading, posted_fields, read_question
from workbench.surveys.screening import judge
from workbench.surveys.showing import (
    Part,
    all_parts,
    asked,
    locked_options,
    options_in_order,
    rows_in_order,
    settled,
    visible_parts,
    visible_questions,
)
from workbench.surveys.validation import objection

__all__ = [
    "Part",
    "all_parts",
    "check_page",
    "complete",
    "defaults",
    "first_open_page",
    "is_wanted",
    "locked_options",
    "next_page",
    "options_in_order",
    "own_seed",
    "piped",
    "posted_fields",
    "previous_page",
    "rows_in_order",
    "verdict",
    "visible_pages",
    "visible_parts",
    "visible_questions",
]

# An answer made it visible that was sent together with it: without JavaScript nobody has seen it yet.
_NEW = Message(N_("根据你刚才的回答，多了这一题。"))


def defaults(form: CheckedForm) -> dict[str, Answer]:
    """What stands in a form before anybody answers; questions that never show lose it on completion."""
    return {one.name: one.default_value for one in form.form.questions if one.default_value is not None}


def visible_pages(form: CheckedForm, answers: Answers) -> tuple[int, ...]:
    """The indexes of the pages on which something shows; they may change with each answer."""
    return tuple(index for index, page in enumerate(form.form.pages) if visible_parts(page, answers))


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
    readings = {question.name: read_question(question, raw) for question in page.questions}
    shown = {question.name: is_open for question, is_open in asked(visible_parts(page, answers_so_far))}
    # What a browser shows closed cannot be answered, whatever was sent.
    sent = {one.name for one in page.questions if shown.get(one.name, True) and any(name in raw for name in one.fields)}
    met = [question for question in page.questions if shown.get(question.name) or question.name in sent]
    answers = settled(form.form, {**answers_so_far, **_values(met, readings)})
    now = {one.name: one for one, is_open in asked(visible_parts(page, answers)) if is_open}
    refused = _refused(now, readings, answers, answers_so_far)
    missing = {name: message for name, one in now.items() if (message := missing_answer(one, answers))}
    unseen = {name: _NEW for name in now if not shown.get(name) and name not in sent}
    told = {**unseen, **missing, **refused}
    problems = [
        Problem(column=name, expected=told[name], found=readings[name].typed if name in refused else "")
        for name in now
        if name in told
    ]
    right = [one for one in met if (one.name in sent or one.name in now) and one.name not in refused]
    kept = _values([one for one in right if one.name not in missing or readings[one.name].answer is not None], readings)
    return _with_taken_back(form, answers_so_far, kept), problems


def first_open_page(form: CheckedForm, answers: Answers) -> int | None:
    """The first page on which something visible still has to be answered; None if the answers are complete."""
    for index in visible_pages(form, answers):
        questions = asked(visible_parts(form.form.pages[index], answers))
        if any(is_open and missing_answer(question, answers) for question, is_open in questions):
            return index
    return None


def complete(form: CheckedForm, answers: Answers) -> dict[str, Answer]:
    """The answers that count: of visible questions, in the order of the form, without the empty ones."""
    counted: dict[str, Answer] = {}
    left = settled(form.form, answers)
    for page in form.form.pages:
        for question in visible_questions(page, left):
            for name in (question.name, question.comment_name):
                if left.get(name) is not None:
                    counted[name] = left[name]
    return counted


def verdict(form: CheckedForm, answers: Answers) -> Verdict:
    """Whether this is somebody we look for, judged by the completed answers."""
    return judge(form.form, form.rules, complete(form, answers))


def _page(form: CheckedForm, index: int) -> Page:
    if not 0 <= index < len(form.form.pages):
        raise NotFound(N_("没有这一页。"), N_("请从问卷链接重新进入，已填的内容都还在。"))
    return form.form.pages[index]


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


def _with_taken_back(form: CheckedForm, before: Answers, values: dict[str, Answer]) -> dict[str, Answer]:
    """The values, and what they take away from other answers because an option does not show any more."""
    together = {**before, **values}
    left = settled(form.form, together)
    return {**values, **{name: answer for name, answer in left.items() if answer != together[name]}}


def _refused(
    questions: Mapping[str, Question], readings: Mapping[str, Reading], answers: Answers, before: Answers
) -> dict[str, Message]:
    """What cannot be taken as it was sent, question by question."""
    found = {
        name: readings[name].wrong or _locked(question, answers, before) or _objection(question, answers)
        for name, question in questions.items()
    }
    return {name: message for name, message in found.items() if message}


def _objection(question: Question, answers: Answers) -> Message | None:
    answer = answers.get(question.name)
    return None if answer is None else objection(question, answer, answers)


def _locked(question: Question, answers: Answers, before: Answers) -> Message | None:
    """An option was chosen anew that may not be chosen now."""
    if not isinstance(question, ListQuestion):
        return None
    anew = _keys(answers.get(question.name)) - _keys(before.get(question.name))
    refused = anew & locked_options(question, answers) if anew else anew
    labels = [choice.label for choice in question.choices if choice.key in refused]
    return Message(N_("“%(option)s”现在不能选，请重新选择。"), {"option": labels[0]}) if labels else None


def _keys(answer: Answer) -> set[str]:
    return {str(value) for value in (answer if isinstance(answer, list) else [answer])}

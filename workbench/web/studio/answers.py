"""Answers of a form or of an imported table: the table, one participant's answers, corrections, files."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import N_, Message, WorkbenchError
from workbench.records.facts import Kind
from workbench.records.quality import Reason
from workbench.storage.queries import answers as reads
from workbench.storage.queries.answers import Answered, AnswerRow, Funnel, Wanted
from workbench.storage.queries.audit import Move, last_moves
from workbench.storage.queries.results import count_people
from workbench.storage.tables import Form, FormVersion, Participant, Question, Submission
from workbench.web import access
from workbench.web.failures import status_of
from workbench.web.pages import Page, page_of, render, tell, tell_error
from workbench.web.studio.channels import send_to_editor_if_draft
from workbench.workflow import answers
from workbench.workflow.answer_quality import Scored, is_scored, quality_at_hand, quality_of
from workbench.workflow.asked import questions_in
from workbench.workflow.candidates import TURNED_AWAY, why
from workbench.workflow.completion import QUOTA, full_cells_of
from workbench.workflow.option_marks import marked_question

blueprint = Blueprint("answers", __name__)
ROWS_A_PAGE = 50
COLUMNS_AT_FIRST = 8
REASONS: dict[str, str] = {
    Reason.TIME: N_("答得太快"),
    Reason.STRAIGHT: N_("量表全选一样"),
    Reason.COPIED: N_("开放题雷同"),
    Reason.PASTED: N_("粘贴的回答"),
    Reason.EMPTY: N_("空话"),
    Reason.MASHED: N_("重复字符或乱敲"),
    Reason.CONTRADICTION: N_("自相矛盾"),
    Reason.DUPLICATE: N_("重复作答"),
}


@dataclass
class Table:
    """A page of the rows wanted: the columns `shown` and, for each row, the texts of its cells."""

    wanted: Wanted
    questions: list[Question]
    shown: list[Question]
    lines: list[tuple[AnswerRow, list[list[str]]]]
    total: int
    page: int
    pages: int


@dataclass
class ListAnswersPage(Page):
    """The table of a source; `filters` are the query values that the exports share with it."""

    template = "answers/list_answers.html"
    source: str
    title: str
    form: Form | None
    table: Table
    filters: dict[str, str]
    counts: dict[str, int]
    funnel: Funnel | None
    states: dict[str, str]
    listed_states: dict[str, str]


@dataclass
class Said:
    """An answer to read and to correct: `items` as shown, `values` as a page posts them, `original` before corrections.

    `items` is empty where nothing was said.
    """

    question: Question
    items: list[str]
    values: list[str]
    original: list[str]
    opened: bool = False
    forget: bool = False


@dataclass
class ShowAnswerPage(Page):
    """Everything that one participant answered.

    `scored` says whether answers of this kind get a score; where `score` is None, it has to be asked for. `people` are
    those of the source by now, with fewer of whom it may have been compared.
    """

    template = "answers/show_answer.html"
    source: str
    title: str
    participant: Participant
    scored: bool
    score: Scored | None
    people: int
    reasons: dict[str, str]
    submission: Submission | None
    version: FormVersion | None
    reason: str
    said: list[Said]
    problem: str
    states: dict[str, str]
    moved: Move | None
    topics: dict[str, str]


@blueprint.get("/studies/<int:study_id>/answers/<source>")
def list_answers(study_id: int, source: str) -> str:
    """One row a participant, searched, filtered, sorted, fifty a page."""
    title, form = title_or_404(study_id, source), _form(source)
    return render(
        ListAnswersPage(
            source=source,
            title=title,
            form=form,
            table=_table(source),
            filters=filters_kept(),
            counts=reads.states(access.reading(), source),
            funnel=reads.funnel(access.reading(), form.id) if form else None,
            states=_labels(answers.STATES),
            listed_states=_labels(answers.LISTED_STATES),
        )
    )


@blueprint.get("/studies/<int:study_id>/answers/<source>/<int:participant_id>")
def show_answer(study_id: int, source: str, participant_id: int) -> str:
    """All questions and answers of one participant."""
    title, participant = title_or_404(study_id, source), _participant_or_404(study_id, source, participant_id)
    return render(_answer_page(title, participant))


@blueprint.post("/studies/<int:study_id>/answers/<source>/<int:participant_id>/<int:question_id>")
def correct_answer(study_id: int, source: str, participant_id: int, question_id: int) -> tuple[str, int] | Response:
    """Correct one answer by hand."""
    title, participant = title_or_404(study_id, source), _participant_or_404(study_id, source, participant_id)
    given, forget = request.form.getlist("value"), request.form.get("forget") == "1"
    try:
        answer = answers.find_answer(access.reading(), participant, question_id)
        answers.correct_answer(access.store(), access.user_id(), answer.id, given, forget=forget)
    except WorkbenchError as error:
        page = _answer_page(title, participant)
        page.problem = tell_error(error)
        for said in page.said:
            if said.question.id == question_id:
                said.values, said.opened, said.forget = given, True, forget
        return render(page), status_of(error)
    flash(_("已更正，原来的回答已彻底删去。") if forget else _("已更正，原来的回答仍保留在旁边。"), "done")
    here = url_for("answers.show_answer", study_id=study_id, source=source, participant_id=participant_id)
    return redirect(f"{here}#q{question_id}", 303)


def title_or_404(study_id: int, source: str) -> str:
    """What a form or import of the study is called, or the end of the request."""
    access.study_or_404(study_id)
    title = reads.title_of(access.reading(), study_id, source)
    if title is None:
        abort(404)
    return title


def title_of_published(study_id: int, source: str) -> str:
    """The same; of a questionnaire that nobody can answer yet there is nothing to see."""
    title, form = title_or_404(study_id, source), _form(source)
    if form is not None:
        send_to_editor_if_draft(form)
    return title


def _participant_or_404(study_id: int, source: str, participant_id: int) -> Participant:
    participant = access.in_study_or_404(Participant, participant_id, study_id)
    if participant.source != source:
        abort(404)
    return participant


def _form(source: str) -> Form | None:
    kind, _colon, number = source.partition(":")
    return access.reading().get(Form, int(number)) if kind == "form" else None


def _table(source: str) -> Table:
    session = access.reading()
    questions = questions_in(session, source)
    wanted, shown = wanted_rows(source, questions), _shown(questions)
    total = reads.count_rows(session, wanted)
    page, pages = page_of(total, ROWS_A_PAGE)
    found = reads.rows(session, wanted, offset=(page - 1) * ROWS_A_PAGE, limit=ROWS_A_PAGE)
    lines = [(row, [answers.answer_items(one, row.values.get(one.id)) for one in shown]) for row in found]
    return Table(wanted, questions, shown, lines, total, page, pages)


def wanted_rows(source: str, questions: list[Question]) -> Wanted:
    """What the address asks for; what it gets wrong is left out."""
    by_id = {str(question.id): question for question in questions}
    question_id, _colon, value = request.args.get("choice", "").partition(":")
    state, sort = request.args.get("state", ""), request.args.get("sort", "-time")
    column = sort.removeprefix("-")
    if column not in {"pseudonym", "state", "time", *by_id}:
        sort, column = "-time", "time"
    return Wanted(
        source=source,
        words=request.args.get("q", "").strip()[:200],
        state=state if state in answers.LISTED_STATES else "",
        choice=(int(question_id), value) if question_id in by_id else None,
        sort=column,
        descending=sort.startswith("-"),
    )


def filters_kept() -> dict[str, str]:
    """The query values that the table shares with its file."""
    names = ("q", "state", "choice", "sort")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _shown(questions: list[Question]) -> list[Question]:
    """The columns chosen; at first some of what people said and the leading others, without what identifies people."""
    chosen = set(request.args.getlist("columns"))
    if not chosen:
        offered = [question for question in questions if question.topic != "contact" and question.kind != Kind.META]
        spoken = [str(question.id) for question in offered if question.kind == Kind.OPEN][: COLUMNS_AT_FIRST // 2]
        others = [str(question.id) for question in offered if question.kind != Kind.OPEN]
        chosen = {*spoken, *others[: COLUMNS_AT_FIRST - len(spoken)]}
    return [question for question in questions if str(question.id) in chosen]


def _answer_page(title: str, participant: Participant) -> ShowAnswerPage:
    session = access.reading()
    submission, version = reads.submission_of(session, participant.id) or (None, None)
    said = [_said(one) for one in reads.answered(session, participant, questions_in(session, participant.source))]
    moved = last_moves(session, [participant]).get(participant.id)
    return ShowAnswerPage(
        source=participant.source,
        title=title,
        participant=participant,
        scored=is_scored(participant),
        score=(quality_of if "score" in request.args else quality_at_hand)(session, participant),
        people=count_people(session, participant.source),
        reasons=_labels(REASONS),
        submission=submission,
        version=version,
        reason=_reason(submission, version, said) if participant.state in TURNED_AWAY or moved else "",
        said=said,
        problem="",
        states=_labels(answers.STATES),
        moved=moved,
        topics=_labels(answers.TOPICS),
    )


def _said(one: Answered) -> Said:
    if one.answer is None:
        return Said(one.question, [], [], [])
    items, original = (answers.answer_items(one.question, value) for value in (one.answer.value, one.answer.original))
    return Said(one.question, items, answers.listed_values(one.answer.value), original)


def _reason(submission: Submission | None, version: FormVersion | None, said: Sequence[Said]) -> str:
    """Why somebody was turned away: the question with the marked options, or the words of the rule of that version.

    Of who waits, the cells that were full.
    """
    if submission is None or version is None or submission.verdict_rule is None:
        return ""
    if full := full_cells_of(submission.verdict_rule):
        titles = {cell["id"]: str(cell["title"]) for cell in version.rules.get("quotas", [])}
        return tell(why(submission.verdict_rule, {QUOTA + cell: titles.get(cell, cell) for cell in full}))
    if marked := marked_question(submission.verdict_rule):
        return next((one.question.title for one in said if one.question.key == marked), "")
    rules = version.rules.get("screen_out", [])
    return next((str(rule["reason"]) for rule in rules if rule["id"] == submission.verdict_rule), "")


def _labels(words: dict[str, str]) -> dict[str, str]:
    return {name: tell(Message(sentence)) for name, sentence in words.items()}

"""Studies: the list, the brief, the home page of one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries import studies as reads
from workbench.storage.tables import Interview, Participant, Study, Utterance, now
from workbench.web import access
from workbench.web.failures import status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.next_action import NextAction, next_action, risks
from workbench.workflow import studies
from workbench.workflow.candidates import short_cells
from workbench.workflow.studies import Brief

blueprint = Blueprint("studies", __name__)
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class ListStudiesPage(Page):
    """The studies of who is signed in."""

    template = "studies/list_studies.html"
    studies: list[Study]
    search: str
    archived: bool


@dataclass
class BriefPage(Page):
    """A brief to write or rewrite."""

    template = "studies/edit_brief.html"
    values: dict[str, str]
    problem: str
    is_new: bool


@dataclass
class ShowStudyPage(Page):
    """The home page of a study."""

    template = "studies/show_study.html"
    action: NextAction
    days_left: int | None
    today: list[tuple[Interview, Participant | None]]
    stations: reads.Stations
    risks: list[NextAction]
    reports: list[reads.ShortReport]
    voices: list[tuple[Utterance, Participant]]


@blueprint.get("/")
def list_studies() -> str:
    """All studies, searched and filtered."""
    search, archived = request.args.get("q", "").strip(), request.args.get("archived") == "1"
    found = reads.list_studies(access.reading(), access.user_id(), search, archived=archived)
    return render(ListStudiesPage(studies=found, search=search, archived=archived))


@blueprint.route("/studies/create", methods=["GET", "POST"])
def create_study() -> str | tuple[str, int] | Response:
    """A new study from its brief."""
    if request.method == "GET":
        return render(BriefPage(values=_values(), problem="", is_new=True))
    try:
        study_id = studies.create_study(access.store(), access.user_id(), _brief())
    except WorkbenchError as error:
        return _brief_again(error, is_new=True)
    flash(_("研究项目已建立。"), "done")
    return redirect(url_for("studies.show_study", study_id=study_id), 303)


@blueprint.get("/studies/<int:study_id>")
def show_study(study_id: int) -> str:
    """The one next action, today, the stations, risks, the latest interviews in a line each, fresh voices."""
    study = access.study_or_404(study_id)
    session, today = access.reading(), datetime.now(ZONE).date()
    counts = reads.stations(session, study_id)
    midnight = datetime(today.year, today.month, today.day, tzinfo=ZONE).astimezone(UTC)
    return render(
        ShowStudyPage(
            action=next_action(study_id, counts),
            days_left=reads.days_left(study, today),
            today=reads.interviews_of_day(session, study_id, midnight),
            stations=counts,
            risks=risks(study_id, counts, short_cells(session, study_id), now()),
            reports=reads.latest_reports(session, study_id),
            voices=reads.fresh_voices(session, study_id),
        )
    )


@blueprint.route("/studies/<int:study_id>/brief", methods=["GET", "POST"])
def edit_brief(study_id: int) -> str | tuple[str, int] | Response:
    """Rewrite the brief."""
    study = access.study_or_404(study_id)
    if request.method == "GET":
        return render(BriefPage(values=_values(study), problem="", is_new=False))
    try:
        studies.update_brief(access.store(), access.user_id(), study_id, _brief())
    except WorkbenchError as error:
        return _brief_again(error, is_new=False)
    flash(_("研究需求已保存。"), "done")
    return redirect(url_for("studies.show_study", study_id=study_id), 303)


@blueprint.post("/studies/<int:study_id>/archive")
def archive_study(study_id: int) -> Response:
    """Put a study away, or take it back."""
    access.study_or_404(study_id)
    archived = request.form.get("archived") == "1"
    studies.archive_study(access.store(), access.user_id(), study_id, archived=archived)
    where = Markup('<a href="{}">{}</a>').format(url_for("studies.list_studies", archived=1), _("已归档的研究项目"))
    flash(Markup("{} {}").format(_("已归档，可随时取回："), where) if archived else _("已取回。"), "done")
    return redirect(url_for("studies.list_studies"), 303)


def _values(study: Study | None = None) -> dict[str, str]:
    if study is None:
        return dict.fromkeys((*Brief.model_fields,), "")
    lists = {"questions": "\n".join(study.questions), "hypotheses": "\n".join(study.hypotheses)}
    deadline = study.deadline.isoformat() if study.deadline else ""
    texts = {name: getattr(study, name) for name in ("title", "product", "decision", "audience")}
    return {**texts, **lists, "deadline": deadline}


def _brief() -> Brief:
    texts = {name: request.form.get(name, "") for name in ("title", "product", "decision", "audience")}
    lists = {name: request.form.get(name, "").splitlines() for name in ("questions", "hypotheses")}
    try:
        deadline = date.fromisoformat(request.form.get("deadline", ""))
    except ValueError:
        deadline = None
    return Brief(**texts, **lists, deadline=deadline)


def _brief_again(error: WorkbenchError, *, is_new: bool) -> tuple[str, int]:
    values = {**_values(), **request.form.to_dict()}
    problem = tell_error(error)
    return render(BriefPage(values=values, problem=problem, is_new=is_new)), status_of(error)

"""A draft as respondents will see it: looked at page by page, or tried with its conditions; nothing is kept."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from workbench.records import Problem
from workbench.records.forms import CheckedForm
from workbench.records.screening import Verdict
from workbench.storage.tables import Form
from workbench.web.pages import Page, render
from workbench.web.public.pages import Way, render_preview, render_screen
from workbench.web.studio.form_cards import address_of
from workbench.web.studio.forms import blueprint, form_or_404
from workbench.workflow.form_health import examine_form, place_of, showable_draft
from workbench.workflow.form_trial import Trial, begin_trial, continue_trial


@dataclass
class PreviewFormPage(Page):
    """The draft in a frame as wide as a phone."""

    template = "forms/preview_form.html"
    form: Form


@dataclass
class NoPreviewPage(Page):
    """What keeps the draft from being shown: problems with the places of the editor where they are mended."""

    template = "forms/no_preview.html"
    form: Form
    problems: list[tuple[str, Problem]]


@dataclass
class TrialEndingPage(Page):
    """The end of a trial: what respondents read, and what the rules say of the answers."""

    template = "forms/trial_ending.html"
    lang: str
    title: str
    lines: list[str]
    verdict: Verdict
    again: str


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/preview")
def preview_form(study_id: int, form_id: int) -> str:
    """The draft on a phone."""
    return render(PreviewFormPage(form_or_404(study_id, form_id)))


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/preview/page")
def preview_page(study_id: int, form_id: int) -> str:
    """A page of the draft, for the frame; all its questions show, and what is unfinished is left out."""
    form = form_or_404(study_id, form_id)
    checked = showable_draft(form)
    return render_preview(checked, request.args.get("page", 1, type=int)) if checked else _no_preview(form)


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/preview/trial")
def begin_form_trial(study_id: int, form_id: int) -> str:
    """The first page of the draft, to be filled in for trial."""
    form = form_or_404(study_id, form_id)
    checked = showable_draft(form)
    return _trial_page(form, checked, begin_trial(checked)) if checked else _no_preview(form)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/preview/trial")
def continue_form_trial(study_id: int, form_id: int) -> str | Response:
    """The next page of a trial; one that was begun on another revision of the draft begins anew."""
    form = form_or_404(study_id, form_id)
    checked = showable_draft(form)
    if checked is None:
        return _no_preview(form)
    try:
        revision, index, answers = _sealed().loads(request.form.get(":trial", ""))
    except (BadData, ValueError):
        revision, index, answers = -1, 0, {}
    if revision != form.revision:
        return _trial_page(form, checked, begin_trial(checked))
    posted = request.form.to_dict(flat=False)
    trial = continue_trial(checked, answers, index, posted, back=request.form.get(":go") == "back")
    return _trial_page(form, checked, trial)


def _trial_page(form: Form, checked: CheckedForm, trial: Trial) -> str:
    here = url_for("forms.continue_form_trial", study_id=form.study_id, form_id=form.id)
    if trial.screen is not None:
        sealed = _sealed().dumps([form.revision, trial.screen.index, dict(trial.answers)])
        hidden = {"csrf_token": generate_csrf(), ":trial": str(sealed)}
        return render_screen(trial.screen, Way(address=here, hidden=hidden), preview=True)
    said = checked.form.completed_html
    page = TrialEndingPage(
        lang=checked.form.locale,
        title=checked.form.title.into(checked.form.locale),
        lines=[line for line in (said.into(checked.form.locale) if said else "").splitlines() if line.strip()],
        verdict=trial.verdict or Verdict(qualified=True),
        again=here,
    )
    return render(page)


def _no_preview(form: Form) -> str:
    """Stands where the preview would, and so is no failure: browsers tell of those in a frame."""
    problems = examine_form(form, None).problems
    listed = [(address_of(place_of(form, one)), one) for one in problems]
    return render(NoPreviewPage(form, listed))


def _sealed() -> URLSafeSerializer:
    """Answers travel with the page; what was not sealed here is not read."""
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="trial")

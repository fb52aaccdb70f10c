"""Words that people use and the dictionary does not know: accepted or declined one by one, each taken back again."""

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries import texts as reads
from workbench.storage.tables import StudyWord
from workbench.web import access
from workbench.web.failures import back_with
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.texts import blueprint
from workbench.web.studio.words import entries_in, ids_in
from workbench.workflow import words
from workbench.workflow.suggestions import SuggestedWord, declined_words, suggested
from workbench.workflow.word_effects import Effect, effect_of


@dataclass
class SuggestionsFragment(Page):
    """The suggestions that are left, what was just decided with its effect, and what was declined before."""

    template = "texts/_suggestions.html"
    found: list[SuggestedWord]
    decided: StudyWord | None
    effect: Effect | None
    declined: list[StudyWord]
    problem: str
    anything: bool


@dataclass
class SuggestWordsPage(SuggestionsFragment):
    """The same as a page."""

    template = "texts/suggest_words.html"


@blueprint.get("/studies/<int:study_id>/texts/words/new")
def suggest_words(study_id: int) -> str:
    """New words; `word` is the one just accepted or declined."""
    access.study_or_404(study_id)
    return render(_shown(SuggestWordsPage, study_id, next(iter(ids_in(request.args)), 0)))


@blueprint.post("/studies/<int:study_id>/texts/words/new/accept")
def accept_word(study_id: int) -> str | Response:
    """Put a word into the dictionary."""
    access.study_or_404(study_id)
    try:
        added = words.add_words(access.store(), access.user_id(), study_id, "word", request.form.get("text", ""))
    except WorkbenchError as error:
        return _answer(study_id, 0, error)
    return _answer(study_id, added[-1])


@blueprint.post("/studies/<int:study_id>/texts/words/new/decline")
def decline_word(study_id: int) -> str | Response:
    """Suggest a word no more."""
    access.study_or_404(study_id)
    try:
        declined = words.decline_word(access.store(), access.user_id(), study_id, request.form.get("text", ""))
    except WorkbenchError as error:
        return _answer(study_id, 0, error)
    return _answer(study_id, declined)


@blueprint.post("/studies/<int:study_id>/texts/words/new/undo")
def undo_word(study_id: int) -> str | Response:
    """Take back what was decided about a word; it is suggested again."""
    access.study_or_404(study_id)
    try:
        words.delete_words(access.store(), access.user_id(), study_id, ids_in(request.form))
    except WorkbenchError as error:
        return _answer(study_id, 0, error)
    return _answer(study_id, 0)


def _answer(study_id: int, decided: int, error: WorkbenchError | None = None) -> str | Response:
    """The list as it is now: as a fragment where the page asked for one, else the page."""
    if request.headers.get("HX-Request"):
        problem = tell_error(error) if error else ""
        access.reading().rollback()  # this request reads a snapshot from before the decision
        return render(_shown(SuggestionsFragment, study_id, decided, problem))
    address = url_for("texts.suggest_words", study_id=study_id, word=decided or None)
    if error:
        return back_with(error, address)
    if not decided:
        flash(_("已撤销。"), "done")
    return redirect(address, 303)


def _shown(
    page: type[SuggestionsFragment], study_id: int, decided_id: int, problem: str = ""
) -> SuggestionsFragment:  # fmt: skip
    session = access.reading()
    decided = next(iter(reads.added_with(session, study_id, decided_id)), None)
    added = decided is not None and decided.kind == "word"
    return page(
        found=suggested(session, study_id),
        decided=decided,
        effect=effect_of(session, study_id, "word", entries_in([decided])) if decided and added else None,
        declined=declined_words(session, study_id),
        problem=problem,
        anything=reads.anything_said(session, study_id),
    )

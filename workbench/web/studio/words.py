"""The words of a study: its dictionary, stop words and synonyms, with what they change."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from workbench.errors import N_, Message, WorkbenchError
from workbench.records import Problem
from workbench.storage.queries import texts as reads
from workbench.storage.tables import StudyWord
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, page_of, render, tell, tell_error
from workbench.web.studio.texts import blueprint
from workbench.workflow import words
from workbench.workflow.typed_words import Entry, read_words
from workbench.workflow.word_effects import Effect, ReadToken, effect_of, read_aloud

KINDS = {"word": N_("词典"), "stop": N_("停用词"), "synonym": N_("同义词")}
LONGEST_SENTENCE = 500
LONGEST_IN_ADDRESS = 2000  # servers take addresses of about 4 000 characters


@dataclass
class EffectFragment(Page):
    """What the words that stand in the field would change, or the words just added did."""

    template = "texts/_effect.html"
    effect: Effect | None
    added: list[StudyWord]
    problem: str
    problems: list[Problem]


@dataclass
class ListWordsPage(EffectFragment):
    """The words of a kind, a field for more, a sentence to try."""

    template = "texts/list_words.html"
    kind: str
    kinds: dict[str, str]
    counts: dict[str, int]
    typed: str
    found: list[StudyWord]
    search: str
    page: int
    pages: int
    sentence: str
    tokens: list[ReadToken]
    counted: list[str]


@blueprint.get("/studies/<int:study_id>/texts/words")
def list_words(study_id: int) -> str:
    """The words; `word` is one of those just added, whose effect is shown, `typed` fills the field."""
    access.study_or_404(study_id)
    ids = ids_in(request.args)
    added = reads.added_with(access.reading(), study_id, ids[0]) if ids else []
    if added and added[0].kind in KINDS:
        effect = effect_of(access.reading(), study_id, added[0].kind, entries_in(added))
        return render(_words_page(study_id, EffectFragment(effect, added, "", [])))
    typed = request.args.get("typed", "")
    return render(_words_page(study_id, _preview(study_id, typed), typed))


@blueprint.post("/studies/<int:study_id>/texts/words/preview")
def preview_words(study_id: int) -> str:
    """What words would change; a fragment while they are being typed."""
    access.study_or_404(study_id)
    typed = request.form.get("typed", "")
    preview = _preview(study_id, typed)
    return render(preview if request.headers.get("HX-Request") else _words_page(study_id, preview, typed))


@blueprint.post("/studies/<int:study_id>/texts/words/add")
def add_words(study_id: int) -> tuple[str, int] | Response:
    """Add one word a line."""
    access.study_or_404(study_id)
    kind, typed = request.form.get("kind", ""), request.form.get("typed", "")
    try:
        added = words.add_words(access.store(), access.user_id(), study_id, kind, typed)
    except WorkbenchError as error:
        refusal = EffectFragment(None, [], tell_error(error), _problems(error))
        return render(_words_page(study_id, refusal, typed)), status_of(error)
    flash(" ".join((_added(kind, len(added)), _("下面是带来的变化。"))), "done")
    return redirect(url_for("texts.list_words", study_id=study_id, kind=kind, word=added[-1]), 303)


@blueprint.post("/studies/<int:study_id>/texts/words/delete")
def delete_words(study_id: int) -> Response:
    """Delete words, or undo an addition; they come back into the field, so that they can be added again."""
    access.study_or_404(study_id)
    kind = _kind()
    try:
        gone = words.delete_words(access.store(), access.user_id(), study_id, ids_in(request.form))
    except WorkbenchError as error:
        return back_with(error, url_for("texts.list_words", study_id=study_id, kind=kind))
    typed = "\n".join(gone)
    kept = len(quote(typed)) <= LONGEST_IN_ADDRESS
    flash(
        _("已删除，它们还在输入框里；点“添加”就能加回来。") if kept else _deleted(kind, len(gone)),
        "done",
    )
    return redirect(url_for("texts.list_words", study_id=study_id, kind=kind, typed=typed if kept else None), 303)


def _added(kind: str, count: int) -> str:
    """What an addition did, in the words of its kind."""
    if kind == "synonym":
        return str(
            ngettext(
                "已添加 %(num)s 对同义词：前一个词以后算作后一个。",
                "已添加 %(num)s 对同义词：前一个词以后算作后一个。",
                count,
            )
        )
    if kind == "stop":
        return str(ngettext("已添加 %(num)s 个停用词：以后不计入。", "已添加 %(num)s 个停用词：以后不计入。", count))
    return str(
        ngettext("已添加 %(num)s 个词：以后作为一个词来数。", "已添加 %(num)s 个词：以后作为一个词来数。", count)
    )


def _deleted(kind: str, count: int) -> str:
    if kind == "synonym":
        return str(ngettext("已删除 %(num)s 对同义词。", "已删除 %(num)s 对同义词。", count))
    return str(ngettext("已删除 %(num)s 个词。", "已删除 %(num)s 个词。", count))


def entries_in(rows: list[StudyWord]) -> list[Entry]:
    """Stored words as they were typed."""
    return [Entry(row.text, row.counts_as) for row in rows]


def _words_page(study_id: int, shown: EffectFragment, typed: str = "") -> ListWordsPage:
    session, given = access.reading(), request.args
    kind, search = _kind(), given.get("q", "").strip()[:40]
    page, pages = page_of(reads.count_words(session, study_id, search).get(kind, 0), reads.WORDS_A_PAGE)
    sentence = given.get("sentence", "").strip()[:LONGEST_SENTENCE]
    tokens, counted = read_aloud(session, study_id, sentence)
    return ListWordsPage(
        effect=shown.effect,
        added=shown.added,
        problem=shown.problem,
        problems=shown.problems,
        kind=kind,
        kinds={name: tell(Message(label)) for name, label in KINDS.items()},
        counts=reads.count_words(session, study_id),
        typed=typed,
        found=reads.list_words(session, study_id, kind, search, page),
        search=search,
        page=page,
        pages=pages,
        sentence=sentence,
        tokens=tokens,
        counted=counted,
    )


def _preview(study_id: int, typed: str) -> EffectFragment:
    session, kind = access.reading(), _kind()
    fresh, problems = read_words(words.study_lexicon(session, study_id), kind, typed)
    effect = effect_of(session, study_id, kind, fresh) if fresh else None
    return EffectFragment(effect, [], "", problems)


def _kind() -> str:
    kind = request.values.get("kind", "")
    return kind if kind in KINDS else "word"


def ids_in(values: MultiDict[str, str]) -> list[int]:
    """Ids of words; what no database could hold is left out."""
    given = values.getlist("word")
    return [int(key) for key in given if key.isdecimal() and len(key) <= 18]


def _problems(error: WorkbenchError) -> list[Problem]:
    return [one for one in error.problems if isinstance(one, Problem)]

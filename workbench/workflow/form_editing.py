"""The verbs of the questionnaire editor: each changes a draft once, on the revision that its author saw.

The last steps are kept for undoing them. Published versions never change.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from workbench.errors import N_, BadInput, Conflict, InvalidForm
from workbench.storage import Store
from workbench.storage.tables import Form, now
from workbench.surveys import editing
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.audit import record
from workbench.workflow.form_history import do_again, read_history, remember, take_back
from workbench.workflow.option_marks import with_marks
from workbench.workflow.question_fields import QuestionFields, question_changes, read_fields
from workbench.workflow.question_kinds import said, shown
from workbench.workflow.studies import touch

Json = dict[str, Any]
LONGEST_TITLE = 200
Place = editing.Place


class Author(NamedTuple):
    """Who edits which form, and the revision that they saw."""

    user_id: int
    form_id: int
    revision: int


def add_question(store: Store, author: Author, place: Place, kind: str, after: str = "") -> str:
    """A new question at the end of a page or a panel, or right after another one; returns its name."""
    with changing(store, author, "add_question") as form:
        known = {element["name"] for element in editing.elements(form.definition)}
        form.definition = editing.add_question(form.definition, place, kind, after)
        return next(str(one["name"]) for one in editing.elements(form.definition) if one["name"] not in known)


def update_question(
    store: Store, author: Author, name: str, fields: QuestionFields, place: Place | None = None
) -> Author:
    """Give a question other texts, options, topic and marks, and put it on another page or into a panel.

    Returns the author with the revision that came of it. Raises BadInput or InvalidForm for what cannot be saved.
    """
    with changing(store, author, "update_question") as form:
        question = find_question(form.definition, name)
        if fields != read_fields(question, form.rules):
            _rewrite(form, question, fields)
        if place is not None and place != editing.place_of(form.definition, name):
            form.definition = editing.send_question(form.definition, name, place)
    return author._replace(revision=form.revision)


def move_question(store: Store, author: Author, name: str, step: int) -> None:
    """One place up (-1) or down (1), over the border of its page or of a panel if it stands there."""
    with changing(store, author, "move_question") as form:
        form.definition = editing.move_question(form.definition, name, step)


def put_question(store: Store, author: Author, name: str, before: str, place: Place) -> None:
    """Right before another question, or at the end of a page or a panel where `before` is empty."""
    with changing(store, author, "move_question") as form:
        if before:
            form.definition = editing.put_question(form.definition, name, before)
        else:
            form.definition = editing.send_question(form.definition, name, place)


def dissolve_panel(store: Store, author: Author, name: str) -> None:
    """What is in a panel, in its place."""
    with changing(store, author, "dissolve_panel") as form:
        form.definition = editing.dissolve_panel(form.definition, name)


def duplicate_question(store: Store, author: Author, name: str) -> str:
    """A copy right after a question, with its topic; returns the copy's name. What is in a panel is copied with it."""
    with changing(store, author, "duplicate_question") as form:
        known = {element["name"] for element in editing.elements(form.definition)}
        copied = [name, *(one["name"] for one in editing.elements(find_question(form.definition, name)))]
        form.definition = editing.duplicate_question(form.definition, name)
        copies = [str(one["name"]) for one in editing.elements(form.definition) if one["name"] not in known]
        for original, copy in zip(copied, copies, strict=True):
            form.rules = editing.set_role(form.definition, form.rules, copy, form.rules["roles"].get(original))
        return copies[0]


def delete_question(store: Store, author: Author, name: str) -> None:
    """Without a question and its marked options. Raises InvalidForm if another condition still asks for it."""
    with changing(store, author, "delete_question") as form:
        find_question(form.definition, name)
        form.definition, form.rules = editing.delete_question(form.definition, form.rules, name)


def add_page(store: Store, author: Author) -> int:
    """An empty page at the end; returns its place, from 0.

    It shows under the same condition as the page before it: who did not consent there is not asked on.
    """
    with changing(store, author, "add_page") as form:
        condition = form.definition["pages"][-1].get("visibleIf")
        definition, place = editing.add_page(form.definition), len(form.definition["pages"])
        form.definition = editing.update_page(definition, place, {"visibleIf": condition})
        return place


def update_page(store: Store, author: Author, page: int, texts: Mapping[str, str]) -> None:
    """Other texts of a page: `title`, `description`, `visibleIf`."""
    with changing(store, author, "update_page") as form:
        former = find_page(form.definition, page)
        changes = {name: said(former.get(name), text) for name, text in texts.items()}
        definition = editing.update_page(form.definition, page, changes)
        if not changes.get("title"):  # it would stay as an empty heading
            definition["pages"][page].pop("title", None)
        form.definition = definition


def move_page(store: Store, author: Author, page: int, step: int) -> None:
    """A page with its questions by `step` places."""
    with changing(store, author, "move_page") as form:
        form.definition = editing.move_page(form.definition, page, step)


def delete_page(store: Store, author: Author, page: int) -> None:
    """Without a page and its questions. Raises InvalidForm if a condition elsewhere still asks for one of them."""
    with changing(store, author, "delete_page") as form:
        find_page(form.definition, page)
        form.definition, form.rules = editing.delete_page(form.definition, form.rules, page)


def update_settings(store: Store, author: Author, texts: Mapping[str, str], rules: Mapping[str, str]) -> None:
    """Other texts of the form (`title`, `description`, `completedHtml`) and `consent_version`, `retention_months`."""
    title = texts.get("title", "").strip()
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(N_("问卷要有标题，最多 %(most)s 字。"), N_("受访者会看到这个标题。"), most=LONGEST_TITLE)
    months, version = rules["retention_months"].strip(), rules["consent_version"].strip()
    if not (months.isascii() and months.isdecimal() and 1 <= int(months) <= 120):
        raise BadInput(N_("保存期限要写 1 到 120 个月。"), N_("请写数字，例如 12。"))
    if not 1 <= len(version) <= 40:
        raise BadInput(N_("知情同意要有版本名，最多 40 字。"), N_("例如 2026-11；文字改过之后换一个新的。"))
    with changing(store, author, "update_form") as form:
        changes = {name: said(form.definition.get(name), text) for name, text in texts.items()}
        form.definition = editing.update_form(form.definition, changes)
        form.rules = {**form.rules, "consent_version": version, "retention_months": int(months)}


def stop_typing(store: Store, author: Author) -> None:
    """Whoever fills the form in from now on is not placed into a segment any more."""
    with changing(store, author, "stop_typing") as form:
        form.rules = {name: rule for name, rule in form.rules.items() if name != "typing"}


def undo_edit(store: Store, author: Author) -> str:
    """Back to what was before the last step that is left; returns the verb of the step."""
    return _travel(store, author, "undo_edit", take_back)


def redo_edit(store: Store, author: Author) -> str:
    """Forward again to what was undone last; returns the verb of the step."""
    return _travel(store, author, "redo_edit", do_again)


def find_question(definition: Json, name: str) -> Json:
    """A question of a draft, or what stands between them. Raises InvalidForm when it is gone."""
    for element in editing.elements(definition):
        if element["name"] == name:
            return element
    raise InvalidForm(N_("这道题已经不在问卷里了。"), N_("它可能刚被删除，可以“撤销上一步”取回。"))


def find_page(definition: Json, page: int) -> Json:
    """A page of a draft by its place from 0. Raises InvalidForm when it is gone."""
    if not 0 <= page < len(definition["pages"]):
        raise InvalidForm(N_("这一页已经不在问卷里了。"), N_("它可能刚被删除，可以“撤销上一步”取回。"))
    return definition["pages"][page]  # type: ignore[no-any-return]  # a draft is JSON


@contextmanager
def changing(store: Store, author: Author, verb: str) -> Iterator[Form]:
    """The form to change; raises Conflict when it is no longer as its author saw it."""
    with store.writing() as session:
        form = session.get_one(Form, author.form_id)
        if form.revision != author.revision:
            raise Conflict(N_("这份问卷刚在别处改过。"), N_("下面是最新的内容，请核对后再保存一次。"))
        before, history = _state(form), form.previous
        yield form
        if _state(form) == before:
            return
        if form.previous is history:
            form.previous = remember(history, verb, before, _state(form))
        form.revision, form.updated_at = form.revision + 1, now()
        form.title = shown(form.definition["title"])[:LONGEST_TITLE]
        record(session, author.user_id, verb, f"form:{form.id}", study_id=form.study_id)
        touch(session, form.study_id)


def _travel(store: Store, author: Author, verb: str, way: Callable[[Json | None, Json], tuple[Json, Json]]) -> str:
    """Along the steps that the form keeps."""
    with changing(store, author, verb) as form:
        history = read_history(form.previous)
        state, form.previous = way(form.previous, _state(form))
        form.definition, form.rules = state["definition"], state["rules"]
        steps = history.before if verb == "undo_edit" else history.after
        return steps[-1].verb


def _state(form: Form) -> Json:
    return {"definition": form.definition, "rules": form.rules}


def _rewrite(form: Form, question: Json, fields: QuestionFields) -> None:
    name = question["name"]
    form.definition = editing.update_question(form.definition, name, question_changes(question, fields))
    form.rules = editing.set_role(form.definition, form.rules, name, fields.topic or None)
    if name in (asked := asked_questions(form.definition)):
        form.rules = with_marks(form.rules, asked[name], fields.marks)

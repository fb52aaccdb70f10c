"""The verbs of the questionnaire editor: each changes a draft once, on the revision that its author saw.

What was before the last change is kept for undoing it. Published versions never change.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from workbench.errors import N_, BadInput, Conflict, InvalidForm
from workbench.storage import Store
from workbench.storage.tables import Form, now
from workbench.surveys import editing
from workbench.workflow.audit import record
from workbench.workflow.question_fields import (
    CLOSED,
    LINES,
    QuestionFields,
    own_rule,
    question_changes,
    read_fields,
    rule_of,
    said,
    shown,
)
from workbench.workflow.studies import touch

Json = dict[str, Any]
LONGEST_TITLE = 200


class Author(NamedTuple):
    """Who edits which form, and the revision that they saw."""

    user_id: int
    form_id: int
    revision: int


def add_question(store: Store, author: Author, page: int, kind: str) -> str:
    """A new question at the end of a page; returns its name."""
    with changing(store, author, "add_question") as form:
        form.definition = editing.add_question(form.definition, page, "text" if kind in LINES else kind)
        added: Json = form.definition["pages"][page]["elements"][-1]
        if kind in LINES[1:]:
            form.definition = editing.update_question(form.definition, added["name"], {"inputType": kind})
        return str(added["name"])


def update_question(store: Store, author: Author, name: str, fields: QuestionFields, page: int | None = None) -> Author:
    """Give a question other texts, options, topic and marked options, and put it on another page if one is given.

    Returns the author with the revision that came of it. Raises BadInput or InvalidForm for what cannot be saved.
    """
    with changing(store, author, "update_question") as form:
        question = find_question(form.definition, name)
        if fields != read_fields(question, form.rules):
            _rewrite(form, question, fields)
        if page is not None and name not in [one["name"] for one in _page(form.definition, page)["elements"]]:
            form.definition = editing.send_question(form.definition, name, page)
    return author._replace(revision=form.revision)


def move_question(store: Store, author: Author, name: str, step: int) -> None:
    """One place up (-1) or down (1), over the border of its page if it stands there."""
    with changing(store, author, "move_question") as form:
        form.definition = editing.move_question(form.definition, name, step)


def duplicate_question(store: Store, author: Author, name: str) -> str:
    """A copy right after a question, with its topic; returns the copy's name."""
    with changing(store, author, "duplicate_question") as form:
        form.definition = editing.duplicate_question(form.definition, name)
        names = [question["name"] for page in form.definition["pages"] for question in page["elements"]]
        copy = names[names.index(name) + 1]
        form.rules = editing.set_role(form.definition, form.rules, copy, form.rules["roles"].get(name))
        return str(copy)


def delete_question(store: Store, author: Author, name: str) -> None:
    """Without a question and its marked options. Raises InvalidForm if another condition still asks for it."""
    with changing(store, author, "delete_question") as form:
        rules = _with_rule(form.rules, own_rule(form.rules, name), None)
        form.definition, form.rules = editing.delete_question(form.definition, rules, name)


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
        former = _page(form.definition, page)
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
        rules = form.rules
        for question in _page(form.definition, page)["elements"]:
            rules = _with_rule(rules, own_rule(rules, question["name"]), None)
        form.definition, form.rules = editing.delete_page(form.definition, rules, page)


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


def delete_rule(store: Store, author: Author, rule_id: str) -> None:
    """Without a rule that turns respondents away."""
    with changing(store, author, "delete_rule") as form:
        kept = [rule for rule in form.rules["screen_out"] if rule["id"] != rule_id]
        form.rules = {**form.rules, "screen_out": kept}


def stop_typing(store: Store, author: Author) -> None:
    """Whoever fills the form in from now on is not placed into a segment any more."""
    with changing(store, author, "stop_typing") as form:
        form.rules = {name: rule for name, rule in form.rules.items() if name != "typing"}


def undo_edit(store: Store, author: Author) -> None:
    """Back to what was before the last change; doing it again brings the change back."""
    with changing(store, author, "undo_edit") as form:
        if form.previous is None:
            raise Conflict(N_("没有可以撤销的修改。"), N_("只能撤销最近的一步。"))
        form.definition, form.rules = form.previous["definition"], form.previous["rules"]


def find_question(definition: Json, name: str) -> Json:
    """A question of a draft. Raises InvalidForm when it is gone."""
    for page in definition["pages"]:
        for question in page["elements"]:
            if question["name"] == name:
                return question  # type: ignore[no-any-return]  # a draft is JSON
    raise InvalidForm(N_("这道题已经不在问卷里了。"), N_("它可能刚被删除，可以“撤销上一步”取回。"))


@contextmanager
def changing(store: Store, author: Author, verb: str) -> Iterator[Form]:
    """The form to change; raises Conflict when it is no longer as its author saw it."""
    with store.writing() as session:
        form = session.get_one(Form, author.form_id)
        if form.revision != author.revision:
            raise Conflict(N_("这份问卷刚在别处改过。"), N_("下面是最新的内容，请核对后再保存一次。"))
        before = {"definition": form.definition, "rules": form.rules}
        yield form
        if {"definition": form.definition, "rules": form.rules} == before:
            return
        form.previous, form.revision, form.updated_at = before, form.revision + 1, now()
        form.title = shown(form.definition["title"])[:LONGEST_TITLE]
        record(session, author.user_id, verb, f"form:{form.id}", study_id=form.study_id)
        touch(session, form.study_id)


def _rewrite(form: Form, question: Json, fields: QuestionFields) -> None:
    name, former = question["name"], own_rule(form.rules, question["name"])
    form.definition = editing.update_question(form.definition, name, question_changes(question, fields))
    form.rules = editing.set_role(form.definition, form.rules, name, fields.topic or None)
    updated = find_question(form.definition, name)
    rule = rule_of(updated, fields, former) if fields.kind in CLOSED else None
    form.rules = _with_rule(form.rules, former, rule)


def _with_rule(rules: Json, former: Json | None, rule: Json | None) -> Json:
    """The rules with one in the place of a former one."""
    kept = [rule if former and one["id"] == former["id"] else one for one in rules["screen_out"]]
    if former is None:
        kept.append(rule)
    return {**rules, "screen_out": [one for one in kept if one is not None]}


def _page(definition: Json, page: int) -> Json:
    if not 0 <= page < len(definition["pages"]):
        raise InvalidForm(N_("这一页已经不在问卷里了。"), N_("它可能刚被删除，可以“撤销上一步”取回。"))
    return definition["pages"][page]  # type: ignore[no-any-return]  # a draft is JSON

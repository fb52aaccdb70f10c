"""Questionnaires: begun, copied, imported, published, closed. The verbs that edit one stand in `form_editing`."""

from typing import Any, NamedTuple

from sqlmodel import Session, col, delete

from workbench.errors import N_, BadInput, Conflict, NotFound
from workbench.records.forms import HouseForm
from workbench.records.screening import NO_CONSENT
from workbench.storage import Store, add
from workbench.storage.queries.forms import is_started, newest_version
from workbench.storage.tables import Form, FormVersion, Question, now
from workbench.surveys import editing, house_forms
from workbench.workflow.audit import record
from workbench.workflow.evidence import sync_questions
from workbench.workflow.form_editing import LONGEST_TITLE
from workbench.workflow.form_evidence import form_facts
from workbench.workflow.form_health import checked_draft
from workbench.workflow.question_kinds import shown
from workbench.workflow.quotas import recount
from workbench.workflow.secrets import new_token
from workbench.workflow.studies import touch
from workbench.workflow.typed import without_controls

Json = dict[str, Any]

_CONSENT = N_(
    "这份问卷用来挑选和邀请受访者，你的回答还会用来了解大家的想法；报告里可能引用你写的原话，署名用化名，"
    "所以请不要在回答里写真名。联系方式只用来联系你。参加完全自愿，提交后的页面上有一条撤回链接，点开就能删除你的回答。"
)
_AGREE, _DISAGREE = N_("年满 18 周岁，同意参加"), N_("不参加")


class Published(NamedTuple):
    """The version that respondents get now, and whether it was made by this call."""

    number: int
    is_new: bool


def offered_forms() -> list[HouseForm]:
    """The forms that come with the product."""
    return house_forms()


def create_form(store: Store, user_id: int, study_id: int, title: str) -> int:
    """A blank form that begins with a page of consent; returns its id. Raises BadInput without a title."""
    title = " ".join(without_controls(title).split())
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(N_("问卷要有标题，最多 %(most)s 字。"), N_("受访者会看到这个标题。"), most=LONGEST_TITLE)
    return store_form(store, user_id, study_id, consented_form(title))


def consented_form(title: str) -> tuple[Json, Json]:
    """A form and its rules that begin with a page of consent; who does not agree sees nothing of the second page."""
    definition, rules = editing.new_form(title), editing.new_rules()
    page, condition, rule = consent_page("page1", "q1")
    definition["pages"] = [page, {"name": "page2", "visibleIf": condition, "elements": []}]
    rules["screen_out"] = [rule]
    return definition, rules


def consent_page(page: str, question: str) -> tuple[Json, str, Json]:
    """A page of consent under the two names, the condition of the pages after it, and the rule for who disagrees."""
    consent = {"type": "radiogroup", "name": question, "title": N_("我已读完上面的说明，并且"), "isRequired": True}
    consent["choices"] = [{"value": "agree", "text": _AGREE}, {"value": "disagree", "text": _DISAGREE}]
    shown_page = {"name": page, "title": N_("填写之前"), "description": _CONSENT, "elements": [consent]}
    return shown_page, f"{{{question}}} != 'disagree'", refusal_rule(f"{{{question}}} = 'disagree'")


def refusal_rule(condition: str) -> Json:
    """The rule that turns away who does not agree to take part."""
    return {"id": NO_CONSENT, "if": condition, "reason": N_("不同意参加")}


def copy_house_form(store: Store, user_id: int, study_id: int, folder: str) -> int:
    """A draft that begins as one of the forms of the house. Raises NotFound for an unknown one."""
    found = next((form for form in house_forms() if form.folder == folder), None)
    if found is None:
        raise NotFound(N_("没有这份现成的问卷。"), N_("请从列表里选一份。"))
    return store_form(store, user_id, study_id, (found.definition, found.rules))


def duplicate_form(store: Store, user_id: int, form_id: int) -> int:
    """A draft with the same questions and rules, without answers."""
    with store.reading() as session:
        form = session.get_one(Form, form_id)
    title = f"{shown(form.definition['title'])[: LONGEST_TITLE - 10]}（副本）"
    return store_form(
        store, user_id, form.study_id, (editing.update_form(form.definition, {"title": title}), form.rules)
    )


def delete_form(store: Store, user_id: int, form_id: int) -> None:
    """Delete a form that nobody has started. Raises Conflict otherwise: answers are never thrown away with a form."""
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        if is_started(session, form_id):
            raise Conflict(N_("这份问卷已经有人填写，不能删除。"), N_("可以关闭它，新来的人就不能再填了。"))
        record(session, user_id, "delete_form", f"form:{form_id}", study_id=form.study_id)
        # A later form may get the same id: it must not find this one's questions.
        session.exec(delete(Question).where(col(Question.source) == f"form:{form_id}"))
        session.delete(form)


def publish_form(store: Store, user_id: int, form_id: int, revision: int | None = None) -> Published:
    """Open a form to respondents with what the draft says now; the version gets the next number and never changes.

    An unchanged draft makes no new version. Raises InvalidForm whose problems name the places, and Conflict when
    `revision`, which its author saw, is no longer the draft's.
    """
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        if revision is not None and revision != form.revision:
            raise Conflict(N_("这份问卷刚在别处改过。"), N_("下面是最新的内容，请核对后再发布。"))
        checked, newest = checked_draft(form), newest_version(session, form_id)
        form.status = "open"
        _note(session, user_id, "publish_form", form)
        if newest is not None and newest.digest == checked.hash:
            return Published(newest.number, is_new=False)
        version = FormVersion(form_id=form_id, number=newest.number + 1 if newest else 1, digest=checked.hash)
        version.definition, version.rules = form.definition, form.rules
        add(session, version)
        sync_questions(session, form.study_id, f"form:{form_id}", form_facts(checked))
        if newest is not None and newest.rules.get("quotas") != version.rules.get("quotas"):
            recount(session, form_id)
        return Published(version.number, is_new=True)


def close_form(store: Store, user_id: int, form_id: int) -> None:
    """Nobody can begin or hand in any more; what came stays."""
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.status = "closed"
        _note(session, user_id, "close_form", form)


def reopen_form(store: Store, user_id: int, form_id: int) -> None:
    """Take answers again, to the newest version. Raises Conflict for a form that was never published."""
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        if newest_version(session, form_id) is None:
            raise Conflict(N_("这份问卷还没有发布过。"), N_("请先发布。"))
        form.status = "open"
        _note(session, user_id, "reopen_form", form)


def store_form(store: Store, user_id: int, study_id: int, parts: tuple[Json, Json]) -> int:
    """A draft of a definition and its rules; returns its id."""
    definition, rules = parts
    title = shown(definition["title"])[:LONGEST_TITLE]
    form = Form(study_id=study_id, title=title, definition=definition, rules=rules, token=new_token())
    with store.writing() as session:
        add(session, form)
        _note(session, user_id, "create_form", form)
        return form.id


def _note(session: Session, user_id: int, verb: str, form: Form) -> None:
    form.updated_at = now()
    record(session, user_id, verb, f"form:{form.id}", study_id=form.study_id)
    touch(session, form.study_id)

"""Interviews (访谈): planned, moved, missed, tied to a participant, deleted."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, col, update

from workbench.errors import N_, BadInput, Conflict
from workbench.records import Record, SpeakerRole
from workbench.storage import Store, add
from workbench.storage.tables import Interview, Participant, Utterance
from workbench.surveys.cleaning import clean_line
from workbench.workflow import run_cache
from workbench.workflow.audit import record
from workbench.workflow.participants import create_by_hand, find_by_pseudonym, refuse_long_name
from workbench.workflow.quotas import follow_states
from workbench.workflow.studies import touch

KINDS = ("interview", "phone", "observation", "note")
LONGEST_LINE = 200
LONGEST_LINK = 1000


class Guest(Record):
    """With whom: a pseudonym of the study, or with `is_new` somebody who is added; nobody yet when it is empty."""

    pseudonym: str = ""
    is_new: bool = False


class Plan(Record):
    """An interview as it is planned."""

    guest: Guest = Guest()
    title: str = ""
    kind: str = "interview"
    planned_at: datetime | None = None
    meeting_link: str = ""
    host: str = ""
    recorder: str = ""


def plan_interview(store: Store, user_id: int, study_id: int, plan: Plan) -> int:
    """Plan an interview and return its id; a qualified participant counts as invited from now on.

    Raises BadInput for an unknown participant, a link that is not http or https, an unknown kind, overlong texts.
    """
    values = _checked(plan)
    with store.writing() as session:
        guest = find_guest(session, study_id, plan.guest)
        title = values.pop("title") or (guest.pseudonym if guest else "访谈")
        interview = Interview(study_id=study_id, title=title, participant_id=guest.id if guest else None, **values)
        interview_id = add(session, interview)
        if guest and guest.state == "qualified":
            guest.state = "invited"
        record(session, user_id, "plan_interview", f"interview:{interview_id}", study_id=study_id)
        touch(session, study_id)
        return interview_id


def update_interview(store: Store, user_id: int, interview_id: int, plan: Plan) -> None:
    """Change the plan or the participant; what the participant said goes to the new one."""
    values = _checked(plan)
    with store.writing() as session:
        interview = session.get_one(Interview, interview_id)
        attach(session, interview, find_guest(session, interview.study_id, plan.guest))
        if interview.status == "no_show" and values["planned_at"] != interview.planned_at:
            interview.status = "planned"
        interview.sqlmodel_update({**values, "title": values["title"] or interview.title})
        record(session, user_id, "update_interview", f"interview:{interview_id}", study_id=interview.study_id)


def mark_no_show(store: Store, user_id: int, interview_id: int, *, came: bool = False) -> None:
    """Note that nobody came, or take it back. Raises Conflict for an interview that was held."""
    with store.writing() as session:
        interview = session.get_one(Interview, interview_id)
        if interview.status not in ("planned", "no_show"):
            raise Conflict(N_("这次访谈已经有记录了。"), N_("有记录的访谈不能标为爽约。"))
        interview.status = "planned" if came else "no_show"
        record(session, user_id, "mark_no_show", f"interview:{interview_id}", study_id=interview.study_id)


def delete_interview(store: Store, user_id: int, interview_id: int) -> None:
    """Delete an interview with everything that was said in it."""
    with store.writing() as session:
        interview = session.get_one(Interview, interview_id)
        session.delete(interview)
        run_cache.clear(session, interview.study_id)
        record(session, user_id, "delete_interview", f"interview:{interview_id}", study_id=interview.study_id)
        touch(session, interview.study_id)


def find_guest(session: Session, study_id: int, guest: Guest) -> Participant | None:
    """Whom a guest names. Raises BadInput for an unknown pseudonym, Conflict for a new one that is taken."""
    pseudonym = clean_line(guest.pseudonym)
    if not pseudonym:
        return None
    found = find_by_pseudonym(session, study_id, pseudonym)
    if guest.is_new and found:
        raise Conflict(N_("化名“%(name)s”已经有人用了。"), N_("如果就是他，请取消勾选“新受访者”。"), name=pseudonym)
    if guest.is_new:
        refuse_long_name(pseudonym)
        return create_by_hand(session, study_id, pseudonym)
    if found is None:
        raise BadInput(
            N_("没有叫“%(name)s”的受访者。"), N_("请从建议里选一位，或勾选“新受访者”。"), name=pseudonym[:60]
        )
    return found


def attach(session: Session, interview: Interview, guest: Participant | None) -> None:
    """Tie an interview and what the participant said in it to somebody, or to nobody."""
    interview.participant_id = guest.id if guest else None
    said = update(Utterance).where(
        col(Utterance.interview_id) == interview.id, col(Utterance.role) == SpeakerRole.PARTICIPANT
    )
    session.exec(said.values(participant_id=interview.participant_id))
    if guest and interview.status == "done":
        guest.state = "interviewed"
        session.flush()
        follow_states(session, [guest.id])


def _checked(plan: Plan) -> dict[str, Any]:
    lines = {name: clean_line(getattr(plan, name)) for name in ("title", "host", "recorder")}
    link = clean_line(plan.meeting_link)
    if max(map(len, lines.values())) > LONGEST_LINE:
        raise BadInput(N_("名称、主持人、记录人最多 %(most)s 字。"), N_("请缩短后再保存。"), most=LONGEST_LINE)
    if plan.kind not in KINDS:
        raise BadInput(N_("没有这种访谈方式。"), N_("请从列表里选一种。"))
    if link and not _is_web_address(link):
        raise BadInput(
            N_("会议链接要以 http:// 或 https:// 开头。"), N_("请从会议软件复制完整链接；会议号可以写进名称。")
        )
    return {**lines, "kind": plan.kind, "planned_at": plan.planned_at, "meeting_link": link}


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in link and len(link) <= LONGEST_LINK

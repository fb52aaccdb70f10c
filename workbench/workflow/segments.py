"""Segments (人群): renamed, put together by hand (研究者判断), taken apart."""

from sqlmodel import Session, col, delete, func, select

from workbench.errors import N_, BadInput
from workbench.records import Record
from workbench.storage import Store, add
from workbench.storage.tables import Participant, Segment, SegmentMember
from workbench.workflow.audit import record
from workbench.workflow.segment_facts import facts_by_hand
from workbench.workflow.studies import touch
from workbench.workflow.words import study_lexicon

LONGEST_NAME = 60
LONGEST_NOTE = 2000


def rename_segment(store: Store, user_id: int, segment_id: int, name: str, note: str) -> None:
    """Give a segment another name and note."""
    name, note = _checked(name, note)
    with store.writing() as session:
        segment = session.get_one(Segment, segment_id)
        segment.name, segment.note = name, note
        record(session, user_id, "rename_segment", f"segment:{segment_id}", study_id=segment.study_id)
        touch(session, segment.study_id)


class Group(Record):
    """People whom a researcher puts together, by participant id, and why."""

    name: str
    members: list[int]
    note: str = ""


def group_by_hand(store: Store, user_id: int, study_id: int, group: Group) -> int:
    """Put participants together without any run and return the segment's id. Raises BadInput without name or people."""
    name, note = _checked(group.name, group.note)
    with store.writing() as session:
        by_hand = (Segment.study_id == study_id, col(Segment.run_id).is_(None))
        number = (session.exec(select(func.max(Segment.number)).where(*by_hand)).one() or 0) + 1
        segment_id = add(session, Segment(study_id=study_id, number=number, name=name, note=note))
        _put_together(session, session.get_one(Segment, segment_id), group.members)
        record(session, user_id, "group_by_hand", f"segment:{segment_id}", study_id=study_id)
        touch(session, study_id)
        return segment_id


def regroup_by_hand(store: Store, user_id: int, segment_id: int, group: Group) -> None:
    """Change who is in a group that was made by hand, its name and note. Raises BadInput as `group_by_hand` does."""
    name, note = _checked(group.name, group.note)
    with store.writing() as session:
        segment = session.get_one(Segment, segment_id)
        if segment.run_id is not None:
            raise BadInput(N_("这个人群是分析得出的，不能改成员。"), N_("可以给它改名，或按研究者判断另建一个。"))
        segment.name, segment.note = name, note
        session.exec(delete(SegmentMember).where(col(SegmentMember.segment_id) == segment_id))
        _put_together(session, segment, group.members)
        record(session, user_id, "regroup_by_hand", f"segment:{segment_id}", study_id=segment.study_id)
        touch(session, segment.study_id)


def delete_segment(store: Store, user_id: int, segment_id: int) -> None:
    """Take a segment that was made by hand apart; the people and personas stay. Raises BadInput for one of a run."""
    with store.writing() as session:
        segment = session.get_one(Segment, segment_id)
        if segment.run_id is not None:
            raise BadInput(N_("这个人群是分析得出的，不能单独删除。"), N_("可以给它改名，或按研究者判断另建一个。"))
        record(session, user_id, "delete_segment", f"segment:{segment_id}", study_id=segment.study_id)
        session.delete(segment)


def _put_together(session: Session, segment: Segment, members: list[int]) -> None:
    known = select(Participant.id).where(Participant.study_id == segment.study_id, col(Participant.id).in_(members))
    people = set(session.exec(known))
    if not people:
        raise BadInput(N_("还没有选人。"), N_("请至少勾选一位受访者。"))
    session.add_all(SegmentMember(segment_id=segment.id, participant_id=one) for one in sorted(people))
    lexicon = study_lexicon(session, segment.study_id)
    facts = facts_by_hand(session, segment.study_id, people, lexicon)
    segment.facts = {**facts, "lexicon": lexicon.model_dump(mode="json")}


def _checked(name: str, note: str) -> tuple[str, str]:
    name, note = name.strip(), note.strip()
    if not name:
        raise BadInput(N_("人群还没有名称。"), N_("请写一个名称，比如“碎片时间的人”。"))
    if len(name) > LONGEST_NAME or len(note) > LONGEST_NOTE:
        raise BadInput(
            N_("名称或说明太长。"),
            N_("名称不超过 %(name)s 字，说明不超过 %(note)s 字。"),
            name=LONGEST_NAME,
            note=LONGEST_NOTE,
        )
    return name, note

"""Segments of a run changed by hand and changed back: members, facts, names, the personas drafted from them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, delete, select, update

from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Participant, Persona, Run, Segment, SegmentDecision, SegmentMember
from workbench.workflow.dictionaries import lexicon_of_run
from workbench.workflow.segment_edges import kept_edges
from workbench.workflow.segment_facts import facts_by_hand
from workbench.workflow.segment_names import is_automatic, proposed_name


def snapshot(session: Session, run_id: int, segment_ids: Iterable[int]) -> dict[str, Any]:
    """What `restore` needs of these segments."""
    members = members_of_run(session, run_id)
    return {"segments": [_kept(session, one, members[one]) for one in segment_ids], "made": []}


def touched(decision: SegmentDecision) -> set[int]:
    """The segments that a decision changed, made or took away."""
    return {one["id"] for one in decision.before.get("segments", [])} | set(decision.before.get("made", []))


def absorb(session: Session, survivor_id: int, others: Iterable[int]) -> None:
    """Take segments away whose people go to the survivor: it gets their personas and, having none, name and note."""
    survivor = session.get_one(Segment, survivor_id)
    for other_id in others:
        other = session.get_one(Segment, other_id)
        if is_automatic(survivor) and not is_automatic(other):
            survivor.name = other.name
        survivor.note = survivor.note or other.note
        session.exec(update(Persona).where(col(Persona.segment_id) == other_id).values(segment_id=survivor_id))
        session.delete(other)
    session.flush()


def change_members(session: Session, run: Run, changed: Mapping[int, set[int]]) -> None:
    """Give segments other members; what is shown of them is counted anew, without any claim of stability.

    A segment that is mostly the same people keeps what the run found at its edges, and a name that nobody gave; else
    that is proposed anew. Words are read with the run's dictionary, as those of its other segments were.
    """
    before, lexicon = members_of_run(session, run.id), lexicon_of_run(run)
    for segment_id, members in changed.items():
        segment = session.get_one(Segment, segment_id)
        unnamed = is_automatic(segment)
        same = _mostly_same(before.get(segment_id, set()), members)
        _set_members(session, segment_id, members)
        n = (run.result or {}).get("n", len(members))
        facts = facts_by_hand(session, run.study_id, members, lexicon)
        facts |= {"of": n, "share": len(members) / max(n, 1), **(kept_edges(segment.facts) if same else {})}
        if unnamed and not (same and segment.name):
            segment.name = proposed_name(segment.number, facts["terms"], facts["quotes"])
        segment.facts = {**facts, "name": segment.name if unnamed else ""}


def restore(session: Session, decision: SegmentDecision) -> None:
    """Give the segments of a decision back what they had before it; a name that was given since stays."""
    present = set(session.exec(select(Participant.id).where(Participant.study_id == decision.study_id)))
    made = decision.before.get("made", [])
    names = {kept["name"] for kept in decision.before.get("segments", [])}
    for kept in decision.before.get("segments", []):
        segment = session.get(Segment, kept["id"])
        if segment is None:
            segment = Segment(id=kept["id"], study_id=decision.study_id, run_id=decision.run_id, number=0, name="")
            session.add(segment)
        if is_automatic(segment) or segment.name in names:
            segment.name, segment.note = kept["name"], kept["note"]
        segment.number, segment.facts = kept["number"], kept["facts"]
        session.flush()
        _set_members(session, segment.id, present.intersection(kept["members"]))
        session.exec(update(Persona).where(col(Persona.id).in_(kept["personas"])).values(segment_id=segment.id))
        session.exec(update(Persona).where(col(Persona.segment_id).in_(made)).values(segment_id=segment.id))
    session.exec(delete(Segment).where(col(Segment.id).in_(made)))


def _kept(session: Session, segment_id: int, members: set[int]) -> dict[str, Any]:
    segment = session.get_one(Segment, segment_id)
    return {
        **segment.model_dump(include={"id", "number", "name", "note", "facts"}),
        "members": sorted(members),
        "personas": list(session.exec(select(Persona.id).where(Persona.segment_id == segment_id))),
    }


def _mostly_same(before: set[int], members: set[int]) -> bool:
    """Whether at least three quarters of those who were or are in the segment were and are."""
    return 4 * len(before & members) >= 3 * len(before | members)


def _set_members(session: Session, segment_id: int, members: Iterable[int]) -> None:
    session.exec(delete(SegmentMember).where(col(SegmentMember.segment_id) == segment_id))
    session.add_all(SegmentMember(segment_id=segment_id, participant_id=one) for one in sorted(members))
    session.flush()

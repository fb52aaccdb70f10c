"""Leaving people out (排除) for a reason, and taking them back; they stay in their table, and in no count."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select, update

from workbench.errors import N_, BadInput
from workbench.storage import Store
from workbench.storage.queries.exclusions import excluded_ids
from workbench.storage.tables import Participant, Run, now
from workbench.surveys.cleaning import clean_line
from workbench.workflow.audit import record
from workbench.workflow.studies import touch

LONGEST_REASON = 200


def exclude(store: Store, user_id: int, study_id: int, participant_ids: Sequence[int], reason: str) -> int:
    """Leave people of a study out of runs, results and quotas; how many were counted until now.

    Raises BadInput for no reason or too long a one: who is missing must be explained.
    """
    reason = clean_line(reason)
    if not reason or len(reason) > LONGEST_REASON:
        raise BadInput(
            N_("排除要写理由，最多 %(most)s 字。"), N_("例如“答得太快，开放题是空话”。"), most=LONGEST_REASON
        )
    with store.writing() as session:
        people = _of(session, study_id, participant_ids, out=False)
        at = now()
        for person in people:
            person.excluded_at, person.excluded_for = at, reason
        # A run that is going has counted them already: whoever holds it stops, and it begins anew without them.
        going = update(Run).where(col(Run.study_id) == study_id, col(Run.state) == "running")
        session.exec(going.values(state="queued", worker=None, lease_until=None))
        _recorded(session, user_id, "exclude_participants", study_id, len(people))
        return len(people)


def take_back(store: Store, user_id: int, study_id: int, participant_ids: Sequence[int]) -> int:
    """Count people again who were left out; how many these were."""
    with store.writing() as session:
        people = _of(session, study_id, participant_ids, out=True)
        _count_again(people)
        _recorded(session, user_id, "take_back_participants", study_id, len(people))
        return len(people)


def undo_exclusion(store: Store, user_id: int, study_id: int, at: datetime) -> int:
    """Count those again who were left out together `at` this moment; how many these were."""
    with store.writing() as session:
        query = select(Participant).where(Participant.study_id == study_id, Participant.excluded_at == at)
        people = session.exec(query).all()
        _count_again(people)
        _recorded(session, user_id, "take_back_participants", study_id, len(people))
        return len(people)


def left_out_since(session: Session, run: Run) -> int:
    """How many people of a run that has ended were left out since: they are still in its segments."""
    counted = {point["participant_id"] for point in (run.result or {}).get("map", [])}
    return len(counted & excluded_ids(session, run.study_id))


def _of(session: Session, study_id: int, participant_ids: Sequence[int], *, out: bool) -> list[Participant]:
    wanted = set(participant_ids)
    query = select(Participant).where(Participant.study_id == study_id)
    return [one for one in session.exec(query) if one.id in wanted and (one.excluded_at is not None) == out]


def _count_again(people: Sequence[Participant]) -> None:
    for person in people:
        person.excluded_at, person.excluded_for = None, ""


def _recorded(session: Session, user_id: int, verb: str, study_id: int, people: int) -> None:
    if people:
        record(session, user_id, verb, f"participants:{people}", study_id=study_id)
        touch(session, study_id)

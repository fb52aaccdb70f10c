"""Leaving people out (排除) for a reason, and taking them back; they stay in their table, and in no count."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, update

from workbench.errors import N_, BadInput
from workbench.storage import Store
from workbench.storage.queries.exclusions import counted, excluded_ids
from workbench.storage.tables import Participant, Run, now
from workbench.surveys.cleaning import clean_line
from workbench.workflow.audit import record
from workbench.workflow.contacts import SECOND_ANSWER
from workbench.workflow.studies import touch

LONGEST_REASON = 200
GIVEN_REASONS = frozenset({SECOND_ANSWER})  # by the program, not in a researcher's words
A_STATEMENT = 10_000  # people; SQLite takes at most 32 766 values a statement


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
        left_out = _set(session, study_id, _among(participant_ids, counted()), excluded_at=now(), excluded_for=reason)
        # A run that is going has counted them already: whoever holds it stops, and it begins anew without them.
        going = update(Run).where(col(Run.study_id) == study_id, col(Run.state) == "running")
        session.exec(going.values(state="queued", worker=None, lease_until=None))
        _recorded(session, user_id, "exclude_participants", study_id, left_out)
        return left_out


def take_back(store: Store, user_id: int, study_id: int, participant_ids: Sequence[int]) -> int:
    """Count people again who were left out; how many these were."""
    with store.writing() as session:
        return _count_again(session, user_id, study_id, _among(participant_ids, ~counted()))


def undo_exclusion(store: Store, user_id: int, study_id: int, at: datetime) -> int:
    """Count those again who were left out together `at` this moment; how many these were."""
    with store.writing() as session:
        return _count_again(session, user_id, study_id, [col(Participant.excluded_at) == at])


def left_out_since(session: Session, run: Run) -> int:
    """How many people of a run that has ended were left out since: they are still in its segments."""
    in_map = {point["participant_id"] for point in (run.result or {}).get("map", [])}
    return len(in_map & excluded_ids(session, run.study_id))


def _among(participant_ids: Sequence[int], condition: Any) -> list[Any]:
    """Conditions that pick, a piece at a time, those of these people who meet `condition`."""
    ids = sorted(set(participant_ids))
    pieces = (ids[start : start + A_STATEMENT] for start in range(0, len(ids), A_STATEMENT))
    return [col(Participant.id).in_(piece) & condition for piece in pieces]


def _set(session: Session, study_id: int, conditions: Iterable[Any], **columns: object) -> int:
    """Write these columns of the people of a study whom any of the conditions picks; how many these were."""
    change = update(Participant).where(col(Participant.study_id) == study_id).values(**columns)
    return sum(session.exec(change.where(condition)).rowcount for condition in conditions)


def _count_again(session: Session, user_id: int, study_id: int, conditions: Iterable[Any]) -> int:
    people = _set(session, study_id, conditions, excluded_at=None, excluded_for="")
    _recorded(session, user_id, "take_back_participants", study_id, people)
    return people


def _recorded(session: Session, user_id: int, verb: str, study_id: int, people: int) -> None:
    if people:
        record(session, user_id, verb, f"participants:{people}", study_id=study_id)
        touch(session, study_id)

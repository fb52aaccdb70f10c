"""Reads about candidates (候选人): who handed in a form, with verdict, score, channel and quota cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, case, col, func, select

from workbench.storage.queries.exclusions import EXCLUDED, listed_state
from workbench.storage.queries.participants import says
from workbench.storage.tables import Channel, Participant, PersonalLink, QuotaPlace, Submission

PAGE = 50
SORTS = ("score", "pseudonym", "state", "channel", "sent")


# A good score of somebody who was turned away, dropped out or was left out is of no use to whoever invites people.
_OUT_LAST = case((listed_state().in_(("screened_out", "dropped", EXCLUDED)), 1), else_=0)


# What the personal link said, through which somebody came, of whom it was made for; empty for the other links.
_NOTE: Any = func.coalesce(
    select(PersonalLink.label)
    .where(PersonalLink.submission_id == Submission.id)
    .limit(1)
    .correlate(Submission)
    .scalar_subquery(),
    "",
)


@dataclass(frozen=True)
class Wanted:
    """Which candidates of a form; `sort` is one of `SORTS`, with a minus before it for descending.

    `state` is one of people who are counted, or `exclusions.EXCLUDED`.

    In the order that is usual, the best scores first, those who are out come last.
    """

    form_id: int
    search: str = ""
    state: str = ""
    cell: str = ""
    channel: int | None = None
    sort: str = "-score"


@dataclass(frozen=True)
class Candidate:
    """A line of the list; `channel` is its name, empty for the form's own link, `cells` are ids.

    `note` is that of a personal link: personal data.
    """

    participant: Participant
    submission: Submission
    channel: str
    cells: list[str]
    note: str = ""


def count_candidates(session: Session, wanted: Wanted) -> int:
    """How many there are."""
    count: int = session.exec(_narrowed(_joined(func.count()), wanted)).one()
    return count


def list_candidates(session: Session, wanted: Wanted, page: int | None = None) -> list[Candidate]:
    """One page, counted from 1, or everybody."""
    name = func.coalesce(Channel.name, "")
    query = _narrowed(_joined(Participant, Submission, name, _NOTE), wanted)
    order = (_order(wanted.sort, name), col(Submission.completed_at), col(Submission.id))
    query = query.order_by(*((_OUT_LAST, *order) if wanted.sort == Wanted.sort else order))
    if page is not None:
        query = query.offset((page - 1) * PAGE).limit(PAGE)
    found = session.exec(query).all()
    cells = _cells(session, wanted.form_id, None if page is None else [person.id for person, *_ in found])
    return [Candidate(person, sent, channel, cells.get(person.id, []), note) for person, sent, channel, note in found]


def states(session: Session, form_id: int) -> dict[str, int]:
    """How many candidates of a form the list shows under each state."""
    state = listed_state()
    query = _narrowed(_joined(state, func.count()), Wanted(form_id))
    return dict(session.exec(query.group_by(state)).all())


def channels(session: Session, form_id: int) -> list[tuple[int, str]]:
    """The channels through which candidates of a form came: id and name, the form's own link as 0 and ''."""
    query = _joined(Submission.channel, func.coalesce(Channel.name, "")).where(Submission.form_id == form_id)
    return list(session.exec(query.distinct().order_by(Submission.channel)).all())


def of_form(session: Session, form_id: int, participant_ids: Sequence[int]) -> list[Participant]:
    """Those of these participants who handed in this form."""
    query = _joined(Participant).where(Submission.form_id == form_id, col(Participant.id).in_(participant_ids))
    return list(session.exec(query.order_by(col(Participant.id))).all())


def _joined(*columns: Any) -> Any:
    query = select(*columns).select_from(Submission)
    query = query.join(Participant, col(Participant.id) == Submission.participant_id)
    return query.outerjoin(Channel, col(Channel.id) == Submission.channel)


def _narrowed(query: Any, wanted: Wanted) -> Any:
    query = query.where(Submission.form_id == wanted.form_id, col(Submission.completed_at).is_not(None))
    if wanted.state:
        query = query.where(listed_state() == wanted.state)
    if wanted.channel is not None:
        query = query.where(Submission.channel == wanted.channel)
    if wanted.cell:
        counts = select(1).where(
            QuotaPlace.participant_id == Participant.id,
            QuotaPlace.form_id == wanted.form_id,
            QuotaPlace.cell == wanted.cell,
        )
        query = query.where(counts.exists())
    return query.where(*(or_(says(word), _NOTE.contains(word, autoescape=True)) for word in wanted.search.split()))


def _order(sort: str, channel: Any) -> Any:
    keys = {
        "score": func.coalesce(Submission.score, 0),
        "pseudonym": col(Participant.pseudonym),
        "state": col(Participant.state),
        "channel": channel,
        "sent": col(Submission.completed_at),
    }
    known = sort if sort.removeprefix("-") in keys else "-score"
    key = keys[known.removeprefix("-")]
    return key.desc() if known.startswith("-") else key.asc()


def _cells(session: Session, form_id: int, participant_ids: Sequence[int] | None) -> dict[int, list[str]]:
    """The cells of these people, or of everybody."""
    query = select(QuotaPlace.participant_id, QuotaPlace.cell).where(QuotaPlace.form_id == form_id)
    if participant_ids is not None:
        query = query.where(col(QuotaPlace.participant_id).in_(participant_ids))
    found: dict[int, list[str]] = {}
    for participant_id, cell in session.exec(query.order_by(col(QuotaPlace.id))):
        found.setdefault(participant_id, []).append(cell)
    return found

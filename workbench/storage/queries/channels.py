"""Reads about how respondents come: channels, personal links, and how far people got, from the link to an interview."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, func, select

from workbench.storage.tables import Channel, FormOpening, Participant, PersonalLink, Submission

_STATE = case(
    (col(Submission.completed_at).is_not(None), "finished"),
    (col(PersonalLink.revoked_at).is_not(None), "revoked"),
    (col(Submission.id).is_not(None), "started"),
    else_="unused",
)
_NOTES: Any = select(PersonalLink.label, Submission.participant_id).join(Submission)


@dataclass(frozen=True)
class LinkLine:
    """A personal link in the list; `state`: unused, started, finished or revoked.

    Of who handed in with it `participant_id` and `pseudonym`.
    """

    link: PersonalLink
    state: str
    participant_id: int | None = None
    pseudonym: str = ""


@dataclass(frozen=True)
class Steps:
    """How many opened a form, began, handed in, are whom we look for, and were interviewed."""

    opened: int = 0
    started: int = 0
    finished: int = 0
    qualified: int = 0
    interviewed: int = 0

    def __add__(self, other: "Steps") -> "Steps":
        return Steps(*(mine + theirs for mine, theirs in zip(self.counts, other.counts, strict=True)))

    @property
    def counts(self) -> tuple[int, ...]:
        """The five numbers in order."""
        return (self.opened, self.started, self.finished, self.qualified, self.interviewed)


def channels_of(session: Session, form_id: int) -> list[Channel]:
    """A form's channels in the order in which they were made."""
    return list(session.exec(select(Channel).where(Channel.form_id == form_id).order_by(col(Channel.id))))


@dataclass(frozen=True)
class WantedLinks:
    """Which personal links of a form: those whose label contains each word of `search`, in this `state` or in any."""

    form_id: int
    search: str = ""
    state: str = ""


def links_of(session: Session, wanted: WantedLinks, *, offset: int = 0, limit: int | None = None) -> list[LinkLine]:
    """The links wanted, in the order of the list."""
    query = _narrowed(select(PersonalLink, _STATE, Participant.id, func.coalesce(Participant.pseudonym, "")), wanted)
    query = query.outerjoin(Participant, col(Participant.id) == Submission.participant_id)
    if wanted.state:
        query = query.where(wanted.state == _STATE)
    found = session.exec(query.order_by(col(PersonalLink.id)).offset(offset).limit(limit))
    return [LinkLine(*row) for row in found]


def link_state(session: Session, link_id: int) -> str:
    """The state of one link."""
    query: Any = select(_STATE).select_from(PersonalLink)
    query = query.outerjoin(Submission, col(Submission.id) == PersonalLink.submission_id)
    state: str = session.exec(query.where(PersonalLink.id == link_id)).one()
    return state


def note_of(session: Session, participant_id: int) -> str:
    """What the personal link said, through which somebody came, of whom it was made for; empty without one."""
    found = session.exec(_NOTES.where(Submission.participant_id == participant_id)).first()
    return found[0] if found else ""


def notes_of(session: Session, form_id: int) -> dict[int, str]:
    """The same of everybody who handed a form in through a personal link."""
    return {person: note for note, person in session.exec(_NOTES.where(Submission.form_id == form_id))}


def count_links(session: Session, wanted: WantedLinks) -> Counter[str]:
    """How many there are in each state, whichever state is wanted."""
    return Counter(dict(session.exec(_narrowed(select(_STATE, func.count()), wanted).group_by(_STATE)).all()))


def steps_by_channel(session: Session, form_id: int) -> dict[int, Steps]:
    """How far people got, by channel."""
    return _grouped(session, form_id, col(FormOpening.channel), col(Submission.channel))


def steps_by_day(session: Session, form_id: int, hours: int) -> dict[str, Steps]:
    """How far those got who began on a day, by day (`2026-11-22`) in the zone `hours` ahead of UTC."""
    began = func.date(Submission.started_at, f"{hours:+d} hours")
    return _grouped(session, form_id, col(FormOpening.day), began)


def stayed_at(session: Session, form_id: int) -> Counter[int]:
    """How many unfinished submissions got no further than each page, counted from 0."""
    query = select(Submission.page, func.count()).where(
        Submission.form_id == form_id, col(Submission.completed_at).is_(None)
    )
    return Counter(dict(session.exec(query.group_by(col(Submission.page))).all()))


def count_opening(session: Session, form_id: int, channel: int, day: str) -> None:
    """Count one more opening of a form on a day."""
    row = insert(FormOpening).values(form_id=form_id, channel=channel, day=day, times=1)
    again = {"times": FormOpening.__table__.c.times + 1}  # type: ignore[attr-defined]
    session.exec(row.on_conflict_do_update(index_elements=["form_id", "channel", "day"], set_=again))


def _grouped(session: Session, form_id: int, opened_by: Any, began_by: Any) -> dict[Any, Steps]:
    openings = select(opened_by, func.sum(FormOpening.times)).where(FormOpening.form_id == form_id).group_by(opened_by)
    found = {key: Steps(opened=times) for key, times in session.exec(openings)}
    for key, started, *counts in session.exec(_submitted(form_id, began_by)):
        # Whoever began has opened it, also in a browser that was counted for somebody else or on another day.
        opened = max(found[key].opened if key in found else 0, started)
        found[key] = Steps(opened, started, *counts)
    return found


def _submitted(form_id: int, key: Any) -> Any:
    """Began, handed in, qualified and interviewed, for each value of `key`; who was excluded is not one of ours."""
    counted = col(Participant.excluded_at).is_(None)
    qualified = case((col(Submission.qualified).is_(True) & counted, 1))
    interviewed = case(((col(Participant.state) == "interviewed") & counted, 1))
    counts = (func.count(), func.count(col(Submission.completed_at)), func.count(qualified), func.count(interviewed))
    query = select(key, *counts)  # type: ignore[call-overload]
    query = query.outerjoin(Participant, col(Participant.id) == Submission.participant_id)
    return query.where(Submission.form_id == form_id).group_by(key)


def _narrowed(query: Any, wanted: WantedLinks) -> Any:
    query = query.select_from(PersonalLink).outerjoin(Submission, col(Submission.id) == PersonalLink.submission_id)
    words = (col(PersonalLink.label).contains(word, autoescape=True) for word in wanted.search.split())
    return query.where(PersonalLink.form_id == wanted.form_id, *words)

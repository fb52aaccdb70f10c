"""Reads about how respondents come: channels, personal links, and how far people got, from the link to an interview."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, func, select

from workbench.storage.tables import Channel, FormOpening, Participant, PersonalLink, Submission


@dataclass(frozen=True)
class LinkLine:
    """A personal link in the list; `state`: unused, started, finished or revoked."""

    link: PersonalLink
    state: str


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


def links_of(session: Session, form_id: int, search: str = "") -> list[LinkLine]:
    """A form's personal links whose label contains `search`, in the order of the list."""
    query = select(PersonalLink, Submission.id, Submission.completed_at).outerjoin(
        Submission, col(Submission.id) == PersonalLink.submission_id
    )
    query = query.where(PersonalLink.form_id == form_id).order_by(col(PersonalLink.id))
    for word in search.split():
        query = query.where(col(PersonalLink.label).contains(word, autoescape=True))
    return [LinkLine(link, _state(link, used, done)) for link, used, done in session.exec(query)]


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
    for key, *counts in session.exec(_submitted(form_id, began_by)):
        found[key] = found.get(key, Steps()) + Steps(0, *counts)
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


def _state(link: PersonalLink, used: int | None, done: object) -> str:
    if used is not None:
        return "finished" if done else "started"
    return "revoked" if link.revoked_at else "unused"

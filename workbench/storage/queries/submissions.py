"""Reads about what respondents send in.

What a form says is long and is known by its version's digest: it is loaded only by who asks for it.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from workbench.storage.tables import Channel, Form, FormVersion, PersonalLink, Submission


class State(NamedTuple):
    """A form, its newest version's number, and when a submission was last saved, None when it has not begun."""

    status: str = ""
    updated_at: datetime | None = None
    newest: int | None = None
    saved_at: datetime | None = None


_LONG_OF_FORM: tuple[Any, ...] = (Form.definition, Form.rules, Form.previous, Form.picture)
_LONG_OF_VERSION: tuple[Any, ...] = (FormVersion.definition, FormVersion.rules)
_LIGHT_FORM, _LIGHT_VERSION = list(map(defer, _LONG_OF_FORM)), list(map(defer, _LONG_OF_VERSION))
# Every submission asks these: they are put together once.
_FORM = select(Form).where(col(Form.token) == bindparam("link")).options(*_LIGHT_FORM)
_NEWEST = (
    select(FormVersion)
    .where(col(FormVersion.form_id) == bindparam("form_id"))
    .order_by(col(FormVersion.number).desc())
    .limit(1)
    .options(*_LIGHT_VERSION)
)
_STATE = (
    select(
        Form.status,
        Form.updated_at,
        select(func.max(FormVersion.number)).where(col(FormVersion.form_id) == Form.id).scalar_subquery(),
        Submission.saved_at,
    )
    .select_from(Form)
    .join(Submission, col(Submission.token_hash) == bindparam("token_hash"), isouter=True)
    .where(col(Form.id) == bindparam("form_id"))
)
_SUBMISSION = (
    select(Submission, FormVersion, Form)
    .join(FormVersion, col(FormVersion.id) == Submission.version_id)
    .join(Form, col(Form.id) == Submission.form_id)
    .where(col(Submission.token_hash) == bindparam("token_hash"))
    .options(*_LIGHT_FORM, *_LIGHT_VERSION)
)


def state_of(session: Session, form_id: int, token_hash: str) -> State:
    """What taking a page depends on; as long as it is the same, nobody has come between."""
    found = session.connection().execute(_STATE, {"form_id": form_id, "token_hash": token_hash}).first()
    return State(*found) if found is not None else State()


def form_by_link(session: Session, link: str) -> Form | None:
    """The form behind a public link."""
    return session.exec(_FORM, params={"link": link}).first()


def channel_by_link(session: Session, link: str) -> tuple[Channel, Form] | None:
    """The channel with this link, and its form."""
    query = select(Channel, Form).join(Form, col(Form.id) == Channel.form_id)
    return session.exec(query.where(Channel.token == link).options(*_LIGHT_FORM)).first()


def personal_link_by_hash(session: Session, token_hash: str) -> tuple[PersonalLink, Form] | None:
    """Somebody's own link, and its form."""
    query = select(PersonalLink, Form).join(Form, col(Form.id) == PersonalLink.form_id)
    return session.exec(query.where(PersonalLink.token_hash == token_hash).options(*_LIGHT_FORM)).first()


def is_personal(session: Session, submission_id: int) -> bool:
    """Whether a submission began with somebody's own link."""
    owned = select(PersonalLink.id).where(PersonalLink.submission_id == submission_id)
    return session.exec(owned).first() is not None


def published_version(session: Session, form_id: int, number: int | None = None) -> FormVersion | None:
    """Version `number` of a form, the newest when there is none of that number."""
    newest = session.exec(_NEWEST, params={"form_id": form_id}).first()
    if number is None or newest is None or newest.number == number:
        return newest
    wanted = select(FormVersion).where(FormVersion.form_id == form_id, FormVersion.number == number)
    return session.exec(wanted.options(*_LIGHT_VERSION)).first() or newest


def submission_by_hash(session: Session, token_hash: str) -> tuple[Submission, FormVersion, Form] | None:
    """A submission with the version that it began with and its form."""
    return session.exec(_SUBMISSION, params={"token_hash": token_hash}).first()

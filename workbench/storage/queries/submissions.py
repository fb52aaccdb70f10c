"""Reads about what respondents send in.

Every page that is posted asks these. So they read rows, not objects, which cost thrice; and what a form says, which is
long and known by its version's digest, is loaded only by who asks for it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from workbench.storage.tables import Channel, Form, FormVersion, PersonalLink, Submission


class FormHead(NamedTuple):
    """The columns of a form that respondents meet."""

    id: int
    study_id: int
    token: str
    status: str
    opens_at: datetime | None
    closes_at: datetime | None
    password_hash: str
    one_answer: str
    share: dict[str, Any]
    updated_at: datetime
    has_picture: bool


class VersionHead(NamedTuple):
    """A published version of a form by its names."""

    id: int
    number: int
    digest: str


class State(NamedTuple):
    """A form, its newest version's number, and when a submission was last saved, None when it has not begun."""

    status: str = ""
    updated_at: datetime | None = None
    newest: int | None = None
    saved_at: datetime | None = None


class Found(NamedTuple):
    """A form with a version of it, None when it was never published, and the columns through which it was found."""

    form: FormHead
    version: VersionHead | None
    through: Sequence[Any] = ()


# Every submission asks these: they are put together once.
_FORM_HEAD: tuple[Any, ...] = tuple(
    col(Form.picture).is_not(None) if name == "has_picture" else getattr(Form, name) for name in FormHead._fields
)
_VERSION_HEAD: tuple[Any, ...] = (FormVersion.id, FormVersion.number, FormVersion.digest)
_NEWEST_ID = (
    select(FormVersion.id)
    .where(col(FormVersion.form_id) == Form.id)
    .order_by(col(FormVersion.number).desc())
    .limit(1)
    .correlate(Form)
    .scalar_subquery()
)
_NUMBERED: Any = select(*_VERSION_HEAD).where(col(FormVersion.form_id) == bindparam("form_id"))
_NEWEST = _NUMBERED.order_by(col(FormVersion.number).desc()).limit(1)
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
_OF_SUBMISSION = Submission.__table__.columns  # type: ignore[attr-defined]  # every table class has one
_SUBMISSION: Any = (
    select(*_FORM_HEAD, *_VERSION_HEAD, *_OF_SUBMISSION)
    .select_from(Submission)
    .join(FormVersion, col(FormVersion.id) == Submission.version_id)
    .join(Form, col(Form.id) == Submission.form_id)
    .where(col(Submission.token_hash) == bindparam("token_hash"))
)


def _forms(*entities: Any) -> Any:
    """Forms with their newest version, then columns of the entity through which they are found."""
    heads: Any = select(*_FORM_HEAD, *_VERSION_HEAD, *entities)
    return heads.select_from(Form).join(FormVersion, col(FormVersion.id) == _NEWEST_ID, isouter=True)


_BY_LINK = _forms().where(col(Form.token) == bindparam("link"))
_BY_CHANNEL = (
    _forms(Channel.id, Channel.closed_at)
    .join(Channel, col(Channel.form_id) == Form.id)
    .where(col(Channel.token) == bindparam("link"))
)
_BY_PERSON = (
    _forms(PersonalLink, Submission.uuid, Submission.completed_at)
    .join(PersonalLink, col(PersonalLink.form_id) == Form.id)
    .join(Submission, col(Submission.id) == PersonalLink.submission_id, isouter=True)
    .where(col(PersonalLink.token_hash) == bindparam("token_hash"))
)


def state_of(session: Session, form_id: int, token_hash: str) -> State:
    """What taking a page depends on; as long as it is the same, nobody has come between."""
    found = session.connection().execute(_STATE, {"form_id": form_id, "token_hash": token_hash}).first()
    return State(*found) if found is not None else State()


def form_by_link(session: Session, link: str) -> Found | None:
    """The form behind a public link, with its newest version."""
    return _found(session.connection().execute(_BY_LINK, {"link": link}).first())


def channel_by_link(session: Session, link: str) -> Found | None:
    """The form behind the link of a channel, found through the channel's id and the time when it was closed."""
    return _found(session.connection().execute(_BY_CHANNEL, {"link": link}).first())


def personal_link_by_hash(session: Session, token_hash: str) -> Found | None:
    """The form behind somebody's own link, found through that link, and uuid and end of what was begun with it."""
    return _found(session.execute(_BY_PERSON, {"token_hash": token_hash}).first())


def submission_by_hash(session: Session, token_hash: str) -> tuple[dict[str, Any], VersionHead, FormHead] | None:
    """A submission's columns by name, the version that it began with and its form."""
    found = _found(session.connection().execute(_SUBMISSION, {"token_hash": token_hash}).first())
    if found is None or found.version is None:
        return None
    return dict(zip(_OF_SUBMISSION.keys(), found.through, strict=True)), found.version, found.form


def is_personal(session: Session, submission_id: int) -> bool:
    """Whether a submission began with somebody's own link."""
    owned = select(PersonalLink.id).where(PersonalLink.submission_id == submission_id)
    return session.exec(owned).first() is not None


def published_version(session: Session, form_id: int, number: int | None = None) -> VersionHead | None:
    """Version `number` of a form, the newest when there is none of that number."""
    ask = session.connection().execute
    wanted = _NUMBERED.where(col(FormVersion.number) == number)
    found = ask(wanted, {"form_id": form_id}).first() if number is not None else None
    found = found or ask(_NEWEST, {"form_id": form_id}).first()
    return VersionHead(*found) if found is not None else None


def _found(row: Sequence[Any] | None) -> Found | None:
    if row is None:
        return None
    end = len(FormHead._fields)
    version, through = row[end : end + len(VersionHead._fields)], row[end + len(VersionHead._fields) :]
    return Found(FormHead(*row[:end]), VersionHead(*version) if version[0] is not None else None, through)

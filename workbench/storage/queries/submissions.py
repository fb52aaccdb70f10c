"""Reads about what respondents send in, and the one insert that may come twice."""

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, select

from workbench.storage.tables import Channel, Form, FormVersion, PersonalLink, Submission


def form_by_link(session: Session, link: str) -> Form | None:
    """The form behind a public link."""
    return session.exec(select(Form).where(Form.token == link)).first()


def channel_by_link(session: Session, link: str) -> tuple[Channel, Form] | None:
    """The channel with this link, and its form."""
    query = select(Channel, Form).join(Form, col(Form.id) == Channel.form_id)
    return session.exec(query.where(Channel.token == link)).first()


def personal_link_by_hash(session: Session, token_hash: str) -> tuple[PersonalLink, Form] | None:
    """Somebody's own link, and its form."""
    query = select(PersonalLink, Form).join(Form, col(Form.id) == PersonalLink.form_id)
    return session.exec(query.where(PersonalLink.token_hash == token_hash)).first()


def is_personal(session: Session, submission_id: int) -> bool:
    """Whether a submission began with somebody's own link."""
    owned = select(PersonalLink.id).where(PersonalLink.submission_id == submission_id)
    return session.exec(owned).first() is not None


def published_version(session: Session, form_id: int, number: int | None = None) -> FormVersion | None:
    """Version `number` of a form, the newest when there is none of that number."""
    versions = select(FormVersion).where(FormVersion.form_id == form_id)
    wanted = session.exec(versions.where(FormVersion.number == number)).first() if number else None
    return wanted or session.exec(versions.order_by(col(FormVersion.number).desc())).first()


def submission_by_hash(session: Session, token_hash: str) -> tuple[Submission, FormVersion, Form] | None:
    """A submission with the version that it began with and its form."""
    query = (
        select(Submission, FormVersion, Form)
        .join(FormVersion, col(FormVersion.id) == Submission.version_id)
        .join(Form, col(Form.id) == Submission.form_id)
        .where(Submission.token_hash == token_hash)
    )
    return session.exec(query).first()


def insert_once(session: Session, submission: Submission) -> None:
    """Add a submission unless its form already has one of this uuid: however many arrive at once, one row stands."""
    values = submission.model_dump(exclude={"id"})
    session.exec(insert(Submission).values(**values).on_conflict_do_nothing(index_elements=["form_id", "uuid"]))

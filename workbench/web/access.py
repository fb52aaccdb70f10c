"""Who may touch what, decided here alone: getters that return the thing or end the request."""

from typing import TypeVar, cast

from flask import abort, current_app, g

from workbench.storage import Store
from workbench.storage.engine import Session, Table
from workbench.storage.tables import Study, User

Row = TypeVar("Row", bound=Table)


def store() -> Store:
    """The store of this app."""
    return cast(Store, current_app.extensions["store"])


def reading() -> Session:
    """The session that this request reads with; writing is for the verbs of `workflow`."""
    if "reading" not in g:
        g.reading = store().open_reading()
    return cast(Session, g.reading)


def stop_reading() -> None:
    """Give back the session that this request reads with: it sees nothing new, and keeps the database's log."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()


def user() -> User:
    """Who is signed in; ends the request when nobody is."""
    if g.get("user") is None:
        abort(401)
    return cast(User, g.user)


def user_id() -> int:
    """The id of who is signed in."""
    return user().id


def study_or_404(study_id: int) -> Study:
    """The study, if it is the signed-in user's."""
    study = _get(Study, study_id)
    if study is None or study.owner_id != user_id():
        abort(404)
    g.study = study
    return study


def in_study_or_404(table: type[Row], row_id: int, study_id: int) -> Row:
    """The row `row_id` of a table with a `study_id` column, if it belongs to this study of the signed-in user's."""
    study_or_404(study_id)
    row = _get(table, row_id)
    if row is None or getattr(row, "study_id") != study_id:  # noqa: B009  # tables with the column are passed
        abort(404)
    return row


def _get(table: type[Row], row_id: int) -> Row | None:
    # An address may hold a number that no database knows: its integers have 64 bits.
    return reading().get(table, row_id) if row_id < 2**63 else None

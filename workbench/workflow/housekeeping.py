"""Housekeeping: what respondents began and never handed in is emptied when its time is over."""

import logging
from datetime import timedelta
from secrets import token_hex
from threading import Event, Thread

from sqlalchemy import bindparam
from sqlmodel import Session, col, select, update

from workbench.storage import Store
from workbench.storage.tables import Form, PersonalLink, Submission, now
from workbench.workflow.audit import record

LOOK_EVERY = 3600.0
_FREE = update(PersonalLink).where(col(PersonalLink.submission_id) == bindparam("begun")).values(submission_id=None)
_NOTHING = {"answers": {}, "shown": {}, "trail": [], "pasted": [], "contact_hash": "", "last_digest": "", "seed": 0}
_EMPTY = update(Submission).where(col(Submission.id) == bindparam("stored")).values(**_NOTHING)
log = logging.getLogger(__name__)


class Housekeeper(Thread):
    """A thread in each server process; what several do at once is done once."""

    def __init__(self, store: Store) -> None:
        super().__init__(name="housekeeper", daemon=True)
        self.store = store
        self._stop_asked = Event()

    def run(self) -> None:
        """Look at the start and every hour until asked to stop; a database that is busy or away is tried again."""
        while True:
            try:
                empty_unfinished(self.store)
            except Exception:  # the thread must outlive whatever happens to one look
                log.exception("emptying unfinished answers failed")
            if self._stop_asked.wait(LOOK_EVERY):
                return

    def stop(self) -> None:
        """Stop looking."""
        self._stop_asked.set()


def empty_unfinished(store: Store) -> int:
    """Delete all that unfinished submissions hold which nobody saved for the days in the settings; how many these were.

    What the funnel counts stays: through which channel somebody began, when, and at which page they stopped. Nothing
    leads there any more, and who began with a personal link may begin anew.
    """
    days = store.settings.unfinished_days
    if not days:
        return 0
    with store.writing() as session:
        emptied = _empty(session, timedelta(days=days))
    if emptied:
        store.sweep()
    return emptied


def _empty(session: Session, age: timedelta) -> int:
    # A submission has a digest from its first page on, and none once it is emptied.
    old = (col(Submission.completed_at).is_(None), Submission.saved_at < now() - age, Submission.last_digest != "")
    query = select(Submission.id, Form.id, Form.study_id).join(Form, col(Form.id) == Submission.form_id)
    begun = session.exec(query.where(*old)).all()
    if begun:
        session.connection().execute(_FREE, [{"begun": number} for number, *_ in begun])
        session.connection().execute(_EMPTY, [_nobodys(number) for number, *_ in begun])
    for form_id, study_id in sorted({(form_id, study_id) for _, form_id, study_id in begun}):
        record(session, None, "empty_unfinished", f"form:{form_id}", study_id=study_id)
    return len(begun)


def _nobodys(number: int) -> dict[str, object]:
    return {"stored": number, "uuid": token_hex(16), "token_hash": token_hex(32)}

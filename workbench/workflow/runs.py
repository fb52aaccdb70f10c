"""Analysis runs as rows: queued, claimed conditionally, kept alive by a heartbeat, finished in one transaction.

A process that is killed lets its lease pass; the next free process claims the run again, and only the holder of the
lease can finish it, so that no run is lost and none finished twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select, update

from workbench.errors import N_, Conflict, Message, WorkbenchError
from workbench.storage import Store, add
from workbench.storage.tables import Run, now
from workbench.workflow import run_cache
from workbench.workflow.audit import record

GOING = ("queued", "running")


class RunStopped(Exception):
    """The run was cancelled or another process holds it now: stop working and store nothing."""


def queue_run(store: Store, user_id: int, study_id: int, plan: dict[str, Any]) -> int:
    """Put a run in the queue and return its id. Raises Conflict while another run of the study is going."""
    with store.writing() as session:
        going = select(Run.id).where(Run.study_id == study_id, col(Run.state).in_(GOING))
        if session.exec(going).first() is not None:
            raise Conflict(N_("这个研究项目已有一次分析在进行。"), N_("请等它结束，或先取消。"))
        run_id = add(session, Run(study_id=study_id, created_by=user_id, plan=plan))
        record(session, user_id, "queue_run", f"run:{run_id}", study_id=study_id)
        return run_id


def cancel_run(store: Store, user_id: int, run_id: int) -> None:
    """Cancel a run that is queued or going; an ended one stays as it is."""
    with store.writing() as session:
        run = session.get_one(Run, run_id)
        if run.state in GOING:
            run.state, run.finished_at, run.lease_until = "cancelled", now(), None
            record(session, user_id, "cancel_run", f"run:{run_id}", study_id=run.study_id)


def claim_run(store: Store, worker: str, *, run_id: int | None = None) -> int | None:
    """Claim the oldest run that waits or whose process died (or `run_id` alone); None when there is none."""
    waiting = or_(col(Run.state) == "queued", (col(Run.state) == "running") & (col(Run.lease_until) < now()))
    query = select(Run).where(waiting).order_by(col(Run.id))
    query = query if run_id is None else query.where(Run.id == run_id)
    with store.reading() as session:  # an idle process must not take the write lock every second
        if session.exec(query).first() is None:
            return None
    with store.writing() as session:
        run = session.exec(query).first()
        if run is None:
            return None
        run.state, run.worker, run.lease_until = "running", worker, _lease(store)
        run.started_at = now()
        run_cache.allow(session, run.study_id)
        return run.id


def report_progress(store: Store, run_id: int, worker: str, share: float, message: Message) -> None:
    """Keep the lease and show how far the run is. Raises RunStopped when the run is no longer this worker's."""
    told = {"sentence": message.sentence, "values": {name: str(value) for name, value in message.values.items()}}
    with holding(store, run_id, worker, share=round(share, 3), message=told):
        pass


def keep_lease(store: Store, run_id: int, worker: str) -> None:
    """Say that the run's process is alive. Raises RunStopped when the run is no longer this worker's."""
    with holding(store, run_id, worker):
        pass


def give_back(store: Store, run_id: int, worker: str) -> None:
    """Put a run whose process died back into the queue. Raises RunStopped when it is no longer this worker's."""
    with holding(store, run_id, worker, state="queued", lease_until=None):
        pass


def fail_run(store: Store, run_id: int, worker: str, error: WorkbenchError) -> None:
    """End a run with the sentence of what went wrong."""
    told = {"sentence": error.what.sentence, "advice": error.advice.sentence, "values": error.what.values}
    with holding(store, run_id, worker, state="failed", message=told, finished_at=now(), lease_until=None):
        pass


@contextmanager
def holding(store: Store, run_id: int, worker: str, **values: object) -> Iterator[Session]:
    """A writing session during which nobody else can take the run, stop it or take back words that it has read.

    It renews the lease and sets the run's `values`. Raises RunStopped when the run is no longer this worker's.
    """
    mine = (col(Run.id) == run_id, col(Run.worker) == worker, col(Run.state) == "running")
    with store.writing() as session:
        held = update(Run).where(*mine).values(**{"lease_until": _lease(store), **values})
        if session.exec(held).rowcount != 1:
            raise RunStopped
        yield session


def _lease(store: Store) -> datetime:
    return now() + timedelta(seconds=store.settings.lease_seconds)

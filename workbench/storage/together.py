"""Group commit (DeWitt et al. 1984): whoever waits for the write lock at the same moment shares a transaction.

A commit costs one wait for the disk, however many are in it. Nobody is answered before the commit with their work. When
one of them fails, all is undone and each is done again alone.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from fcntl import LOCK_EX, flock
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar, cast

from sqlmodel import Session

Result = TypeVar("Result")
MOST_TOGETHER = 32


class _Job(Generic[Result]):
    """Work that waits for a transaction, then what came of it."""

    def __init__(self, work: Callable[[Session], Result]) -> None:
        self.work = work
        self.done = False
        self.result: Result | None = None
        self.error: BaseException | None = None

    def run(self, session: Session) -> None:
        """Do it, perhaps for a second time after a transaction that failed."""
        self.result = self.work(session)


class Queue:
    """The work of one process on its way into the database; `writing` opens a transaction.

    Processes take turns by a lock on `file`: the operating system wakes who is next at once, where SQLite would sleep
    longer and longer between its tries.
    """

    def __init__(self, writing: Callable[[], AbstractContextManager[Session]], file: Path) -> None:
        self._writing = writing
        self._file = file
        self._waiting: list[_Job[object]] = []
        self._list, self._turn = Lock(), Lock()

    def run(self, work: Callable[[Session], Result]) -> Result:
        """What `work` returns, once it is on disk; what it raises, once nothing of it is."""
        job = _Job(work)
        with self._list:
            self._waiting.append(cast("_Job[object]", job))
        with self._turn:  # while one is at the disk the others gather; whoever is next takes all of them along
            while not job.done:
                self._carry_out()
        if job.error is not None:
            raise job.error
        return cast(Result, job.result)

    def _carry_out(self) -> None:
        with self._list:
            batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
        try:
            with self._file.open("ab") as turn:
                flock(turn, LOCK_EX)  # closing the file gives it back
                error = self._commit(batch)
                for job in batch:
                    # Whatever is wrong with one is nothing to the others.
                    job.error = self._commit([job]) if error is not None and len(batch) > 1 else error
                    job.done = True
        except BaseException as error:  # noqa: BLE001  # without a lock nothing is done, and nobody waits for it
            for job in batch:
                if not job.done:
                    job.error, job.done = error, True

    def _commit(self, batch: list[_Job[object]]) -> BaseException | None:
        """Do all this work in one transaction, or nothing of it: the error says why."""
        try:
            # Work is written when it ends, not before each question that it asks: its own rows are not what it asks.
            with self._writing() as session, session.no_autoflush:
                for job in batch:
                    job.run(session)
        except BaseException as error:  # noqa: BLE001  # it is for whoever waits for this work, and for nobody else
            return error
        return None

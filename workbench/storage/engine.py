"""The store: one engine, sessions that read and sessions that write.

SQLite 3.7.0–3.51.2 can corrupt a database in WAL mode (the WAL-reset bug); `pysqlite3` carries a newer one.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, event
from sqlmodel import Session, SQLModel, create_engine

from workbench.errors import N_, WorkbenchError
from workbench.settings import Settings
from workbench.storage.sqlite import driver as sqlite
from workbench.storage.together import Queue

__all__ = ["Session", "Store", "Table", "add", "once"]

Table = SQLModel
Result = TypeVar("Result")
SAFE_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 10_000
SWEEP_MILLISECONDS = 100
SWEEP_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)  # seconds
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


class Store:
    """The one door to the database.

    `reading()` and `writing()` give sessions; a writing one commits once, at the end.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = _create_engine(settings)
        self._queue = Queue(self.writing, settings.home / "turns")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are thrown away."""
        with self.open_reading() as session:
            yield session

    def open_reading(self) -> Session:
        """A reading session that its owner closes."""
        return Session(self.engine, expire_on_commit=False)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that takes the write lock first and commits when the block ends without an error.

        Its `info` knows the folder of what was worked out from the words that it may be about to delete, and the
        settings.
        """
        writer = self.engine.execution_options(writes=True)
        info = {"cache": self.settings.cache, "settings": self.settings}
        with Session(writer, expire_on_commit=False, info=info) as session, session.begin():
            yield session

    def writing_together(self, work: Callable[[Session], Result]) -> Result:
        """What `work` makes of a writing session that others may share; it returns once the commit is on disk.

        For what many do at the same time. An error undoes this work alone.
        """
        return self._queue.run(work)

    def sweep(self) -> None:
        """Empty the database's log, so that what was just deleted stands nowhere in it.

        What was deleted in the database itself is overwritten with zeros at once. A session of the caller's that still
        reads would keep the log as it is. Writers wait while the log is being emptied, so each try is short.
        """
        if self.engine.dialect.name != "sqlite":
            return
        connection = self.engine.raw_connection()
        run = connection.cursor().execute
        try:
            run(f"PRAGMA busy_timeout={SWEEP_MILLISECONDS}")
            for pause in SWEEP_PAUSES:
                busy, _, _ = run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if not busy:
                    break
                time.sleep(pause)
        finally:
            run(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
            connection.close()

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def add(session: Session, row: SQLModel) -> int:
    """Add a row and return the id that the database gave it."""
    session.add(row)
    session.flush()
    return cast(int, row.id)  # type: ignore[attr-defined]  # every table added by itself has one


def once(session: Session, key: Hashable, find: Callable[[], Result]) -> Result:
    """What `find` finds, looked for once in a transaction: for what cannot change while it holds the write lock."""
    if key not in session.info:
        session.info[key] = find()
    return cast(Result, session.info[key])


def _create_engine(settings: Settings) -> Engine:
    if settings.database:
        return create_engine(settings.database)
    if sqlite.sqlite_version_info < SAFE_SQLITE:
        raise WorkbenchError(
            N_("SQLite %(version)s 有会损坏数据库的已知缺陷。"),
            N_("请重新运行 make setup，装上更新的 SQLite 后再启动。"),
            version=sqlite.sqlite_version,
        )
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(f"sqlite:///{settings.database_file}", module=sqlite)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not open transactions of its own: `_begin` does
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails with "database is locked" under load: take the lock first.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

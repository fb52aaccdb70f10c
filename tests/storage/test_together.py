"""Writing together: many share a commit, each answers for their own errors, and nobody is answered before it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from workbench.errors import BadInput
from workbench.storage.tables import AuditEntry

MANY = 40


class Stopped(BaseException):
    """What no `except Exception` catches."""


def write(store, number, together):
    def work(session):
        session.add(AuditEntry(verb="together", subject=str(number)))
        session.flush()
        if number % 5 == 0:
            raise BadInput("不行。", "换一个。")
        return number

    together.wait()
    return store.writing_together(work)


def test_each_gets_their_own_result_or_error_and_only_what_worked_is_kept(store):
    commits, together = [], Barrier(MANY)
    event.listen(store.engine, "commit", lambda _connection: commits.append(1))
    with ThreadPoolExecutor(MANY) as pool:
        calls = [pool.submit(write, store, number, together) for number in range(MANY)]
    for number, call in enumerate(calls):
        if number % 5 == 0:
            with pytest.raises(BadInput):
                call.result()
        else:
            assert call.result() == number
    with store.reading() as session:
        kept = session.exec(select(AuditEntry.subject).where(AuditEntry.verb == "together")).all()
    assert sorted(map(int, kept)) == [number for number in range(MANY) if number % 5]
    assert len(commits) < MANY


def test_whoever_is_stopped_stops_nobody_else(store):
    together = Barrier(MANY)

    def call(number):
        def work(_session):
            if number == 0:
                raise Stopped
            return number

        together.wait()
        return store.writing_together(work)

    with ThreadPoolExecutor(MANY) as pool:
        calls = [pool.submit(call, number) for number in range(MANY)]
    assert [one.exception(timeout=20) is None for one in calls] == [number > 0 for number in range(MANY)]


def test_without_a_lock_nothing_is_done_later(store):
    done, file = [], store.settings.home / "turns"
    file.unlink(missing_ok=True)
    file.mkdir()
    with pytest.raises(IsADirectoryError):
        store.writing_together(lambda _session: done.append("first"))
    file.rmdir()
    store.writing_together(lambda _session: done.append("second"))
    assert done == ["second"]


def test_a_transaction_that_fails_as_a_whole_fails_for_whoever_is_in_it(store):
    def work(session):
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # so that only the commit finds out
        session.add(AuditEntry(verb="together", user_id=10**6))
        session.flush()

    with pytest.raises(IntegrityError):
        store.writing_together(work)
    assert store.writing_together(lambda _session: 2) == 2

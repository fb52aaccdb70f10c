"""Sessions: who may write when, what survives an error."""

import threading

import pytest
from sqlmodel import select, text

from workbench.storage.engine import SAFE_SQLITE
from workbench.storage.sqlite import driver
from workbench.storage.tables import FailedAttempt, Study


def test_the_sqlite_in_use_has_no_known_corruption_bug():
    assert driver.sqlite_version_info >= SAFE_SQLITE


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0)],
)
def test_every_connection_is_durable_and_strict(store, pragma, value):
    with store.engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_an_error_inside_a_verb_leaves_nothing_half_done(store, cast):
    def verb():
        with store.writing() as session:
            session.add(Study(owner_id=cast.owner, title="半途"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()
    with store.reading() as session:
        assert session.exec(select(Study).where(Study.title == "半途")).first() is None


def test_a_reading_session_changes_nothing(store, cast):
    with store.reading() as session:
        session.get_one(Study, cast.study).title = "偷改"
        session.flush()
    with store.reading() as session:
        assert session.get_one(Study, cast.study).title == "云屿行记内测研究"


def test_many_writers_wait_for_each_other_and_lose_nothing(store):
    def write(number):
        for _ in range(10):
            with store.writing() as session:
                session.exec(select(FailedAttempt)).all()  # reads first: a deferred transaction would fail here
                session.add(FailedAttempt(key_hash=str(number)))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        assert len(session.exec(select(FailedAttempt)).all()) == 80

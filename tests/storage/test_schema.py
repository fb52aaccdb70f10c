"""The shape of the database: migrations, backups, restoring."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel, select, text

from workbench.errors import Conflict, UnreadableFile
from workbench.settings import read_settings
from workbench.storage import back_up, open_store, restore
from workbench.storage.tables import Study
from workbench.workflow import studies
from workbench.workflow.studies import Brief


def titles(store):
    with store.reading() as session:
        return set(session.exec(select(Study.title)))


def test_the_migrations_make_exactly_the_tables(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_an_old_database_is_backed_up_before_it_is_migrated(settings, store, monkeypatch):
    with store.engine.execution_options(writes=True).begin() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(text(f"DROP TABLE {table.name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    monkeypatch.setattr("workbench.storage.schema.command.upgrade", lambda *_: None)
    store.close()
    open_store(settings).close()
    assert len(list(settings.backups.glob("before-*.sqlite3"))) == 1


def test_a_backup_taken_in_use_brings_everything_back(settings, store, cast, tmp_path):
    copy = back_up(settings, tmp_path / "copies" / "one.sqlite3")
    studies.archive_study(store, cast.owner, cast.study)
    studies.create_study(store, cast.owner, Brief(title="备份之后"))
    store.close()
    kept = restore(settings, copy)
    again = open_store(settings)
    assert "备份之后" not in titles(again)
    assert kept is not None
    assert kept.exists()
    again.close()


def test_a_damaged_backup_is_refused_and_nothing_changes(settings, store, tmp_path):
    before = titles(store)
    damaged = tmp_path / "photo.jpg"
    damaged.write_bytes(b"\xff\xd8\xff" + b"x" * 5000)
    with pytest.raises(UnreadableFile, match="不是完好的备份"):
        restore(settings, damaged)
    assert titles(store) == before


def test_where_there_is_no_database_there_is_no_backup(tmp_path):
    with pytest.raises(Conflict):
        back_up(read_settings({}, home=tmp_path / "nothing"), tmp_path / "copy.sqlite3")

"""The shape of the database: bring it up to date (a backup first), copy it, put a copy back."""

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from workbench.errors import N_, BadInput, Conflict, UnreadableFile
from workbench.settings import Settings
from workbench.storage.engine import Store
from workbench.storage.sqlite import driver as sqlite

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_store(settings: Settings) -> Store:
    """The store at `settings`, created or migrated to the newest shape; an old one is backed up before."""
    store = Store(settings)
    with store.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == _newest():
        return store
    if current is not None and not settings.database:
        back_up(settings, settings.backups / f"before-{_newest()}-{_stamp()}.sqlite3")
    with store.engine.execution_options(writes=True).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return store


def back_up(settings: Settings, target: Path) -> Path:
    """Copy the embedded database, while it is in use, to `target`. Raises Conflict when there is nothing to copy."""
    if settings.database or not settings.database_file.exists():
        raise Conflict(N_("这里没有可以备份的内置数据库。"), N_("请检查设置 WORKBENCH_HOME。"))
    target.parent.mkdir(parents=True, exist_ok=True)
    source, copy = sqlite.connect(str(settings.database_file)), sqlite.connect(str(target))
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    target.chmod(0o600)
    return target


def restore(settings: Settings, source: Path) -> Path | None:
    """Put the copy at `source` in the database's place; what was there is backed up first and its path returned."""
    if settings.database:
        raise BadInput(N_("现在用的不是内置数据库。"), N_("请用数据库自己的工具恢复。"))
    _check_copy(source)
    kept = None
    if settings.database_file.exists():
        kept = back_up(settings, settings.backups / f"before-restore-{_stamp()}.sqlite3")
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy, target = sqlite.connect(str(source)), sqlite.connect(str(settings.database_file))
    try:
        copy.backup(target)
    finally:
        target.close()
        copy.close()
    return kept


def _check_copy(source: Path) -> None:
    try:
        connection = sqlite.connect(f"file:{source}?mode=ro", uri=True)
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.execute("SELECT version_num FROM alembic_version")
        finally:
            connection.close()
    except sqlite.Error:
        sound = False
    if not sound:
        raise UnreadableFile(
            N_("“%(name)s”不是完好的备份。"), N_("请换一个备份文件；现有数据没有改动。"), name=source.name
        )


def _newest() -> str | None:
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")

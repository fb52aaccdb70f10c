"""The cast: 林晓 owns a study, 王路 is an outsider with a study of her own.

Both stand in every database to catch a missing filter.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.settings import Settings, read_settings
from workbench.storage import Store, open_store
from workbench.storage.tables import User
from workbench.workflow import accounts, studies
from workbench.workflow.studies import Brief

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
PASSWORD = "一句好记又够长的密码"


@dataclass(frozen=True)
class Cast:
    """Ids of the people and studies that are in every test's database."""

    owner: int
    outsider: int
    study: int
    foreign_study: int


@pytest.fixture(scope="session")
def stage(tmp_path_factory) -> tuple[Path, Cast]:
    """A database with the cast, made once and copied for each test."""
    home = tmp_path_factory.mktemp("stage")
    store = open_store(read_settings({}, home=home))
    owner = accounts.create_owner(store, "林晓", "lin@example.com", PASSWORD)
    with store.writing() as session:
        session.add(User(email="wang@example.com", name="王路", password_hash="x"))
    outsider = owner + 1
    study = studies.create_study(
        store, owner, Brief(title="云屿行记内测研究", product="云屿行记", decision="先做哪两个方向")
    )
    foreign = studies.create_study(store, outsider, Brief(title="别人的研究"))
    accounts.setup_token(store)
    store.close()
    return home, Cast(owner, outsider, study, foreign)


@pytest.fixture
def settings(stage, tmp_path) -> Settings:
    shutil.copytree(stage[0], tmp_path / "home", dirs_exist_ok=True)
    return read_settings({}, home=tmp_path / "home")


@pytest.fixture
def cast(stage) -> Cast:
    return stage[1]


@pytest.fixture
def store(settings) -> Store:
    store = open_store(settings)
    yield store
    store.close()

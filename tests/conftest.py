"""The cast: 林晓 owns a study, 王路 is an outsider with a study of her own.

Both stand in every database to catch a missing filter.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask

from tests.analysed import Analysed, analyse
from workbench.settings import Settings, read_settings
from workbench.storage import Store, open_store
from workbench.storage.tables import User
from workbench.web import create_app
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


def set_further(stage, home, put):
    """A stage in the folder `home` on which `put(store, cast)` stored more, for modules whose tests all begin there."""
    shutil.copytree(stage[0], home, dirs_exist_ok=True)
    store = open_store(read_settings({}, home=home))
    put(store, stage[1])
    store.close()
    return home, stage[1]


@pytest.fixture(scope="session")
def analysed_stage(stage, tmp_path_factory) -> tuple[Path, Analysed]:
    """A stage where the crowd stands in three segments of a run."""
    found = []
    home, _ = set_further(stage, tmp_path_factory.mktemp("stage"), lambda *given: found.append(analyse(*given)))
    return home, found[0]


@pytest.fixture
def settings(request, stage, tmp_path) -> Settings:
    """A copy of the stage; of the one with the run for tests that want it `done`."""
    home = request.getfixturevalue("analysed_stage" if "done" in request.fixturenames else "stage")[0]
    shutil.copytree(home, tmp_path / "home", dirs_exist_ok=True)
    return read_settings({}, home=tmp_path / "home")


@pytest.fixture
def cast(stage) -> Cast:
    return stage[1]


@pytest.fixture
def store(settings) -> Store:
    store = open_store(settings)
    yield store
    store.close()


@pytest.fixture
def done(analysed_stage, store) -> Analysed:
    """The crowd in three segments of a run, in this test's own store."""
    return replace(analysed_stage[1], store=store)


@pytest.fixture(scope="session")
def made_app(tmp_path_factory):
    """An app made once, with its settings as they were: compiling routes and templates takes longer than most tests."""
    app = create_app(read_settings({}, home=tmp_path_factory.mktemp("app")))
    app.extensions["store"].close()
    return app, dict(app.config), app.test_client_class


@pytest.fixture
def app(made_app, store) -> Flask:
    """The app as it was made, on this test's own store."""
    app, config, app.test_client_class = made_app
    app.config.update(config)
    app.extensions["store"] = store
    return app

"""A built wheel holds everything that the application reads, and nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contracts.tree import ROOT, files, name_of

pytestmark = pytest.mark.xdist_group("wheel")
LOOK = """
from workbench import settings
from workbench.cli import main
print(settings.__file__)
for folder in (settings.TEMPLATES, settings.STATIC, settings.SURVEY_FORMS, settings.FONTS, settings.DEMO):
    print(folder if folder.is_dir() else f"no folder {folder}")
"""
MOVED = ("templates/", "static/", "survey_forms/")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def members(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _place(name: str) -> str:
    return f"workbench/bundled/{name}" if name.startswith(MOVED) else name


def test_the_wheel_holds_every_file_of_the_application(members):
    names = [name_of(path) for path in files()]
    ours = {_place(name) for name in names if name.startswith(("workbench/", *MOVED))}
    assert ours <= members, sorted(ours - members)


def test_the_wheel_holds_what_set_up_makes(members):
    vendored = [path for path in (ROOT / "static" / "vendor").rglob("*") if path.is_file()]
    compiled = [path.with_suffix(".mo") for path in files() if path.suffix == ".po"]
    made = {_place(name_of(path)) for path in [*vendored, *compiled]}
    assert vendored
    assert made <= members, sorted(made - members)


def test_the_wheel_holds_nothing_else(members):
    outside = [name for name in members if not name.startswith("workbench/") and ".dist-info/" not in name]
    assert not outside
    assert not [name for name in members if "__pycache__" in name]


def test_an_installed_wheel_finds_its_folders_and_runs(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert all(place.startswith(str(tmp_path / "workbench")) for place in done.stdout.splitlines()), done.stdout

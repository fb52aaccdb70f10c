"""Every dependency is locked with hashes and has a line that says why it is here and not its rival."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.contracts.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
BUILDING = [Requirement(line) for line in PROJECT["dependency-groups"]["build"]]
DEVELOPING = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"] if isinstance(line, str)]


def _names(requirements) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


def _explained() -> dict[str, set[str]]:
    """Heading in docs/dependencies.md → names that have a line below it."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return {part.split("\n")[0]: set(re.findall(r"^- \*\*(.+?)\*\* — \S", part, re.MULTILINE)) for part in sections}


def _locked(name) -> dict[str, list[tuple[str, int]]]:
    """Package → its versions in the lock file, each with the number of its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    locked: dict[str, list[tuple[str, int]]] = {}
    for entry in re.split(r"\n(?=[a-z0-9])", text):
        if match := re.match(r"([a-z0-9.-]+)(?:\[[^]]*])?==(\S+)", entry):
            locked.setdefault(canonicalize_name(match[1]), []).append((match[2], entry.count("--hash=sha256:")))
    return locked


def _node_packages() -> set[str]:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    return {*package.get("dependencies", {}), *package.get("devDependencies", {})}


def _system_packages() -> set[str]:
    script = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    return {"python3-venv", *re.findall(r"^  want ([a-z][\w.-]+) ", script, re.MULTILINE)}


def test_every_dependency_has_its_line_and_every_line_its_dependency():
    assert _explained() == {
        "The application": _names(DECLARED),
        "Development": _names(DEVELOPING),
        "Building": _names(BUILDING),
        "Front end and fonts": _node_packages(),
        "The system": _system_packages(),
    }


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [("requirements.lock", DECLARED + DEVELOPING + BUILDING), ("requirements-build.lock", BUILDING)],
    ids=["requirements.lock", "requirements-build.lock"],
)
def test_the_lock_file_covers_what_is_declared(lock, requirements):
    locked = _locked(lock)
    for requirement in requirements:
        versions = [version for version, _ in locked.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement} is not in {lock}: run `make lock`"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: {versions}"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_everything_that_is_locked_has_hashes(lock):
    assert not [name for name, versions in _locked(lock).items() for _, hashes in versions if not hashes]


def test_building_uses_the_same_versions_as_everything_else():
    everything = _locked("requirements.lock")
    assert {name: everything.get(name) for name in _locked("requirements-build.lock")} == _locked(
        "requirements-build.lock"
    )


def test_node_packages_are_locked_with_their_integrity():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {name.removeprefix("node_modules/"): entry for name, entry in packages.items() if name}
    assert _node_packages() <= set(locked)
    assert all(entry.get("integrity", "").startswith("sha512-") for entry in locked.values())

"""A clone works anywhere: no machine's paths, no registry's host, and every command that the documents name exists."""

import re
import subprocess

import pytest

from tests.contracts.tree import ROOT, files, name_of

COMMANDS = {"setup", "demo", "dev", "test", "lint", "fix", "types", "docs", "prove", "sure"}
HOSTS = [
    re.escape(".".join(parts))
    for parts in (
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("files", "pythonhosted", "org"),
        ("pypi", "org"),
        ("deb", "debian", "org"),
    )
]
PLACES = re.compile("|".join([*HOSTS, r"(?<![\w.$}/-])/(?:work|root|home|Users)/[\w.-]+", r"[A-Z]:\\\\?Users\\"]))
MEBIBYTE = 1024 * 1024


def _text(path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", _text(ROOT / "Makefile"), re.MULTILINE))


def _documents() -> list:
    return [path for path in files() if path.suffix == ".md"]


def test_no_file_names_a_place_on_somebody_s_machine_or_a_registry():
    found = [f"{name_of(path)}: {match[0]}" for path in files() for match in PLACES.finditer(_text(path))]
    assert not found, "\n".join(found)


def test_no_committed_file_is_larger_than_a_mebibyte():
    assert not [name_of(path) for path in files() if path.stat().st_size > MEBIBYTE]


def test_make_alone_lists_every_command():
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert set(re.findall(r"^ +make ([a-z-]+)", listed, re.MULTILINE)) >= COMMANDS


@pytest.mark.parametrize("document", _documents(), ids=name_of)
def test_a_document_names_only_commands_that_make_has(document):
    named = set(re.findall(r"(?:`|^|&& |\$ )make ([a-z][a-z-]*)", _text(document), re.MULTILINE))
    assert named <= _targets()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_two_commands(readme):
    assert {"make demo", "make test"} <= set(re.findall(r"make [a-z]+", _text(ROOT / readme)))


@pytest.mark.parametrize("document", _documents(), ids=name_of)
def test_a_document_links_only_to_files_that_exist(document):
    linked = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", _text(document))
    assert not [target for target in linked if not (document.parent / target).exists()]


def test_ci_runs_what_one_runs_before_a_commit():
    assert "exec make sure" in _text(ROOT / ".ci" / "run")

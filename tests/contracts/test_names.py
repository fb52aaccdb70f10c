"""Names say what a thing is; each stage shows a narrow face; the import contracts know every stage."""

import ast
import configparser
import re

import pytest

from tests.contracts.tree import ROOT, files, name_of, tree_of

SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
STAGES = ("surveys", "intake", "text", "coding", "analysis", "charts", "personas", "export", "storage")
PRESENT = [stage for stage in STAGES if (ROOT / "workbench" / stage / "__init__.py").exists()]


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_no_file_folder_or_class_has_a_name_that_says_nothing():
    named = [(name_of(path), part) for path in files() for part in path.relative_to(ROOT).with_suffix("").parts]
    for path in files():
        if path.suffix == ".py":
            named += [(name_of(path), node.name) for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]
    assert not [(place, name) for place, name in named if _words(name) & SAY_NOTHING]


@pytest.mark.parametrize("stage", PRESENT)
def test_a_stage_offers_one_to_five_names(stage):
    tree = tree_of(ROOT / "workbench" / stage / "__init__.py")
    offers = [node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"]
    assert len(offers) == 1
    assert 1 <= len(offers[0].elts) <= 5


def test_pages_and_the_terminal_are_kept_from_every_stage():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    forbidden = contracts["importlinter:contract:doors"]["forbidden_modules"].split()
    assert sorted(forbidden) == sorted(f"workbench.{stage}" for stage in PRESENT if stage != "storage")

"""Ceilings on the tail: a reader sees where each thing ends. Complexity is ruff's (C901 in `make lint`)."""

import ast
from collections.abc import Iterator

import pytest

from tests.contracts.tree import called_name, files_in, functions_of, name_of, tree_of

CODE = ("workbench", "scripts", "tests", "conftest.py")
# Each place that may be larger, with the reason.
EXCEPTIONS = {
    "workbench/storage/migrations/versions/0001_first_tables.py": "a migration is one list of tables, written once",
    "workbench/storage/migrations/versions/0001_first_tables.py::upgrade": "a migration is one list of tables",
}


def _decorators(function) -> set[str]:
    return {called_name(item) for item in function.decorator_list if isinstance(item, ast.Call)}


def _is_view(name, function) -> bool:
    return bool(_decorators(function) & {"route", "get", "post", "put", "patch", "delete"}) and "/web/" in name


def _lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _modules() -> Iterator[tuple[str, int]]:
    for path in files_in(*CODE, suffix=".py"):
        yield name_of(path), _lines(path)


def _templates() -> Iterator[tuple[str, int]]:
    for path in files_in("templates", suffix=".html"):
        yield name_of(path), _lines(path)


def _functions() -> Iterator[tuple[str, object, int]]:
    for path in files_in(*CODE, suffix=".py"):
        for name, function in functions_of(path):
            yield f"{name_of(path)}::{name}", function, function.end_lineno - function.lineno + 1


def _all_functions() -> Iterator[tuple[str, int]]:
    return ((name, size) for name, _, size in _functions())


def _views() -> Iterator[tuple[str, int]]:
    return ((name, size) for name, function, size in _functions() if _is_view(name, function))


def _tests() -> Iterator[tuple[str, int]]:
    return ((name, size) for name, function, size in _functions() if function.name.startswith("test_"))


def _arguments() -> Iterator[tuple[str, int]]:
    """A terminal command has as many parameters as it has options, and a test as many as it needs fixtures."""
    for name, function, _ in _functions():
        if not name.startswith("tests/") and not _decorators(function) & {"command", "option", "argument"}:
            given = function.args
            names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            yield name, len([argument for argument in names if argument not in ("self", "cls")])


CEILINGS = {
    "module": (_modules, 300),
    "function": (_all_functions, 50),
    "view": (_views, 25),
    "template": (_templates, 150),
    "test": (_tests, 30),
    "arguments": (_arguments, 5),
}


@pytest.mark.parametrize("kind", CEILINGS)
def test_nothing_is_larger_than_its_ceiling(kind):
    measure, ceiling = CEILINGS[kind]
    larger = [f"{name}: {size} > {ceiling}" for name, size in measure() if size > ceiling and name not in EXCEPTIONS]
    assert not larger, "\n".join(larger)


def test_every_exception_is_still_needed():
    needed = {name for measure, ceiling in CEILINGS.values() for name, size in measure() if size > ceiling}
    assert set(EXCEPTIONS) <= needed


def test_every_module_says_what_it_is_for():
    trees = {name_of(path): tree_of(path) for path in files_in("workbench", "scripts", suffix=".py")}
    assert not [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)]

"""The printed reference is what the code says now, and documents name only commands that exist."""

import re
import subprocess
import sys

import pytest

from tests.contracts.tree import ROOT, files, name_of
from workbench.cli.main import COMMANDS


def test_the_reference_pages_are_current():
    command = [sys.executable, "scripts/reference.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("document", [path for path in files() if path.suffix == ".md"], ids=name_of)
def test_a_document_names_only_commands_that_workbench_has(document):
    named = re.findall(
        r"(?:`|^|&& |\$ )(?:\.venv/bin/)?workbench ([a-z][a-z-]*)", document.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(named) <= set(COMMANDS)

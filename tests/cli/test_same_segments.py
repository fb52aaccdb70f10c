"""The same table gives the same segments: again, with its rows shuffled, in another process with other hashes."""

import csv
import json
import os
import random
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.multitude import people_of

COLUMNS = ["--id", "id", "--motivation", "why", "--pain", "pain", "--closed", "days", "--closed", "alone"]
PEOPLE = 80


def segment(tmp_path, *, shuffled, hashes, options) -> dict:
    """What `workbench segment` says, in a process of its own, but for the time that it took."""
    rows = [{"id": f"R{number:03d}", **given} for number, (_, given) in enumerate(people_of(PEOPLE))]
    if shuffled:
        random.Random(hashes).shuffle(rows)
    table, found = tmp_path / f"{hashes}.csv", tmp_path / f"{hashes}.json"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    command = [sys.executable, "-m", "workbench.cli", "segment", str(table), *COLUMNS, *options, "--json", str(found)]
    environment = {**os.environ, "PYTHONHASHSEED": str(hashes)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    result = json.loads(found.read_text(encoding="utf-8"))
    return {key: value for key, value in result.items() if key != "seconds"}


@pytest.mark.parametrize("options", [["--no-meaning", "--k", "5"], ["--k", "4"]], ids=["words alone", "with meaning"])
def test_rows_shuffled_and_another_process_change_nothing(tmp_path, options):
    once = segment(tmp_path, shuffled=False, hashes=1, options=options)
    again = segment(tmp_path, shuffled=True, hashes=2, options=options)
    assert again.pop("assignments") == once.pop("assignments")
    assert again == once
    assert len(once["segments"]) == int(options[-1])

"""survey-core in Node, asked in batches: one process for thousands of cases."""

import json
import os
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOW = datetime(2026, 11, 22, 9, 30)


def ask(script: str, cases: list) -> list:
    """What `script` in this folder answers, one object a case. Skips the test where Node or survey-core is missing."""
    if not (ROOT / "node_modules/survey-core").is_dir():
        pytest.skip("survey-core is not installed: run `make setup`")
    command = [ROOT / "scripts/with-node", "node", HERE / script]
    lines = "".join(f"{json.dumps(case)}\n" for case in cases)
    environment = {**os.environ, "NOW": NOW.isoformat()}
    try:
        done = subprocess.run(command, input=lines, capture_output=True, text=True, env=environment, check=False)
    except OSError as error:
        pytest.skip(f"Node cannot be started: {error}")
    if "with-node" in done.stderr and done.returncode == 127:
        pytest.skip("Node is not installed: run `make setup`")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len(answers) == len(cases)
    return answers

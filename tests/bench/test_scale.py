"""Time and memory of `workbench segment` from ten thousand to a million people, beside the naive script.

Every measurement is a process of its own, from its start to its end. Processor time is compared, for a busy machine
does not lengthen it as much as time on the wall, and both are printed.
"""

import csv
import json
import math
import os
import random
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from sklearn.metrics import adjusted_rand_score

from tests.bench.crowds import write_crowd

ROOT = Path(__file__).parents[2]
NAIVE = ROOT.parent / "shared" / "bench" / "naive.py"
OPTIONS = ["--id", "id", "--motivation", "动机", "--pain", "痛点"]
SEGMENTS = 5


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of processor and on the wall, and its largest memory in megabytes."""

    processor: float
    wall: float
    megabytes: float


def measured(*command: object) -> Cost:
    begun = time.perf_counter()
    arguments = [sys.executable, *map(str, command)]
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, arguments, {**os.environ, "PYTHONPATH": str(ROOT)}, file_actions=silence)
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


def segment(answers: Path, target: Path, *options: object) -> tuple[Cost, dict]:
    cost = measured("-m", "workbench.cli", "segment", answers, *OPTIONS, *options, "--json", target)
    return cost, {**json.loads(target.read_text(encoding="utf-8")), "seconds": 0}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crowds")

    @cache
    def made(size: int, segments: int = SEGMENTS) -> tuple[Path, list[int]]:
        path = folder / f"{size}-{segments}.csv"
        return path, write_crowd(path, size, segments)

    return made


def likeness(truth: list[int], report: dict) -> float:
    return float(adjusted_rand_score(truth, [report["assignments"][f"R{n:07d}"] or 0 for n in range(len(truth))]))


@pytest.mark.skipif(not NAIVE.exists(), reason="the yardsticks are not here")
def test_a_hundred_thousand_people_take_a_tenth_of_the_naive_script(crowd, tmp_path):
    answers, truth = crowd(100_000)
    naive = measured(NAIVE, answers, "--text", "动机", "--text", "痛点", "--k", SEGMENTS, "--out", tmp_path / "n.csv")
    words, report = segment(answers, tmp_path / "w.json", "--no-meaning")
    meaning, _ = segment(answers, tmp_path / "m.json")
    tell(f"\nnaive {naive}\nwords {words}, k {report['k']}, ARI {likeness(truth, report):.3f}\nmeaning {meaning}")
    tell(f"naive / words: {naive.processor / words.processor:.1f} (processor), {naive.wall / words.wall:.1f} (wall)")
    assert naive.processor >= 10 * words.processor
    assert naive.processor >= meaning.processor
    assert max(words.megabytes, meaning.megabytes) <= 1536


def test_time_grows_no_faster_than_the_crowd(crowd, tmp_path):
    costs = {}
    for size in (10_000, 100_000, 1_000_000):
        answers, truth = crowd(size)
        costs[size], report = segment(answers, tmp_path / "o.json", "--no-meaning")
        found = f"k {report['k']}, {report['verdict']}, ARI {likeness(truth, report):.3f}"
        tell(f"\n{size:>9,} people: {costs[size]}, {found}")
        assert report["k"] == SEGMENTS
    exponent = math.log10(costs[1_000_000].processor / costs[10_000].processor) / 2
    tell(f"time grows as n^{exponent:.2f}")
    assert exponent <= 1.1


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_without_segments_the_verdict_on_a_crowd_is_none(crowd, tmp_path, size):
    assert segment(crowd(size, 0)[0], tmp_path / "o.json", "--no-meaning")[1]["verdict"] == "none"


def test_a_second_run_and_shuffled_rows_give_the_same(crowd, tmp_path):
    answers, _ = crowd(20_000)
    header, *rows = csv.reader(answers.read_text(encoding="utf-8").splitlines())
    shuffled = tmp_path / "s.csv"
    with shuffled.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *random.Random(1).sample(rows, len(rows))])
    first, second, other = (
        segment(path, tmp_path / "o.json", "--no-meaning")[1] for path in (answers, answers, shuffled)
    )
    assert first == second == other

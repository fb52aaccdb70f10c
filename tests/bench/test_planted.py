"""Quality of `workbench segment` on studies with known segments, and honesty on studies without any.

The yardsticks make the studies and the naive answer to them (jieba, TF-IDF, k-means) in the same run.
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sklearn.metrics import adjusted_rand_score

from workbench.records.analysis import Plan, TableColumns
from workbench.workflow.segment_table import segment_file

ROOT = Path(__file__).parents[2]
YARDSTICKS = ROOT.parent / "shared" / "bench"
SENTENCES = ROOT.parent / "shared" / "data" / "diaasq" / "labelled.csv"
SCALES = ["使用年限", "付费意愿", "使用频率"]
COLUMNS = TableColumns(id="id", motivation=["动机"], pain=["痛点"], closed=SCALES)
OPTIONS = ["--motivation", "动机", "--pain", "痛点", *(part for scale in SCALES for part in ("--closed", scale))]
pytestmark = pytest.mark.skipif(not (YARDSTICKS.is_dir() and SENTENCES.exists()), reason="the yardsticks are not here")


def run(*command: object) -> None:
    subprocess.run([sys.executable, *map(str, command)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def planted(folder: Path, size: int, segments: int, seed: int) -> tuple[Path, dict[str, str]]:
    answers, truth = folder / f"a{seed}.csv", folder / f"t{seed}.csv"
    sizes = ["--n", size, "--segments", segments, "--seed", seed]
    run(YARDSTICKS / "planted.py", SENTENCES, *sizes, "--answers", answers, "--truth", truth)
    with truth.open(encoding="utf-8", newline="") as file:
        return answers, {row["id"]: row["segment"] for row in csv.DictReader(file)}


def likeness(truth: dict[str, str], found: dict[str, object]) -> float:
    return float(adjusted_rand_score(list(truth.values()), [str(found[one]) for one in truth]))


def by_naive_script(answers: Path, k: int) -> dict[str, object]:
    labels = answers.with_suffix(".labels.csv")
    run(YARDSTICKS / "naive.py", answers, "--text", "动机", "--text", "痛点", "--k", k, "--out", labels)
    with labels.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["segment"] for row in csv.DictReader(file)}


def by_command(answers: Path, k: int) -> dict[str, object]:
    target = answers.with_suffix(".json")
    run("-m", "workbench.cli", "segment", answers, "--id", "id", *OPTIONS, "--k", k, "--json", target)
    return json.loads(target.read_text(encoding="utf-8"))["assignments"]


def test_the_command_finds_the_segments_of_five_studies_of_two_hundred(tmp_path, record_property):
    ours, naive = [], []
    for seed in range(5):
        answers, truth = planted(tmp_path, 200, 4, seed)
        ours.append(likeness(truth, by_command(answers, 4)))
        naive.append(likeness(truth, by_naive_script(answers, 4)))
    record_property("200 people, 4 segments", f"{_shown(ours)}; naive {_shown(naive)}")
    assert _mean(ours) >= 0.75
    assert _mean(ours) >= _mean(naive) + 0.4


@pytest.fixture(scope="module")
def lines():
    """Lines of a table that is printed when all is measured."""
    told: list[str] = []
    yield told
    sys.stdout.write("\n".join(["\n\n| study | measured |", "|---|---|", *told, ""]))


@pytest.mark.parametrize(("size", "segments", "least"), [(24, 3, 0.60), (60, 3, 0.70), (200, 4, 0.78), (1000, 5, 0.82)])
def test_segments_are_found_in_ten_studies_of_each_size(tmp_path, lines, size, segments, least):
    given, alone, numbers = [], [], Counter()
    for seed in range(10):
        answers, truth = planted(tmp_path, size, segments, seed)
        given.append(likeness(truth, segmented(answers, k=segments)["assignments"]))
        report = segmented(answers)
        numbers[report["k"]] += 1
        alone.append(likeness(truth, report["assignments"]))
    name = f"{size} people, {segments} segments"
    lines += [
        f"| {name}, number given | {_shown(given)} |",
        f"| {name}, number found | {_shown(alone)}, {dict(numbers)} |",
    ]
    assert _mean(given) >= least
    assert _mean(alone) >= _mean(given) - 0.07
    if size >= 200:
        assert numbers[segments] >= 0.7 * 10


@pytest.mark.parametrize(("size", "segments"), [(200, 3), (200, 4), (300, 6)])
def test_the_number_of_segments_is_found_and_hardly_ever_none(tmp_path, lines, size, segments):
    numbers = Counter()
    for seed in range(100, 120):
        answers, _ = planted(tmp_path, size, segments, seed)
        numbers[segmented(answers)["k"]] += 1
    lines.append(f"| numbers found for {segments} segments of {size} people | {dict(numbers)} |")
    assert numbers[segments] >= 0.7 * 20
    assert numbers[1] <= 1


@pytest.mark.parametrize("size", [60, 300])
def test_without_segments_the_verdict_is_none(tmp_path, lines, size):
    verdicts = Counter()
    for seed in range(100):
        answers, _ = planted(tmp_path, size, 0, seed)
        verdicts[segmented(answers)["verdict"]] += 1
    lines.append(f"| verdicts on {size} people without segments | {dict(verdicts)} |")
    assert verdicts["none"] >= 95


def segmented(answers: Path, k: int | None = None) -> dict[str, object]:
    return segment_file(answers.read_bytes(), answers.name, COLUMNS, Plan(k=k))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _shown(values: list[float]) -> str:
    return f"mean {_mean(values):.3f}, from {min(values):.2f} to {max(values):.2f}"

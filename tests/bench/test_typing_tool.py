"""How near a few closed questions come to the ideal classifier, on studies whose segments are known.

The yardstick prints how many people are placed rightly by who knows every parameter of the closed scales.
"""

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from workbench.analysis.typing_tool import Placed, build_typing_tool
from workbench.records.analysis import Plan
from workbench.records.facts import Kind
from workbench.records.typing_tool import AskedQuestion, TypingTool
from workbench.workflow.segment_table import TableColumns, segment_file

ROOT = Path(__file__).parents[2]
YARDSTICK = ROOT.parent / "shared" / "bench" / "planted.py"
SENTENCES = ROOT.parent / "shared" / "data" / "diaasq" / "labelled.csv"
SCALES = ["使用年限", "付费意愿", "使用频率"]
QUESTIONS = [AskedQuestion(key=scale, title=scale, kind=Kind.SCALE) for scale in SCALES]
COLUMNS = TableColumns(id="id", motivation=["动机"], pain=["痛点"], closed=SCALES)
SEEDS = range(10)
pytestmark = pytest.mark.skipif(not (YARDSTICK.exists() and SENTENCES.exists()), reason="the yardsticks are not here")


class Study:
    """A planted study: the answers, everybody's true segment and scales, and how many the ideal classifier knows."""

    def __init__(self, folder: Path, size: int, segments: int, seed: int) -> None:
        self.answers, truth = folder / f"a{segments}-{seed}.csv", folder / f"t{segments}-{seed}.csv"
        options = ["--n", size, "--segments", segments, "--lean", 1.5, "--seed", seed]
        command = [sys.executable, YARDSTICK, SENTENCES, *options, "--answers", self.answers, "--truth", truth]
        said = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout
        self.ideal = float(re.search(r"scales alone ([\d.]+)", said)[1])
        self.truth = {row["id"]: int(row["segment"]) for row in rows_of(truth)}
        self.scales = {row["id"]: {scale: float(row[scale]) for scale in SCALES} for row in rows_of(self.answers)}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def learn(study: Study, segments: dict[str, int]) -> TypingTool:
    people = [Placed(one, segment, study.scales[one]) for one, segment in segments.items()]
    return build_typing_tool(people, QUESTIONS, {number: f"{number}" for number in set(segments.values())})


@pytest.mark.parametrize("segments", [3, 4, 5, 6])
def test_learnt_from_true_segments_it_comes_near_the_ideal(tmp_path, record_property, segments):
    ours, ideal, errors = [], [], []
    for seed in SEEDS:
        study = Study(tmp_path, 1000, segments, seed)
        trial = learn(study, study.truth).trial
        ours.append(trial.right / trial.n)
        ideal.append(study.ideal)
        errors.append(trial.calibration_error)
    ratios = [one / best for one, best in zip(ours, ideal, strict=True)]
    table = " ".join(f"{one:.3f}/{best:.3f}" for one, best in zip(ours, ideal, strict=True))
    told = f"{_mean(ours):.3f} of {_mean(ideal):.3f} ({_mean(ratios):.1%}, least {min(ratios):.1%}); {table}"
    sys.stdout.write(f"\n{segments} segments: {told}; calibration error {_mean(errors):.3f}\n")
    record_property(f"typing tool, 1000 people, {segments} segments, right/ideal", told)
    assert _mean(ratios) >= 0.90
    assert _mean(errors) <= 0.05


@pytest.mark.parametrize("segments", [3, 5])
def test_learnt_from_found_segments_it_places_newcomers_nearly_as_well(tmp_path, record_property, segments):
    """A thousand people are segmented by what they wrote; a thousand others are placed and compared with the truth."""
    ratios = []
    for seed in SEEDS[:3]:
        study = Study(tmp_path, 2000, segments, seed)
        known = dict(list(study.truth.items())[:1000])
        report = segment_file(_first(study.answers, 1000), "first.csv", COLUMNS, Plan(k=segments, resamples=10))
        found = {one: segment for one, segment in report["assignments"].items() if segment is not None}
        typing = learn(study, found).typing
        means = {
            segment: Counter(known[one] for one in found if found[one] == segment).most_common(1)[0][0]
            for segment in set(found.values())
        }
        chances = {one: typing.place(study.scales[one]).chances for one in study.truth if one not in known}
        placed = {
            one: means[typing.segments[max(range(len(c)), key=c.__getitem__)].number] for one, c in chances.items()
        }
        ratios.append(sum(placed[one] == study.truth[one] for one in placed) / len(placed) / study.ideal)
    told = f"{_mean(ratios):.1%} of the ideal, from {min(ratios):.1%} to {max(ratios):.1%}"
    sys.stdout.write(f"\n{segments} found segments: {told}\n")
    record_property(f"typing tool learnt from found segments, {segments} segments", told)
    assert _mean(ratios) >= 0.85


def _first(path: Path, count: int) -> bytes:
    return b"\n".join(path.read_bytes().splitlines()[: count + 1])


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)

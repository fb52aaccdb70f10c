"""`workbench segment` on input that nobody hoped for: a sentence, what could be computed, never a traceback."""

import csv
import json
import random
from io import StringIO

import pytest
from click.testing import CliRunner

from tests.unit.analysis.samples import study
from workbench.cli import main

OPTIONS = ["--id", "编号", "--motivation", "动机", "--pain", "痛点", "--closed", "时长", "--no-meaning"]
HEADER = ["编号", "动机", "痛点", "时长"]
PEOPLE = study(60, purity=0.95)[0]
ROWS = [[one.id, *(said.text for said in one.said), int(one.closed["hours"])] for one in PEOPLE]


def segment(folder, rows, *options):
    text = StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    (folder / "a.csv").write_text(text.getvalue(), encoding="utf-8")
    target = folder / "out.json"
    shown = CliRunner().invoke(main, ["segment", str(folder / "a.csv"), *OPTIONS, *options, "--json", str(target)])
    assert shown.exception is None or isinstance(shown.exception, SystemExit), shown.exception
    return shown, json.loads(target.read_text(encoding="utf-8")) if target.exists() else None


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:1],
        [ROWS[0], ["p9", *ROWS[0][1:]]],
        [[number, "", "", ""] for number in range(30)],
        [[number, "无", "没有。", ""] for number in range(30)],
        [[number, "很好玩，天天玩", "没什么不满", 3] for number in range(10_000)],
    ],
    ids=["one person", "two alike", "all empty", "all 无", "ten thousand alike"],
)
def test_people_who_cannot_be_told_apart_are_said_so(tmp_path, rows):
    shown, report = segment(tmp_path, rows)
    assert shown.exit_code == 0
    assert shown.output.strip().endswith("。")
    assert (report["n"], report["k"], report["verdict"], report["segments"]) == (len(rows), 1, "none", [])
    assert set(report["assignments"].values()) == {None}


@pytest.mark.parametrize(("k", "sentence"), [(9, "只有 5 位受访者，分不成 9 个人群"), (1, "至少要分成 2 个人群")])
def test_a_number_that_cannot_be_had_is_a_sentence(tmp_path, k, sentence):
    shown, report = segment(tmp_path, ROWS[:5], "--k", str(k))
    assert (shown.exit_code, report) == (2, None)
    assert sentence in shown.output


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row, _: [*row[:3], 7],
        lambda row, number: [*row[:3], ["NaN", "inf", "-inf", "1e999", row[3]][number % 5]],
        lambda row, number: row if number else [row[0], "剧情很好，打斗也好，" * 10_000, *row[2:]],
        lambda row, number: row if number % 3 else [row[0], "", "", ""],
    ],
    ids=["a constant column", "NaN and infinity", "a hundred thousand characters", "a third says nothing"],
)
def test_a_given_number_assigns_everybody(tmp_path, spoil):
    shown, report = segment(tmp_path, [spoil(row, number) for number, row in enumerate(ROWS)], "--k", "4")
    assert shown.exit_code == 0
    assert report["n"] == len(report["assignments"]) == 60
    assert set(report["assignments"].values()) == {1, 2, 3, 4}


def test_a_given_number_assigns_everybody_of_a_large_study(tmp_path):
    rows = [[f"p{number}", *row[1:]] for number, row in enumerate(ROWS * 100)]
    rows[7] = ["silent", "", "", ""]
    shown, report = segment(tmp_path, rows, "--k", "4")
    assert shown.exit_code == 0
    assert report["n"] == len(report["assignments"]) == 6000
    assert set(report["assignments"].values()) == {1, 2, 3, 4}


def test_the_order_of_the_rows_of_a_large_study_changes_nothing(tmp_path):
    rows = [[f"p{number}", *row[1:]] for number, row in enumerate(ROWS * 100)]
    one, other = (segment(tmp_path, some)[1] for some in (rows, random.Random(1).sample(rows, len(rows))))
    assert {**one, "seconds": 0} == {**other, "seconds": 0}
    cells = {row[0]: dict(zip(HEADER, row, strict=True)) for row in rows}
    for quote in (quote for part in one["segments"] for quote in part["quotes"]):
        assert cells[quote["id"]][quote["column"]][quote["start"] : quote["end"]] == quote["text"]

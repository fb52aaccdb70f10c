"""Segments of a table: the JSON that other programs read, from any file that intake reads."""

import csv
import json
import random
import subprocess
import sys
from io import StringIO

import pytest
from click.testing import CliRunner

from tests.unit.analysis.samples import study
from workbench.cli import main
from workbench.errors import InvalidPlan, UnreadableFile
from workbench.records.analysis import Plan, TableColumns
from workbench.workflow.segment_table import segment_file

COLUMNS = TableColumns(id="编号", motivation=["动机"], pain=["痛点"], closed=["时长"])
OPTIONS = ["--id", "编号", "--motivation", "动机", "--pain", "痛点", "--closed", "时长"]


def table(people, encoding="utf-8") -> bytes:
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(["编号", "动机", "痛点", "时长"])
    rows.writerows([one.id, *(said.text for said in one.said), int(one.closed["hours"])] for one in people)
    return text.getvalue().encode(encoding)


@pytest.fixture(scope="module")
def people():
    return study(100, purity=0.95)[0]


@pytest.fixture(scope="module")
def report(people):
    return segment_file(table(people), "study.csv", COLUMNS, Plan(k=4))


def test_the_report_has_exactly_the_agreed_names(report):
    assert {"n", "k", "verdict", "reason", "assignments", "segments", "plan", "versions", "seconds"} <= set(report)
    for segment in report["segments"]:
        wanted = {"segment", "size", "share", "interval", "stability", "terms", "quotes"}
        assert wanted <= set(segment)
        assert all(set(quote) == {"id", "column", "start", "end", "text"} for quote in segment["quotes"])
    assert json.loads(json.dumps(report)) == report


def test_everybody_is_in_one_of_the_segments_asked_for(report, people):
    assert (report["n"], report["k"]) == (100, 4)
    assert set(report["assignments"]) == {one.id for one in people}
    assert set(report["assignments"].values()) == {1, 2, 3, 4}
    assert [segment["segment"] for segment in report["segments"]] == [1, 2, 3, 4]


def test_a_quote_is_the_cell_between_its_places(report, people):
    rows = list(csv.DictReader(StringIO(table(people).decode())))
    cells = {row["编号"]: row for row in rows}
    quotes = [quote for segment in report["segments"] for quote in segment["quotes"]]
    assert quotes
    for quote in quotes:
        assert cells[quote["id"]][quote["column"]][quote["start"] : quote["end"]] == quote["text"]


def test_shuffled_rows_and_another_encoding_change_nothing(report, people):
    shuffled = random.Random(1).sample(people, len(people))
    other = segment_file(table(shuffled, "gb18030"), "other.csv", COLUMNS, Plan(k=4))
    assert {**other, "seconds": 0} == {**report, "seconds": 0}


def test_another_process_gives_the_same_report(report, people, tmp_path):
    (tmp_path / "study.csv").write_bytes(table(people))
    command = [sys.executable, "-m", "workbench.cli", "segment", str(tmp_path / "study.csv"), *OPTIONS, "--k", "4"]
    done = subprocess.run([*command, "--json", str(tmp_path / "out.json")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    other = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {**other, "seconds": 0} == {**report, "seconds": 0}
    assert report["reason"] in done.stdout


def test_without_segments_k_is_one_and_nobody_assigned():
    result = segment_file(table(study(160, purity=0)[0]), "nothing.csv", COLUMNS, Plan())
    assert (result["verdict"], result["k"], result["segments"]) == ("none", 1, [])
    assert set(result["assignments"].values()) == {None}


def test_rows_with_the_same_id_are_all_kept(people):
    twins = [people[0], *people]
    result = segment_file(table(twins), "twins.csv", COLUMNS, Plan(k=2, meaning=False))
    assert result["n"] == len(result["assignments"]) == 101
    assert f"{people[0].id}#2" in result["assignments"]


def test_an_unknown_column_is_a_sentence_that_names_the_others(people):
    with pytest.raises(InvalidPlan, match=r"没有“理由”这一列.*动机、痛点"):
        segment_file(table(people), "a.csv", COLUMNS.model_copy(update={"motivation": ["理由"]}), Plan())
    with pytest.raises(InvalidPlan, match="没有指定任何可以分析的列"):
        segment_file(table(people), "a.csv", TableColumns(id="编号"), Plan())


def test_a_picture_with_a_table_s_name_is_a_sentence(tmp_path):
    with pytest.raises(UnreadableFile):
        segment_file(b"\xff\xd8\xff\xe0" + bytes(200), "a.csv", COLUMNS, Plan())
    (tmp_path / "a.csv").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    shown = CliRunner().invoke(main, ["segment", str(tmp_path / "a.csv"), *OPTIONS])
    assert shown.exit_code == 2
    assert "Traceback" not in shown.output


@pytest.mark.parametrize("k", ["zero", "-1", "1.5", ""])
def test_a_number_of_segments_that_is_none_is_refused(tmp_path, k):
    (tmp_path / "a.csv").write_bytes(table(study(10)[0]))
    shown = CliRunner().invoke(main, ["segment", str(tmp_path / "a.csv"), *OPTIONS, "--k", k])
    assert shown.exit_code == 2

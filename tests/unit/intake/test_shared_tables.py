"""Real exports come in with no manual step: columns, multiple choices and respondents are right."""

import csv

import pytest

from tests.unit.intake.samples import SHARED, csv_bytes, needs_shared
from workbench.intake import read_table
from workbench.records.tables import ColumnKind, Layout

pytestmark = needs_shared
COLLEGE = SHARED / "college_life" / "answers.csv"


def read(path):
    return read_table((SHARED / path).read_bytes(), path.rpartition("/")[2])


def test_a_survey_in_gb18030_has_its_school_closed_and_its_questions_open():
    table = read("college_life/answers.csv")
    assert (table.encoding, table.layout, len(table.rows)) == ("gb18030", Layout.PLAIN, 401)
    kinds = {column.key: column.kind for column in table.columns}
    assert kinds["答题序号"] is ColumnKind.ID
    assert kinds["Q4"] is ColumnKind.SINGLE
    assert {kinds[f"Q{number}"] for number in range(5, 31)} == {ColumnKind.OPEN}


@pytest.mark.parametrize("without_ids", [False, True])
def test_three_hundred_rows_and_then_all_are_four_hundred_and_one_people(without_ids):
    with COLLEGE.open(encoding="gb18030", newline="") as file:
        rows = [row[1:] if without_ids else row for row in csv.reader(file)]
    part, whole = (read_table(csv_bytes(some, "gb18030"), "a.csv") for some in (rows[:301], rows))
    people = {row.identity for row in part.rows} | {row.identity for row in whole.rows}
    assert (len(part.rows), len(whole.rows), len(people)) == (300, 401, 401)
    assert {column.key for column in part.columns} == {column.key for column in whole.columns}


def test_both_exports_of_one_survey_agree_on_its_multiple_choices():
    by_text, by_number = read("wjx_export/800_800_0.xls"), read("wjx_export/800_800_2.xls")
    assert (by_text.layout, by_number.layout) == (Layout.WJX_TEXT, Layout.WJX_NUMBER)
    assert (len(by_text.rows), len(by_number.rows)) == (800, 800)
    for text_key, number_key in (("兴趣爱好", "第6题"), ("关注资讯", "第8题")):
        assert by_text.column(text_key).kind is by_number.column(number_key).kind is ColumnKind.MULTIPLE
        for text, number in zip(by_text.rows, by_number.rows, strict=True):
            assert set(text.cells[text_key]) == set(number.cells[number_key])


def test_the_churn_table_has_its_attributes_and_amounts():
    table = read("telco_churn/Telco-Customer-Churn.csv")
    kinds = {column.key: column.kind for column in table.columns}
    assert len(table.rows) == len({row.identity for row in table.rows}) == 7043
    assert (kinds["customerID"], kinds["Churn"], kinds["SeniorCitizen"]) == (
        ColumnKind.ID,
        ColumnKind.SINGLE,
        ColumnKind.SINGLE,
    )
    assert {kinds[key] for key in ("tenure", "MonthlyCharges", "TotalCharges")} == {ColumnKind.NUMBER}
    assert sum(row.cells["SeniorCitizen"] == "1" for row in table.rows) == 1142


@pytest.mark.parametrize("name", ["dev", "test", "train"])
def test_reviews_are_open_and_their_aspects_are_scales(name):
    table = read(f"asap/{name}_sample.csv")
    kinds = [column.kind for column in table.columns]
    assert len(table.rows) == 100
    assert kinds[:2] == [ColumnKind.ID, ColumnKind.OPEN]
    assert {kinds[position] for position in range(2, len(kinds))} <= {ColumnKind.SCALE, ColumnKind.SINGLE}

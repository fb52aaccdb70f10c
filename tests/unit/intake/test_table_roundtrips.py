"""Whatever table goes in, in whatever encoding, comes out with every text in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.intake.samples import csv_bytes, xlsx_bytes
from workbench.errors import UnreadableFile, WorkbenchError
from workbench.intake import read_table
from workbench.intake.cleaning import clean
from workbench.intake.kinds import as_text
from workbench.intake.options import SEPARATORS

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x1e\x1f")
WORDS = st.text(st.one_of(st.sampled_from("好玩卡顿，。;,|\t\"' 12"), CHARACTERS), max_size=12)
ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=12)
)


def expected(rows):
    cleaned = [[clean(text)[0] for text in row] for row in rows]
    return [row for row in cleaned if any(row)]


def texts(table):
    """The rows of a table as texts by column; cells that were split or given a number are put together again."""
    keys = [column.key for column in table.columns]
    return [[as_text(row.cells.get(key)) for key in keys] for row in table.rows]


def says(cell, text):
    """Whether a cell holds what was written: the same text, the same number, or the same choices."""
    if isinstance(cell, list):
        rest = text.translate(dict.fromkeys(map(ord, SEPARATORS + " " + "".join(cell))))
        return all(choice in text for choice in cell) and not rest
    if cell is None:
        return not text.strip(SEPARATORS) or text in ("(空)", "（空）", "(跳过)", "（跳过）")
    return cell == float(text) if isinstance(cell, float) else cell in (text, text.removesuffix(".0"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@given(rows=ROWS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_text_of_a_random_table_comes_through(encoding, rows):
    titles = [f"{number}、题目{number}" for number in range(1, len(rows[0]) + 1)]
    table = read_table(csv_bytes([titles, *rows], encoding), "a.csv")
    assert [column.header for column in table.columns] == titles
    keys = [column.key for column in table.columns]
    for row, written in zip(table.rows, expected(rows), strict=True):
        assert all(says(row.cells.get(key), text) for key, text in zip(keys, written, strict=True))


@given(rows=ROWS)
@settings(max_examples=15, deadline=None)
def test_a_random_workbook_has_as_many_rows_as_its_csv(rows):
    titles = [f"{number}、题目{number}" for number in range(1, len(rows[0]) + 1)]
    text, book = read_table(csv_bytes([titles, *rows]), "a.csv"), read_table(xlsx_bytes([titles, *rows]), "a.xlsx")
    assert [row.cells for row in book.rows] == [row.cells for row in text.rows]


@given(data=st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_random_bytes_give_a_table_or_a_sentence(data):
    try:
        table = read_table(data, "a.csv")
    except WorkbenchError as refusal:
        sentences = [str(refusal.what), str(refusal.advice)]
    else:
        sentences = [str(problem.expected) for problem in table.problems]
        assert len({row.identity for row in table.rows}) == len(table.rows)
    assert all(sentences)


@given(text=st.text(st.sampled_from('序号好a1,;\t"\n|┋'), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_of_a_crooked_file_is_lost(text):
    try:
        table = read_table(text.encode(), "a.csv")
    except UnreadableFile:
        return
    kept = "".join([column.header for column in table.columns] + [cell for row in texts(table) for cell in row])
    kept += "".join(problem.found for problem in table.problems)
    assert set("序号好a1") & set(text) <= set(kept)

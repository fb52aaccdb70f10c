"""Cross-tabs: any closed question by another, an attribute or the channel, in plain words and as a file."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.web.surveyed import ids, put_survey
from workbench.workflow.answer_sets import AnswerSet
from workbench.workflow.crosstabs import CrossTab, cross, crossed_at_first, in_words


@pytest.fixture
def source(store, cast):
    return put_survey(store, cast.study)


@pytest.fixture
def here(cast, source):
    return f"/studies/{cast.study}/crosstabs/{source}"


@pytest.fixture
def crossed(store, source):
    questions, _people = ids(store, source)

    def table(rows, columns):
        keys = [f"q:{questions[key]}" if key in questions else key for key in (rows, columns)]
        with store.reading() as session:
            return cross(AnswerSet(session, source), *keys)

    return table


def test_rows_have_counts_shares_and_intervals(crossed):
    table = crossed("device", "feel.0")
    assert [(line.text, line.of) for line in table.lines] == [("安卓手机", 11), ("iOS <手机>", 1)]
    assert sum(cell.people for cell in table.lines[0].cells) == 11
    assert all(cell.interval[0] <= cell.share <= cell.interval[1] for line in table.lines for cell in line.cells)
    assert table.total.of == 12
    assert all(line.small for line in table.lines)


@pytest.mark.parametrize("rows", ["device", "a:城市", "channel", "state", "nps", "feel.1"])
def test_anything_closed_may_part_the_people(crossed, rows):
    table = crossed(rows, "feel.0")
    assert isinstance(table, CrossTab)
    assert sum(line.of for line in table.lines) == 12
    assert 0 <= table.found.p <= 1


def test_at_first_people_differ_both_ways(store, source):
    with store.reading() as session:
        answers = AnswerSet(session, source)
        table = cross(answers, *crossed_at_first(answers))
    assert len(table.lines) > 1
    assert (
        sum(any(line.cells[column].people for line in table.lines) for column in range(len(table.columns.values))) > 1
    )


def test_where_a_person_stands_in_several_cells_nothing_is_tested(crossed):
    table = crossed("genres", "device")
    assert table.found is None
    assert "不检验" in str(in_words(table))


@pytest.mark.parametrize("key", ["q:99999", "q:x", "a:没有", "order", "motive", "contact", "", "hours"])
def test_what_cannot_be_crossed_is_a_sentence(crossed, key):
    assert "请重新选" in str(crossed("device", key))


def test_the_page_says_what_it_means_and_marks_small_rows(client, here, store, source):
    questions, _people = ids(store, source)
    page = client.get(f"{here}?rows=q:{questions['device']}&columns=a:城市").text
    assert "关联" in page
    assert "人少" in page
    assert "iOS &lt;手机&gt;" in page
    assert 'data-copy-table="crosstab-table"' in page
    assert "chart.svg" in page


@pytest.mark.parametrize(
    "query", ["?rows=<b>&columns=x", "?rows=q:1", "?rows=a:%00&columns=channel", "?rows=&columns="]
)
def test_an_address_with_nonsense_is_a_page(client, here, query):
    assert client.get(here + query).status_code == 200


def test_the_table_leaves_as_chart_and_workbook(client, here, store, source):
    questions, _people = ids(store, source)
    query = f"?rows=q:{questions['device']}&columns=q:{questions['feel.0']}"
    assert client.get(f"{here}/chart.svg{query}").status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{here}/export.xlsx{query}").data))
    assert book.sheet_names == ["人数", "占比", "说明"]
    assert book.get_sheet_by_name("人数").to_python()[1][0] == "安卓手机"
    assert all(isinstance(cell, float) for cell in book.get_sheet_by_name("占比").to_python()[1][1:])
    assert client.get(f"{here}/export.xlsx?rows=x&columns=y").status_code == 404


def test_an_outsider_reaches_nothing_of_it(outsider, cast, here):
    for path in ("", "/chart.svg?rows=state&columns=state", "/export.xlsx?rows=state&columns=state"):
        assert outsider.get(here + path).status_code == 404
        assert outsider.get((here + path).replace(f"/{cast.study}/", f"/{cast.foreign_study}/")).status_code == 404

"""Results: a chart and a table for each question, filters, open answers, files; an imported table has the same page."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from tests.web.surveyed import MOTIVES, ids, put_survey
from tests.web.tables import PEOPLE, bring, table
from workbench.records.answer_charts import AnswerBars, MeanPlaces, NumberBars, SharedRows
from workbench.storage.tables import Participant, Submission
from workbench.workflow.answer_sets import AnswerSet, Filters
from workbench.workflow.results import results_of
from workbench.workflow.secrets import hash_token
from workbench.workflow.submissions import withdraw_submission


@pytest.fixture
def source(store, cast):
    return put_survey(store, cast.study)


@pytest.fixture
def here(cast, source):
    return f"/studies/{cast.study}/results/{source}"


@pytest.fixture
def found(store, source):
    """The data of each chart by the first question's key."""

    def under(**filters):
        with store.reading() as session:
            answers = AnswerSet(session, source, Filters(**filters))
            data = results_of(answers, list(answers.blocks.values()))
            return {answers.questions[key].key: one for key, one in data.items()}

    return under


def test_each_kind_of_question_has_the_chart_that_fits(found):
    data = found()
    assert isinstance(data["device"], AnswerBars)
    assert [(bar.text, bar.people) for bar in data["device"].bars] == [("安卓手机", 11), ("iOS <手机>", 1)]
    assert data["genres"].several
    assert isinstance(data["order"], MeanPlaces)
    assert data["order"].places[0].text == "卡顿"
    assert isinstance(data["feel.0"], SharedRows)
    assert [row.text for row in data["feel.0"].rows] == ["画面好", "上手快", "不肝", "想推荐"]
    assert isinstance(data["nps"], NumberBars)
    assert [bar.low for bar in data["nps"].bars] == list(range(11))
    assert data["nps"].nps == round(100 * (2 - 8) / 12)
    assert data["hours"].nps is None
    assert sum(bar.people for bar in data["hours"].bars) == 12


def test_shares_have_wilson_intervals_of_those_who_answered(found):
    bar = found()["device"].bars[0]
    assert [round(end, 3) for end in bar.interval] == [0.646, 0.985]


def test_filters_narrow_by_channel_cell_and_verdict(found, store):
    assert found(channel=0)["hours"].of == 8
    assert found(cell="droid")["hours"].of == 11
    assert found(verdict="qualified")["hours"].of == 11
    assert found(verdict="screened_out")["device"].bars[1].people == 1
    assert str(found(cell="nonsense")["hours"]) == "还没有人回答这道题。"


def test_the_page_shows_everything_escaped_and_nobodys_name(client, here):
    page = client.get(here).text
    assert "12 人的回答" in page
    assert "iOS &lt;手机&gt;" in page
    assert "为什么一直玩 &lt;b&gt;" in page
    assert "<script>alert" not in page
    assert "真名3" not in page
    assert "13800138000" not in page
    assert "2 道题问的是姓名或联系方式" in page
    assert "微信群 &lt;A&gt;" in page
    assert "安卓 &lt;格&gt;" in page


@pytest.mark.parametrize(
    "query", ["?channel=x", "?channel=99999999999999999999", "?cell=%00", "?verdict=<b>", "?channel=²&page=0"]
)
def test_an_address_with_nonsense_is_a_page(client, here, query):
    assert client.get(here + query).status_code == 200
    assert client.get(here.replace("results", "crosstabs") + query).status_code == 200


def test_charts_are_files_with_the_filters_of_the_page(client, here, store, source):
    questions, _people = ids(store, source)
    page = client.get(f"{here}?verdict=qualified").text
    assert f"/{questions['device']}/chart.svg?verdict=qualified" in page
    for key in ("device", "genres", "order", "feel.0", "nps", "hours", "motive"):
        response = client.get(f"{here}/{questions[key]}/chart.svg?verdict=qualified")
        assert response.status_code == 200
        assert "<script" not in response.text
    assert client.get(f"{here}/{questions['device']}/chart.png?keep=1").data.startswith(b"\x89PNG")
    for key in ("feel.1", "contact", "name"):
        assert client.get(f"{here}/{questions[key]}/chart.svg").status_code == 404


def test_open_answers_are_a_list_to_search_and_words_by_people(client, here, store, source):
    questions, _people = ids(store, source)
    page = client.get(f"{here}/{questions['motive']}").text
    assert "12 条回答" in page
    assert "睡前转两圈" in page
    assert "说得最多的词" in page or "说过“" in page
    found = client.get(f"{here}/{questions['motive']}?q=朋友 组队").text
    assert "1 条回答" in found
    assert "没有找到" in client.get(f"{here}/{questions['motive']}?q=%25").text
    assert client.get(f"{here}/{questions['device']}").status_code == 404


def test_the_count_goes_on_while_the_page_is_open(client, here):
    assert "有新的变化" in client.get(f"{here}/count?seen=3", headers={"HX-Request": "true"}).text
    assert "有新的变化" not in client.get(f"{here}/count?seen=12", headers={"HX-Request": "true"}).text


def test_the_workbook_has_a_sheet_for_each_chart_and_says_who_counts(client, here):
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{here}/export.xlsx").data))
    assert book.get_sheet_by_name("说明").to_python()[1] == ["计入的人数", 12]
    assert book.get_sheet_by_name("用什么玩").to_python()[1][:3] == ["安卓手机", 11, pytest.approx(11 / 12)]
    matrix = next(name for name in book.sheet_names if "下面的说法" in name)
    assert all(isinstance(cell, float) for row in book.get_sheet_by_name(matrix).to_python()[1:] for cell in row[1:])
    assert len(book.sheet_names) == 1 + 7


def test_a_withdrawn_answer_is_in_no_result_and_no_file(client, here, cast, store, source):
    _questions, people = ids(store, source)
    with store.writing() as session:
        session.get_one(Participant, people[0]).source_key = "gone"
    with store.writing() as session:
        submission = session.get_one(Submission, 1)
        submission.token_hash = hash_token("token")
    withdraw_submission(store, "token")
    files = [f"/studies/{cast.study}/answers/{source}/export.csv?personal=1&excluded=1"]
    for address in (here, f"{here}?verdict=qualified", *files, f"/studies/{cast.study}/quality/{source}"):
        text = client.get(address).data.decode()
        assert MOTIVES[0][:8] not in text
        assert "P001" not in text
    assert "11 人的回答" in client.get(here).text


def test_an_imported_table_has_the_same_page(client, cast):
    address = bring(client, cast.study, table(PEOPLE))
    number = address.rsplit("/", 1)[1].split("?")[0]
    page = client.get(f"/studies/{cast.study}/results/import:{number}").text
    assert "4 人的回答" in page
    assert "常玩什么类型" in page
    assert client.get(f"/studies/{cast.study}/quality/import:{number}").status_code == 200


def test_an_outsider_reaches_nothing_of_it(outsider, cast, here, store, source):
    questions, _people = ids(store, source)
    paths = ("", "/count", "/export.xlsx", f"/{questions['motive']}", f"/{questions['device']}/chart.svg")
    for path in paths:
        assert outsider.get(here + path).status_code == 404
        assert outsider.get((here + path).replace(f"/{cast.study}/", f"/{cast.foreign_study}/")).status_code == 404


def test_the_answers_to_all_open_questions_are_read_at_once(client, cast, store):
    header = ["编号", *(f"第{n}个为什么？" for n in range(1, 7))]
    said = [[str(n), *(f"因为我每天都要玩{n}次，停不下来{k}" for k in range(6))] for n in range(20)]
    bring(client, cast.study, table(said, header))
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    page = client.get(f"/studies/{cast.study}/results/import:1").text
    assert page.count("看全部 20 条回答") == 6
    assert sum("FROM answers" in statement for statement in asked) <= 2, "once for words, once for voices"

"""A chart on its page: a picture, what to see, a table, files; and nothing for those who may not see it."""

import io
import json

import pytest
from python_calamine import load_workbook

from tests.crowd import queue
from tests.web.material import put_people
from workbench.storage.tables import Participant, Run
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out
from workbench.workflow.charts import RUN_CHARTS


@pytest.fixture
def run(done):
    """A run of thirty-nine people of three kinds."""
    return done.run


def ended(store, cast, k=3):
    run_id = queue(store, cast, k=k)
    runs.claim_run(store, "one")
    carry_out(store, run_id, "one")
    return run_id


@pytest.fixture
def charts(client, cast, run):
    """Get a page below a run's charts."""
    return lambda path="": client.get(f"/studies/{cast.study}/segments/runs/{run}/charts{path}")


def test_the_page_shows_every_chart_with_a_sentence_and_a_table(charts):
    page = charts().text
    assert page.count("<figure") == len(RUN_CHARTS) - 1  # there is no earlier run
    assert page.count("看表格") == page.count("<figure")
    assert "最大的一群是“" in page
    assert "还没有更早的分析可以比。" in page
    assert "每一群都站得住；最稳的是“" in page


@pytest.mark.parametrize("name", [name for name in RUN_CHARTS if name != "flow"])
def test_a_chart_comes_as_picture_and_as_vega_of_the_same_drawing(charts, name):
    svg, vega = charts(f"/{name}.svg"), charts(f"/{name}.json")
    assert svg.mimetype == "image/svg+xml"
    assert "sandbox" in svg.headers["Content-Security-Policy"]
    assert svg.text.startswith("<svg")
    assert "style=" not in svg.text
    spec = json.loads(vega.text)
    assert spec["$schema"].endswith("/vega/v6.json")
    assert spec["width"] == 720
    assert json.loads(charts(f"/{name}.json?narrow=1").text)["width"] == 340
    assert '"url"' not in vega.text


def test_every_dot_of_the_map_leads_to_a_person_and_so_does_the_table(charts, cast):
    data = json.loads(charts("/map.json").text)["data"]
    dots = [row for part in data for row in part.get("values", []) if "link" in row]
    people = {f"/studies/{cast.study}/participants/{person}" for person in range(1, 40)}
    assert {dot["link"] for dot in dots} == people
    assert {dot["name"] for dot in dots} == {f"P{number:03d}" for number in range(1, 40)}
    assert all(dot["words"] for dot in dots)
    page = charts().text
    assert all(f'href="{person}"' in page for person in people)
    assert "/participants/" not in charts("/map.svg?keep=1").text, "a picture that leaves tells no address"


def test_files_carry_title_and_caption_and_the_table_is_the_charts(charts):
    kept = charts("/dots.svg?keep=1")
    assert "每一群有多少人" in kept.text
    assert "attachment" in kept.headers["Content-Disposition"]
    assert charts("/dots.png?keep=1").data.startswith(b"\x89PNG")
    sheet = load_workbook(io.BytesIO(charts("/dots.xlsx").data)).get_sheet_by_index(0).to_python()
    assert sheet[0] == ["人群", "人数", "总人数"]
    assert sum(row[1] for row in sheet[1:]) == 39


def test_the_flow_between_two_runs_counts_everybody_once(charts, client, store, cast, run):
    again = ended(store, cast, k=2)
    found = client.get(f"/studies/{cast.study}/segments/runs/{again}/charts/flow.xlsx")
    rows = load_workbook(io.BytesIO(found.data)).get_sheet_by_index(0).to_python()[1:]
    assert sum(row[2] for row in rows) == 39
    page = client.get(f"/studies/{cast.study}/segments/runs/{again}/charts").text
    assert "26/39 人还在原来那一群；换群的人里最多的一股从" in page


def test_a_segment_shows_the_words_that_set_it_apart(client, cast, run):
    page = client.get(f"/studies/{cast.study}/segments/1").text
    assert "最能区分“" in page
    assert client.get(f"/studies/{cast.study}/segments/1/charts/contrast.svg").status_code == 200
    assert client.get(f"/studies/{cast.study}/texts/charts/cloud.svg").status_code == 200


def test_a_run_without_segments_has_sentences_instead_of_charts(client, store, cast):
    put_people(store, cast.study)
    run_id = ended(store, cast, k=None)
    page = client.get(f"/studies/{cast.study}/segments/runs/{run_id}/charts").text
    assert "这次分析没有分出人群" in page
    assert client.get(f"/studies/{cast.study}/segments/runs/{run_id}/charts/stability.svg").status_code == 404


def test_a_run_of_an_earlier_version_still_shows(charts, store, run):
    with store.writing() as session:
        row = session.get_one(Run, run)
        row.result = {"k": 3, "n": 39, "verdict": "stable", "reason": row.result["reason"], "map": row.result["map"]}
    assert "这次分析没有试过别的群数。" in charts().text


def test_hostile_names_stay_names(charts, store):
    with store.writing() as session:
        session.get_one(Participant, 1).pseudonym = "<script>alert(1)</script>"
    assert "<script>alert" not in charts().text
    assert "<script>alert" not in charts("/tree.svg").text
    assert "&lt;script&gt;" in charts("/tree.svg").text


def test_who_may_not_see_the_study_gets_no_chart(outsider, cast, run):
    for path in ("/segments/runs/1/charts", "/segments/runs/1/charts/map.svg", "/segments/1/charts/cloud.png"):
        assert outsider.get(f"/studies/{cast.study}{path}").status_code == 404


def test_there_is_no_chart_of_another_name(charts, client, cast):
    assert charts("/pie.svg").status_code == 404
    assert client.get(f"/studies/{cast.study}/segments/1/charts/pie.svg").status_code == 404

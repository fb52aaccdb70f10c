"""Segments: a run is started, watched and cancelled; people are put together by hand."""

import pytest
from sqlmodel import select

from tests.web.material import put_people, put_segment
from workbench.storage.tables import Participant, Run, Segment, SegmentMember
from workbench.workflow import runs


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/segments"


def the_run(store):
    with store.reading() as session:
        return session.exec(select(Run)).one()


def test_a_study_without_segments_says_what_they_are(client, address):
    assert "按动机和痛点把受访者分群" in client.get(address).text


def test_without_motivation_or_pain_nothing_can_be_started_and_the_page_says_why(client, address, cast, store):
    page = client.get(address).text
    assert "disabled" in page
    assert "还没有人说过动机或痛点" in page
    put_people(store, cast.study)
    assert "disabled" not in client.get(address).text


def test_only_who_enters_the_analysis_counts_as_usable(client, address, people, store):
    assert "动机 3 人，痛点 3 人" in client.get(address).text
    with store.writing() as session:
        session.get_one(Participant, people[0]).state = "screened_out"
        session.get_one(Participant, people[1]).state = "dropped"
    assert "动机 1 人，痛点 1 人" in client.get(address).text


def test_a_run_cannot_start_before_somebody_spoke_of_motivation_or_pain(client, address, store):
    response = client.post(f"{address}/runs", data={}, follow_redirects=True)
    assert "还没有人说过动机或痛点" in response.text
    with store.reading() as session:
        assert session.exec(select(Run)).all() == []


def test_a_run_is_queued_with_its_plan_and_shows_its_progress(client, address, people, store):
    client.post(f"{address}/runs", data={"k": "3", "seed": "7", "meaning": "on"})
    run = the_run(store)
    assert (run.plan["k"], run.plan["seed"], run.plan["meaning"]) == (3, 7, True)
    assert "分析正在进行" in client.get(address).text
    fragment = client.get(f"{address}/runs/{run.id}/progress", headers={"HX-Request": "true"})
    assert "排队等候" in fragment.text


def test_a_second_run_has_to_wait_for_the_first(client, address, people):
    client.post(f"{address}/runs", data={})
    assert "已有一次分析在进行" in client.post(f"{address}/runs", data={}, follow_redirects=True).text


@pytest.mark.parametrize(("field", "value"), [("k", "99"), ("k", "1"), ("seed", "-1"), ("seed", str(2**63))])
def test_an_impossible_plan_is_refused_with_a_sentence(client, address, people, store, field, value):
    page = client.post(f"{address}/runs", data={field: value}, follow_redirects=True).text
    assert "不能分成" in page or "随机种子超出了范围" in page


def test_a_cancelled_run_stops_its_worker_and_stays_cancelled(client, address, people, store):
    client.post(f"{address}/runs", data={})
    run = the_run(store)
    assert runs.claim_run(store, "worker") == run.id
    client.post(f"{address}/runs/{run.id}/cancel")
    with pytest.raises(runs.RunStopped):
        runs.keep_lease(store, run.id, "worker")
    assert the_run(store).state == "cancelled"
    assert client.get(f"{address}/runs/{run.id}").status_code == 200
    ended = client.get(f"{address}/runs/{run.id}/progress", headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true"


def group(client, address, **values):
    return client.post(f"{address}/group", data=values)


def test_people_are_grouped_by_hand_with_words_quotes_and_counts(client, address, people, store):
    response = group(client, address, name="通勤的人", participant=[str(one) for one in people[:2]], note="都在路上玩")
    page = client.get(response.location).text
    for shown in ("通勤的人", "都在路上玩", "小满", "老周", "研究者判断", "2/3 人"):
        assert shown in page
    assert "区间" not in page, "a group that somebody chose is no sample"
    with store.reading() as session:
        quotes = session.exec(select(Segment)).one().facts["quotes"]
    assert {quote["pseudonym"] for quote in quotes} == {"小满", "老周"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"name": ""}, "还没有名称"), ({"name": "空的"}, "还没有选人"), ({"name": "长" * 99}, "名称或说明太长")],
)
def test_a_group_without_name_or_people_is_refused_and_nothing_is_lost(client, address, people, values, sentence):
    response = group(client, address, note="理由别丢", **values)
    assert response.status_code == 422
    assert sentence in response.text
    assert "理由别丢" in response.text


def test_people_of_another_study_cannot_be_grouped(client, address, store, cast, people):
    strangers = put_people(store, cast.foreign_study)
    assert "还没有选人" in group(client, address, name="偷来的", participant=[str(strangers[0])]).text


def test_a_group_is_renamed_and_taken_apart_without_losing_people(client, address, store, cast, people):
    segment = put_segment(store, cast.study, people)
    client.post(f"{address}/{segment}/rename", data={"name": "<b>新名</b>", "note": ""})
    assert "&lt;b&gt;新名" in client.get(address).text
    client.post(f"{address}/{segment}/delete")
    with store.reading() as session:
        assert session.exec(select(SegmentMember)).all() == []
    assert "小满" in client.get(f"{address}/group").text


@pytest.mark.parametrize("page", ["", "/group", "/group?q=任务"])
def test_every_page_opens(client, address, people, page):
    assert client.get(address + page).status_code == 200


def test_an_outsider_sees_nothing(outsider, client, address, store, cast, people):
    segment = put_segment(store, cast.study, people)
    client.post(f"{address}/runs", data={})
    run = the_run(store)
    for page in (
        "",
        "/group",
        f"/{segment}",
        f"/runs/{run.id}",
        f"/runs/{run.id}/progress",
        f"/runs/{run.id}/report.json",
    ):
        assert outsider.get(address + page).status_code == 404
    assert outsider.post(f"{address}/runs/{run.id}/cancel").status_code == 404

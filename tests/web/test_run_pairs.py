"""On the pages: a run again with another number, the views by subject, the matrix, two runs compared."""

import re

import pytest
from sqlmodel import select

from tests.analysed import end_run
from tests.web.material import put_people
from workbench.storage.tables import Run, Segment, SegmentMember
from workbench.workflow.matrix import matrix


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/segments"


def people_of(done):
    """How many people are in each cell."""
    return [cell.people for cell in matrix(done.result())]


def newest(store):
    with store.reading() as session:
        return session.exec(select(Run).order_by(Run.id.desc())).first()


def test_another_number_of_segments_is_the_same_plan_but_for_that(client, run, done, store):
    response = client.post(f"{run}/again", data={"k": "2"})
    again = newest(store)
    assert response.location.endswith(f"/runs/{again.id}")
    first = {**again.plan, "k": 3}
    with store.reading() as session:
        assert session.get_one(Run, done.run).plan == first
    assert "分析正在进行" in client.get(response.location).text
    end_run(store, again.id)
    assert "按指定分成 2 群" in client.get(response.location).text


@pytest.mark.parametrize("k", ["1", "99"])
def test_an_impossible_number_is_refused_and_only_one_run_goes_at_a_time(client, run, done, k):
    assert "不能分成" in client.post(f"{run}/again", data={"k": k}, follow_redirects=True).text
    client.post(f"{run}/again", data={"k": ""})
    assert "已有一次分析在进行" in client.post(f"{run}/again", data={"k": "2"}, follow_redirects=True).text


def test_people_are_shown_by_motivation_and_by_pain_point_alone(client, run):
    page = client.get(f"{run}?view=motivation").text
    for shown in ("39/39 人说过动机", "P001", 'aria-current="page">按动机'):
        assert shown in page
    assert "39/39 人说过痛点" in client.get(f"{run}?view=pain_point").text
    assert 'aria-current="page">合起来看' in client.get(f"{run}?view=<b>").text


def test_the_matrix_shows_who_meets_where_and_a_crowded_cell_becomes_a_group(client, run, done, store):
    page = client.get(f"{run}?view=matrix").text
    assert "比碰巧多" in page
    assert len(re.findall(r"<b>\d+ 人</b>", page)) == sum(map(bool, people_of(done)))
    assert 'id="chart-crossings"' not in page, "no picture of the same numbers beside the table"
    cell = next(one for one in matrix(done.result()) if one.crowded)
    data = {"motivation": cell.motivation, "pain": cell.pain}
    made = client.get(client.post(f"{run}/cell", data=data).location).text
    assert cell.motivation_name in made
    with store.reading() as session:
        segment = session.exec(select(Segment).where(Segment.run_id.is_(None))).one()
        members = session.exec(select(SegmentMember.participant_id).where(SegmentMember.segment_id == segment.id)).all()
    assert sorted(members) == list(cell.members)
    empty = client.post(f"{run}/cell", data={"motivation": "x"}, follow_redirects=True)
    assert "这一格没有人" in empty.text


def test_a_run_without_segments_has_no_tabs_and_can_be_compared(client, store, cast, address):
    put_people(store, cast.study)
    with store.writing() as session:
        session.add(Run(study_id=cast.study, plan={}, state="queued"))
    end_run(store, 1)
    page = client.get(f"{address}/runs/1").text
    assert "现有数据分不出稳定人群" in page
    assert "按动机" not in re.sub(r"\s", "", page).replace("按动机和痛点", "")
    assert "还没有两次分析可以比较" in client.get(f"{address}/runs/compare").text


def test_two_runs_are_compared_with_who_moved_and_why(client, address, done, run):
    again = done.again(k=2)
    page = client.get(f"{address}/runs/compare").text
    for shown in ("从 3 群变为 2 群", "13/39 人", "只是群数变了", "P0", "兰德指数", "26/39 人还在原来那一群"):
        assert shown in page
    backwards = client.get(f"{address}/runs/compare?before={again}&after={done.run}").text
    assert "从 2 群变为 3 群" in backwards
    assert client.get(f"{address}/runs/compare?before=999&after=x").status_code == 200
    assert "和另一次分析比较" in client.get(run).text


def test_an_outsider_compares_nothing(outsider, address, run):
    assert outsider.get(f"{address}/runs/compare").status_code == 404
    for path in (f"{run}/again", f"{run}/cell"):
        assert outsider.post(path, data={"k": "2"}).status_code == 404

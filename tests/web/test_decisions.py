"""On the pages: segments are merged and split, people placed, decisions undone; nothing typed is lost."""

import re

import pytest

from workbench.storage.tables import Participant

WHY = "说的是<一>回事"


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/segments"


def ticked(page, name):
    return [int(one) for one in re.findall(rf'name="{name}" value="(\d+)"[^>]* checked', page)]


def test_two_segments_are_merged_and_the_page_says_what_was_changed(client, run, done):
    response = client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": WHY})
    page = client.get(response.location).text
    assert done.groups() == sorted([sorted(done.kinds[0] + done.kinds[2]), done.kinds[1]])
    for shown in ("人群已合并", "13/39 人不在算法分到的地方", "说的是&lt;一&gt;回事", "林晓", "研究者判断"):
        assert shown in page
    assert "未归类" not in re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL)


def test_a_merge_without_a_reason_is_refused_and_the_ticks_are_not_lost(client, run, done):
    response = client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": " "})
    assert response.status_code == 422
    assert "还没有写理由" in response.text
    assert set(ticked(response.text, "segment")) == {done.calm, done.social}
    one = client.post(f"{run}/merge", data={"segment": [done.calm], "reason": "理由别丢"})
    assert "理由别丢" in one.text
    assert "合并至少要两个人群" in one.text


def test_a_merge_is_undone(client, run, address, done):
    client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": WHY})
    page = client.post(f"{address}/decisions/1/undo", follow_redirects=True).text
    assert "判断已撤销" in page
    assert "已撤销" in page
    assert done.groups() == sorted(map(sorted, done.kinds))


def test_the_machine_proposes_a_split_and_the_researcher_changes_it(client, address, done, run):
    merged = client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": WHY})
    assert merged.status_code == 303
    page = client.get(f"{address}/{done.calm}/split").text
    proposed = set(ticked(page, "person"))
    assert proposed in (set(done.kinds[0]), set(done.kinds[2])), "the two kinds differ in every word"
    client.post(f"{address}/{done.calm}/split", data={"person": done.kinds[0][:3], "reason": WHY})
    assert done.kinds[0][:3] in done.groups()


def test_a_split_that_leaves_nobody_is_refused_and_nothing_is_lost(client, address, done):
    response = client.post(f"{address}/{done.calm}/split", data={"person": done.kinds[0], "reason": "理由别丢"})
    assert response.status_code == 422
    assert "每一边至少要有一个人" in response.text
    assert "理由别丢" in response.text
    assert sorted(ticked(response.text, "person")) == done.kinds[0]


def test_somebody_is_moved_and_pinned_from_the_page_of_the_segment(client, address, run, done):
    person, keen = done.kinds[0][0], done.keen
    data = {"origin": done.calm, "person": [person], "to": keen, "reason": WHY}
    page = client.post(f"{run}/place", data={**data, "move": "1"}, follow_redirects=True).text
    assert "已移动" in page
    assert done.of(person) == keen
    assert "研究者判断" in client.get(f"{address}/{keen}").text
    pinned = client.post(f"{run}/place", data={**data, "origin": keen, "pin": "1"}, follow_redirects=True).text
    assert "已固定" in pinned
    assert [one.kind for one in done.decisions()] == ["move", "pin"]
    page = client.get(run).text
    assert "P001 放到 " in page


def test_a_move_that_goes_nowhere_is_refused_on_the_same_page(client, run, done):
    data = {"origin": done.calm, "person": [done.kinds[0][0]], "to": done.calm, "reason": "理由别丢", "move": "1"}
    response = client.post(f"{run}/place", data=data)
    assert response.status_code == 422
    assert "已经在那里" in response.text
    assert "理由别丢" in response.text
    assert ticked(response.text, "person") == [done.kinds[0][0]]


def test_who_is_in_no_segment_is_placed_from_the_page_of_the_run(client, run, done):
    person = done.kinds[0][0]
    data = {"person": [person], "reason": WHY, "move": "1"}
    client.post(f"{run}/place", data={**data, "origin": done.calm, "to": "none"})
    page = client.get(run).text
    assert "未归类 1 人" in page
    refused = client.post(f"{run}/place", data={**data, "to": ""})
    assert "还没有选人群" in refused.text
    assert person in ticked(refused.text, "person")
    client.post(f"{run}/place", data={**data, "to": done.keen})
    assert done.of(person) == done.keen


def test_the_next_run_says_how_many_decisions_it_kept(client, run, address, done):
    client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": WHY})
    page = client.get(f"{address}/runs/{done.again(k=2)}").text
    assert "已遵守 1 条研究者判断" in page
    assert "说的是&lt;一&gt;回事" in page
    assert "已遵守" not in client.get(run).text


@pytest.mark.parametrize("value", ["", "-1", "x", str(10**30), "1e3"])
def test_hostile_values_are_refused_with_a_sentence(client, run, done, value):
    data = {"person": [value], "segment": [value], "to": value, "origin": "", "reason": WHY}
    assert client.post(f"{run}/place", data=data).status_code == 422
    assert client.post(f"{run}/merge", data=data).status_code == 422


def test_a_long_segment_is_searched_and_certainty_is_told_in_words(client, address, done, store):
    page = client.get(f"{address}/{done.calm}").text
    assert "很确定" in page
    with store.writing() as session:
        session.get_one(Participant, done.kinds[0][0]).pseudonym = "<i>小满"
    page = client.get(f"{address}/{done.calm}?q=小满").text
    assert "&lt;i&gt;小满" in page
    assert "列出 1/13 人" in page


def test_a_group_by_hand_is_not_split_and_an_outsider_decides_nothing(client, outsider, address, run, done):
    made = client.post(f"{address}/group", data={"name": "手工", "participant": done.kinds[0][:2]})
    by_hand = made.location.rsplit("/", 1)[1]
    assert client.get(f"{address}/{by_hand}/split").status_code == 404
    client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": WHY})
    for path in (f"{run}/merge", f"{run}/place", f"{address}/1/split", f"{address}/decisions/1/undo"):
        assert outsider.post(path, data={"reason": WHY}).status_code == 404
    assert outsider.get(f"{address}/1/split").status_code == 404
    assert done.decisions()[0].undone_at is None

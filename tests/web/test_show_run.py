"""What came out of a run, for every verdict: segments, the map, who is in none."""

from itertools import pairwise

import html5lib
import pytest

from tests.crowd import put_crowd, queue
from tests.web.material import put_people
from workbench.storage.tables import Participant
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out


@pytest.fixture
def show(client, store, cast):
    """Carry out a run and return its page."""

    def shown(k=3):
        run_id = queue(store, cast, k=k)
        runs.claim_run(store, "one")
        carry_out(store, run_id, "one")
        return client.get(f"/studies/{cast.study}/segments/runs/{run_id}").text

    return shown


@pytest.fixture
def kinds(store, cast):
    return put_crowd(store, cast.study)


def elements(page):
    return [one for one in html5lib.parse(page, namespaceHTMLElements=False).iter() if isinstance(one.tag, str)]


def levels(page):
    return [int(one.tag[1]) for one in elements(page) if one.tag in ("h1", "h2", "h3", "h4")]


def test_stable_segments_are_shown_with_their_words_and_no_heading_is_skipped(show, kinds):
    page = show()
    assert "每一群都站得住" in page
    for name in ("放松、风景 · 嫌任务太多", "挑战首领 · 嫌掉帧", "开黑聊天 · 嫌"):
        assert name in page
    found = levels(page)
    assert all(deeper - level <= 1 for level, deeper in pairwise(found))
    assert "不牢靠" not in page


def test_a_mere_pattern_says_so_and_warns_beside_the_segment_that_does_not_hold(show, kinds, client):
    page = show(6)
    assert "并不都牢靠" in page
    assert "这一群不牢靠，起草前请先看原话" in page


def test_no_segments_are_an_answer(show, store, cast, client):
    put_people(store, cast.study)
    page = show(None)
    assert "现有数据分不出稳定人群" in page
    assert "按研究者判断分组" in page
    assert client.get(f"/studies/{cast.study}/segments").status_code == 200


def test_a_failed_run_says_what_happened_and_what_to_do(show, store, cast):
    put_people(store, cast.study)
    page = show(8)
    assert "分不成 8 个人群" in page
    assert "请把人群数改小" in page


def test_who_is_in_no_segment_can_be_unfolded(show, store, cast, kinds, client):
    with store.writing() as session:
        silent = Participant(study_id=cast.study, source_key="silent", pseudonym="没说话的人")
        session.add(silent)
    page = show(None)
    assert "未归类 1 人" in page
    assert "没说话的人" in page
    with store.writing() as session:
        session.get_one(Participant, silent.id).pseudonym = "改了名的人"
    assert "改了名的人" in client.get(f"/studies/{cast.study}/segments/runs/1").text


def test_how_somebody_is_reached_is_no_choice_of_theirs(show, kinds, client, cast):
    show()
    assert "怎么联系您" not in client.get(f"/studies/{cast.study}/segments/1").text

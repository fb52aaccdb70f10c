"""The quality of answers: scores with their reasons, leaving people out, taking them back, and where that is said."""

import html
import re

import pytest
from sqlmodel import select

from tests.web.surveyed import ids, put_survey
from workbench.storage.queries.exclusions import excluded_ids
from workbench.storage.tables import Participant, Run
from workbench.workflow import answer_quality, exclusions
from workbench.workflow.answer_quality import judged
from workbench.workflow.evidence import Origin, add_participant
from workbench.workflow.run_evidence import gather


@pytest.fixture
def source(store, cast):
    return put_survey(store, cast.study)


@pytest.fixture
def here(cast, source):
    return f"/studies/{cast.study}/quality/{source}"


def marks(store, source):
    with store.reading() as session:
        return [{mark.reason.value for mark in one.quality.marks} for one in judged(session, source)]


def row_of(page, name):
    return next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if f">{name}</a>" in row)


def test_every_lost_point_has_its_reason(store, source):
    found = marks(store, source)
    assert found[0] == set()
    assert found[2] == {"copied"}
    assert found[3] == {"time", "straight", "copied"}
    assert found[4] == {"empty", "contradiction"}
    assert found[6] == found[7] == {"duplicate"}
    assert found[8] == {"pasted"}


def test_the_list_shows_scores_with_sentences_the_lowest_first(client, here):
    page = html.unescape(client.get(here).text)
    assert page.index(">P004</a>") < page.index(">P001</a>")
    rushed = row_of(page, "P004")
    assert "连题目的" in rushed or "不到大家中位数" in rushed
    assert "4 道同样的量表全选了一样的" in rushed
    assert "和另外 1 人写得几乎一样" in rushed
    assert "还有 1 份答卷留了同一个联系方式" in row_of(page, "P007")
    assert "选了“都没有”，又选了别的：常玩哪几类" in row_of(page, "P005")


def test_fingers_on_keys_are_a_reason_of_their_own(client, cast, here, store, source):
    questions, people = ids(store, source)
    for person, text in zip(people[:2], ("长" * 5_000, "asdfasdf"), strict=True):
        address = f"/studies/{cast.study}/answers/{source}/{person}/{questions['motive']}"
        assert client.post(address, data={"value": text}).status_code == 303
    assert [found & {"mashed", "empty"} for found in marks(store, source)[:3]] == [{"mashed"}, {"mashed"}, set()]
    assert "1 道开放题里有 1 道是重复字符或乱敲。" in client.get(f"{here}?why=mashed").text


def test_people_are_found_by_reason_and_sorted(client, here):
    page = client.get(f"{here}?why=duplicate").text
    assert [name for name in ("P004", "P007", "P008") if f">{name}</a>" in page] == ["P007", "P008"]
    assert "没有这样的答卷" in client.get(f"{here}?show=excluded").text
    by_time = client.get(f"{here}?sort=-seconds").text
    assert by_time.index(">P012</a>") < by_time.index(">P004</a>")
    assert client.get(f"{here}?why=<b>&show=x&sort=drop&page=999").status_code == 200


def test_scores_follow_each_correction_even_to_what_is_as_long(client, cast, store, source):
    questions, people = ids(store, source)

    def correct(row, value):
        address = f"/studies/{cast.study}/answers/{source}/{people[0]}/{questions[f'feel.{row}']}"
        assert client.post(address, data={"value": value}).status_code == 303

    for row in range(4):
        correct(row, "1")
    assert marks(store, source)[0] == {"straight"}
    correct(0, "2")
    assert marks(store, source)[0] == set()


def test_who_is_left_out_needs_a_reason(client, here, store, source):
    _questions, people = ids(store, source)
    page = client.post(f"{here}/exclude", data={"participant": people[3], "reason": " "}, follow_redirects=True)
    assert "排除要写理由" in page.text
    with store.reading() as session:
        assert not excluded_ids(session, 1)


def test_one_person_is_left_out_and_taken_back_from_their_own_page(client, cast, here, store, source):
    _questions, people = ids(store, source)
    own = f"/studies/{cast.study}/answers/{source}/{people[3]}"
    given = {"participant": people[3], "person": people[3], "reason": "太快 <i>"}
    page = client.post(f"{here}/exclude", data=given, follow_redirects=True)
    assert page.request.path == own
    assert "太快 &lt;i&gt;" in page.text
    client.post(f"{here}/take_back", data={"participant": people[3], "person": people[3]})
    with store.reading() as session:
        person = session.get_one(Participant, people[3])
        assert (person.excluded_at, person.excluded_for) == (None, "")


def test_all_who_were_found_go_at_once_and_come_back_at_once(client, here, store, source):
    page = client.post(
        f"{here}/exclude", data={"everybody": "1", "why": "copied", "reason": "雷同"}, follow_redirects=True
    ).text
    assert "已排除 2 人" in page
    assert "最近一次排除了 2 人" in page
    moment = re.search(r'name="at" value="([^"]+)"', page)[1]
    assert "已恢复 2 人" in client.post(f"{here}/undo", data={"at": moment}, follow_redirects=True).text
    for odd in ("", "gestern", "2026-01-01T00:00:00+00:00", "2026-01-01", "0001-01-01T00:00:00+23:00"):
        assert "没有可以撤销的排除" in client.post(f"{here}/undo", data={"at": odd}, follow_redirects=True).text


def test_who_is_left_out_is_in_no_run_and_no_count_and_that_is_said(client, cast, here, store, source):
    _questions, people = ids(store, source)
    client.post(f"{here}/exclude", data={"participant": people[:3], "reason": "测试"})
    with store.reading() as session:
        assert not {str(one) for one in people[:3]} & {person.id for person in gather(session, cast.study)}
    results = client.get(f"/studies/{cast.study}/results/{source}").text
    assert "9 人的回答" in results
    assert "不含已排除的 3 人" in results
    for page in ("texts", "texts?q=朋友", "texts/keywords", "segments"):
        assert "不含已排除的 3 人" in client.get(f"/studies/{cast.study}/{page}").text, page
    assert ">P002</a>" not in client.get(f"/studies/{cast.study}/texts?q=朋友都在").text


def test_a_run_says_that_somebody_was_left_out_since(client, cast, here, store, source):
    _questions, people = ids(store, source)
    result = {"n": 12, "k": None, "verdict": "none", "notes": [], "reason": {"sentence": "分不出", "values": {}}}
    points = [{"participant_id": one, "segment": None, "certainty": 0.0, "x": 0.0, "y": 0.0} for one in people]
    with store.writing() as session:
        run = Run(study_id=cast.study, state="done", result={**result, "map": points, "tried": []})
        going = Run(study_id=cast.study, state="running", worker="w")
        session.add_all((run, going))
        session.flush()
        number = run.id
    client.post(f"{here}/exclude", data={"participant": people[:2], "reason": "测试"})
    assert "这次分析之后排除了 2 人" in client.get(f"/studies/{cast.study}/segments/runs/{number}").text
    with store.reading() as session:
        states = session.exec(select(Run.state).order_by(Run.id)).all()
    assert states == ["done", "queued"], "a run that is going begins anew without them"


def test_an_outsider_reaches_nothing_of_it(outsider, cast, here, store, source):
    _questions, people = ids(store, source)
    assert outsider.get(here).status_code == 404
    for verb in ("exclude", "take_back", "undo"):
        assert outsider.post(f"{here}/{verb}", data={"participant": people[0], "reason": "x"}).status_code == 404
    foreign = here.replace(f"/{cast.study}/", f"/{cast.foreign_study}/")
    assert outsider.post(f"{foreign}/exclude", data={"participant": people[0], "reason": "x"}).status_code == 404
    with store.reading() as session:
        assert not excluded_ids(session, cast.study)


def test_a_source_without_answers_says_what_comes(client, cast, store, source):
    _questions, people = ids(store, source)
    with store.writing() as session:
        for one in people:
            session.delete(session.get_one(Participant, one))
    assert "还没有答卷" in client.get(f"/studies/{cast.study}/quality/{source}").text
    assert "还没有答卷" in client.get(f"/studies/{cast.study}/results/{source}").text
    assert "还没有可以交叉的题" in client.get(f"/studies/{cast.study}/crosstabs/{source}").text


def another_came(store, cast, source):
    with store.writing() as session:
        add_participant(session, Origin(cast.study, source, "late"))


def test_one_of_many_is_compared_with_all_only_when_that_is_asked_for(client, cast, store, source, monkeypatch):
    monkeypatch.setattr(answer_quality, "AT_ONCE", 5)
    questions, people = ids(store, source)
    own = f"/studies/{cast.study}/answers/{source}/{people[3]}"
    page = client.get(own).text
    assert "正在和其他人的回答比对" in page
    assert f'hx-get="{own}?score="' in page
    assert "量表全选一样" in client.get(f"{own}?score=").text
    assert "量表全选一样" in client.get(own).text, "it is remembered"
    another_came(store, cast, source)
    page = client.get(own).text
    assert "量表全选一样" in page
    assert "打分之后又来了 1 份答卷" in page
    assert "又来了" not in client.get(f"{own}?score=").text
    client.post(f"{own}/{questions['feel.0']}", data={"value": "2"})
    assert "正在和其他人的回答比对" in client.get(own).text, "what was corrected is never judged as it was before"
    assert "量表全选一样" not in client.get(f"{own}?score=").text


def test_a_page_of_one_person_says_what_the_list_says(client, cast, here, store, source):
    _questions, people = ids(store, source)
    listed = client.get(here).text
    for number, person in enumerate(people, start=1):
        own = client.get(f"/studies/{cast.study}/answers/{source}/{person}").text
        marks_of = [re.findall(r"<li><b>.*?</li>", text) for text in (row_of(listed, f"P{number:03d}"), own)]
        assert marks_of[0] == marks_of[1]


def test_more_people_than_a_statement_takes_are_left_out_and_taken_back_at_once(store, cast, source):
    everybody = [*ids(store, source)[1], *range(10_000, 80_000)]
    assert exclusions.exclude(store, cast.owner, cast.study, everybody, "太快") == 12
    assert exclusions.exclude(store, cast.owner, cast.study, everybody, "又一次") == 0
    assert exclusions.take_back(store, cast.owner, cast.study, everybody) == 12
    with store.reading() as session:
        assert session.exec(select(Participant.excluded_for).distinct()).all() == [""]


def test_only_people_of_the_study_are_left_out(store, cast, source):
    _questions, people = ids(store, source)
    assert exclusions.exclude(store, cast.outsider, cast.foreign_study, people, "太快") == 0

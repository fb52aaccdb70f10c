"""The quality of answers: scores with their reasons, leaving people out, taking them back, and where that is said."""

import html
import re

import pytest
from sqlmodel import select

from tests.web.surveyed import ids, put_survey
from workbench.storage.queries.exclusions import excluded_ids
from workbench.storage.tables import Participant, Run
from workbench.workflow.answer_quality import judged
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

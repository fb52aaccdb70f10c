"""Studies: create, find, rewrite, archive; an outsider sees nothing."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.crowd import put_crowd, queue
from tests.web import screening
from tests.web.material import put_interview, put_people, put_segment
from tests.web.surveyed import put_survey
from workbench.storage.tables import Form, Interview, Participant, Utterance, now
from workbench.workflow import candidates, exclusions, forms, runs
from workbench.workflow.carry_out import carry_out

STATIONS = ("候选人", "合格", "已约", "已访", "已打标")


def create(client, **changes):
    brief = {"title": "阅读应用流失研究", "questions": "为什么离开\n\n什么时候", "deadline": "2026-12-18", **changes}
    return client.post("/studies/create", data=brief)


def test_a_study_is_created_from_its_brief(client):
    response = create(client)
    page = client.get(response.location).text
    assert "阅读应用流失研究" in page
    assert "<li>为什么离开</li><li>什么时候</li>" in page


def test_a_study_without_a_title_is_refused_and_nothing_typed_is_lost(client):
    response = create(client, title=" ", decision="要不要做会员")
    assert response.status_code == 422
    assert "还没有名称" in response.text
    assert "要不要做会员" in response.text


def test_a_hostile_title_is_shown_as_text(client):
    response = create(client, title="<script>alert(1)</script>")
    assert "&lt;script&gt;" in client.get(response.location).text


def test_studies_are_found_by_words_of_their_brief(client):
    create(client, product="墨读")
    assert "阅读应用流失研究" in client.get("/?q=墨读").text
    assert "阅读应用流失研究" not in client.get("/?q=云屿").text
    assert "没有找到" in client.get("/?q=100%25_").text


def test_an_archived_study_leaves_the_list_and_can_be_taken_back(client, cast):
    client.post(f"/studies/{cast.study}/archive", data={"archived": "1"})
    client.get("/")
    assert "云屿行记内测研究" not in client.get("/").text
    assert "云屿行记内测研究" in client.get("/?archived=1").text
    client.post(f"/studies/{cast.study}/archive", data={"archived": "0"})
    assert "云屿行记内测研究" in client.get("/").text


def test_a_brief_is_rewritten(client, cast):
    client.post(f"/studies/{cast.study}/brief", data={"title": "新名称", "deadline": "不是日期"})
    assert "新名称" in client.get(f"/studies/{cast.study}").text


def test_a_new_study_says_what_to_do_first(client, cast):
    assert "先写一份甄别问卷，或导入已有的答卷" in client.get(f"/studies/{cast.study}").text


@pytest.mark.parametrize("page", ["", "/brief"])
def test_a_study_of_somebody_else_is_not_there(client, outsider, cast, page):
    assert client.get(f"/studies/{cast.foreign_study}{page}").status_code == 404
    assert outsider.get(f"/studies/{cast.study}{page}").status_code == 404


def test_a_page_that_is_not_there_gets_a_sentence(client):
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "找不到这个页面" in response.text


def home(client, cast):
    return client.get(f"/studies/{cast.study}").text


def counted(page, label):
    """What stands before a label of the station line."""
    return next(line.split("<b>")[1].split("</b>")[0] for line in page.splitlines() if f"</b> {label}</a>" in line)


def test_with_answers_and_no_interview_at_all_one_is_to_be_planned(client, store, cast):
    put_people(store, cast.study)
    assert "约几位候选人聊聊" in home(client, cast)
    with store.writing() as session:
        session.add(Interview(study_id=cast.study, title="约好的"))
    assert "看看受访者分成哪些人群" in home(client, cast)


def test_interviews_without_a_marked_turn_are_to_be_marked_first(client, store, cast):
    people = put_people(store, cast.study)
    turn = put_interview(store, cast.study, people[0])
    assert "还没有打标" not in home(client, cast)
    with store.writing() as session:
        session.get_one(Utterance, turn).topic = None
    assert "1 份访谈还没有打标" in home(client, cast)


def test_a_running_analysis_is_what_there_is_to_see(client, store, cast):
    put_people(store, cast.study)
    queue(store, cast, k=None)
    assert "分析正在进行" in home(client, cast)


def test_the_counts_of_the_home_page_are_those_of_the_lists_they_lead_to(client, store, cast):
    people = put_people(store, cast.study)
    put_interview(store, cast.study, people[0])
    with store.writing() as session:
        session.get_one(Participant, people[1]).state = "invited"
        session.get_one(Participant, people[2]).state = "screened_out"
        session.add(Interview(study_id=cast.study, title="约好的"))
    page = home(client, cast)
    assert [counted(page, label) for label in STATIONS] == ["3", "1", "1", "1/2", "1/1"]
    for query in ("participants?state=qualified", "interviews?status=planned", "interviews?status=done"):
        assert f'href="/studies/{cast.study}/{query}"' in page
    assert "1 位受访者" in client.get(f"/studies/{cast.study}/participants?state=qualified").text


def test_segments_are_those_of_the_newest_run_and_those_by_hand(client, store, cast):
    kinds = put_crowd(store, cast.study)
    put_segment(store, cast.study, kinds[0])
    for k in (2, 3):
        run_id = queue(store, cast, k=k)
        runs.claim_run(store, "one")
        carry_out(store, run_id, "one")
    assert counted(home(client, cast), "人群") == "4"


def test_the_home_page_quotes_only_people_who_take_part(client, cast, store):
    put_survey(store, cast.study)
    page = client.get(f"/studies/{cast.study}").text
    assert "剧情写得细，想知道后面怎样" in page
    assert "公会里的人都很好，舍不得走" not in page  # who was screened out


def warned(client, cast):
    """What the home page says is to be watched, a line each."""
    page = client.get(f"/studies/{cast.study}").text
    section = page[page.index('id="risks"') :].partition("</section>")[0]
    return [html.unescape(line) for line in re.findall(r"<li[^>]*>(.*?)(?: <a|</li>)", section)]


def test_cells_of_a_published_form_that_are_short_of_people_are_warned_of_until_they_are_full(
    client, anyone, store, cast
):
    form_id = screening.put_form(store, cast)
    assert warned(client, cast) == ["目前没有。"], "a draft looks for nobody yet"
    forms.publish_form(store, cast.owner, form_id)
    assert warned(client, cast) == ["“找玩家”的配额没有满：女玩家机密（差 1 人）、总数机密（差 3 人）"]
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, form_id).token}"
    for sex in "fmm":
        screening.send(anyone, link, sex=sex)
    assert warned(client, cast) == ["目前没有。"]
    woman, man, _ = (person.id for person, _ in screening.people(store))
    exclusions.exclude(store, cast.owner, cast.study, [woman], "答得太快")
    candidates.set_states(store, cast.owner, form_id, {man: "dropped"})
    assert warned(client, cast) == ["“找玩家”的配额没有满：女玩家机密（差 1 人）、总数机密（差 2 人）"]
    assert f'href="/studies/{cast.study}/forms/{form_id}/screening#quotas"' in client.get(f"/studies/{cast.study}").text


@pytest.mark.parametrize(("state", "missing"), [("qualified", 1), ("invited", 1), ("interviewed", 1), ("waiting", 2)])
def test_whoever_is_still_to_be_interviewed_is_not_missing_from_a_cell_of_interviewed_people(
    client, anyone, store, cast, state, missing
):
    cell = {"id": "seen", "title": "要访的", "if": "{genre} notempty", "size": 2, "of": "interviewed"}
    form_id, link = screening.publish(store, cast, quotas=[cell])
    screening.send(anyone, link)
    candidates.set_states(store, cast.owner, form_id, {screening.people(store)[0][0].id: state})
    assert warned(client, cast) == [f"“找玩家”的配额没有满：要访的（差 {missing} 人）"]


@pytest.mark.parametrize(
    ("status", "days", "sentence"),
    [
        ("open", 9, "“找玩家”的配额没有满"),
        ("open", 2, "就结束，配额没有满"),
        ("open", -1, "“找玩家”已经不收答卷，配额没有满"),
        ("closed", 9, "“找玩家”已经不收答卷，配额没有满"),
    ],
)
def test_a_form_that_ends_with_short_cells_says_so(client, store, cast, status, days, sentence):
    cells = [{"id": f"c{n}", "title": f"第{n}格", "if": "{age} > 18", "size": n} for n in range(1, 6)]
    form_id, _ = screening.publish(store, cast, quotas=cells)
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.status, form.closes_at = status, now() + timedelta(days=days)
    (line,) = warned(client, cast)
    assert sentence in line
    assert line.endswith("第1格（差 1 人）、第2格（差 2 人）、第3格（差 3 人）、另外 2 格")


def test_the_interviews_held_last_stand_in_a_line_each_with_what_was_found(client, store, cast):
    people = put_people(store, cast.study)
    put_interview(store, cast.study, people[0])
    with store.writing() as session:
        for day in range(1, 4):
            held = datetime(2026, 11, day, tzinfo=UTC)
            session.add(Interview(study_id=cast.study, title=f"第{day}次", status="done", held_at=held))
    page = home(client, cast)
    section = page[page.index('id="reports"') :].partition("</section>")[0]
    assert re.findall(r'">([^<]+)</a>', section) == ["小满", "第3次", "第2次"]
    assert "动机 0 段 · 痛点 1 段" in section
    assert section.count("还没有打标") == 2


def test_the_number_of_those_who_did_not_come_leads_to_their_interviews(client, store, cast):
    with store.writing() as session:
        session.add(Interview(study_id=cast.study, title="没来的", status="no_show"))
        session.add(Interview(study_id=cast.study, title="约好的"))
    assert warned(client, cast) == ["1 人爽约"]
    listed = client.get(f"/studies/{cast.study}/interviews?status=no_show").text
    assert f'href="/studies/{cast.study}/interviews?status=no_show"' in home(client, cast)
    assert ("没来的" in listed, "约好的" in listed) == (True, False)

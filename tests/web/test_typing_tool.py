"""The typing tool of a run: made, shown, tried, taken along as a questionnaire that places whoever fills it in."""

import json

import pytest
from sqlmodel import select

from tests.imported import import_form
from tests.typed import NAMES, put_typed_run
from tests.web.answering import answer_all, rows
from workbench.storage.tables import Form, Participant, Question, Run, Segment
from workbench.workflow import forms
from workbench.workflow.participants import delete_participant


@pytest.fixture
def run(store, cast):
    return put_typed_run(store, cast.study)


@pytest.fixture
def tool(client, cast, run):
    """The address of the page of a tool that has been made."""
    address = f"/studies/{cast.study}/segments/runs/{run}/typing"
    made = client.post(f"{address}/make")
    assert made.status_code == 303
    return address


@pytest.fixture
def form(client, tool, store):
    """The id of the form that the tool became."""
    place = client.post(f"{tool}/export").location
    assert client.get(place).status_code == 200
    return int(place.rpartition("/")[2])


def stored(store, run_id):
    with store.reading() as session:
        return session.get_one(Run, run_id).typing_tool


def names_in(store, form_id):
    """The names of the form's questions by their title."""
    with store.reading() as session:
        pages = session.get_one(Form, form_id).definition["pages"]
    return {question["title"]: question["name"] for page in pages for question in page["elements"]}


def test_before_it_is_made_the_page_says_what_it_is_for(client, cast, run):
    page = client.get(f"/studies/{cast.study}/segments/runs/{run}/typing").text
    assert "用几道题认出新来的人" in page
    assert "生成" in page


def test_the_page_tells_how_many_it_knows_beside_what_guessing_gives(client, tool, store, run):
    page, trial = client.get(tool).text, stored(store, run)["trial"]
    assert f"75 人里认对 {trial['right']} 人；只猜最大的人群会对 30 人" in page
    assert trial["right"] > 55
    assert "不比只猜最大的人群可靠" not in page
    for name in NAMES:
        assert name in page


def test_contact_is_never_asked_and_what_tells_nothing_is_not_either(tool, store, run):
    titles = [question["title"] for question in stored(store, run)["typing"]["questions"]]
    assert set(titles) <= {"什么时候玩", "常玩哪几类", "操作有多重要"}
    assert "操作有多重要" in titles


def test_rules_are_sentences_with_counts(client, tool):
    page = client.get(tool).text
    assert "如果“操作有多重要”" in page or "如果“什么时候玩”" in page
    assert "人是）。" in page


def test_answers_that_are_tried_lead_to_a_segment_and_are_not_stored(client, tool, store, form):
    names = names_in(store, form)
    ticked = {names["操作有多重要"]: "5", names["什么时候玩"]: "周末"}
    page = client.post(tool, data=ticked).text
    assert "最像“较量的人”" in page
    assert "10 个人里，超过 9 个是这一群" in page, "no number stands against a character without a space"
    assert len(rows(store, Participant)) == 75


def test_nothing_ticked_says_so(client, tool):
    assert "还没有回答任何一题" in client.post(tool, data={}).text


def test_trying_before_it_is_made_leads_back(client, cast, run):
    assert client.post(f"/studies/{cast.study}/segments/runs/{run}/typing", data={}).status_code == 303


def test_the_tool_keeps_no_word_of_anybody_and_is_marked_when_somebody_is_deleted(client, cast, tool, store, run):
    assert "需复核" not in client.get(tool).text
    with store.reading() as session:
        person = session.exec(select(Participant)).first()
    assert person.pseudonym not in json.dumps(stored(store, run), ensure_ascii=False)
    delete_participant(store, cast.owner, person.id)
    page = client.get(tool).text
    assert "需复核" in page
    assert "重新生成" in page


def test_segments_that_are_renamed_go_by_their_new_names(client, tool, store):
    with store.writing() as session:
        session.exec(select(Segment)).first().name = "<b>看云的人"
    page = client.get(tool).text
    assert "&lt;b&gt;看云的人" in page
    assert "放松的人" not in page


def test_too_few_people_are_a_sentence(client, store, cast):
    run_id = put_typed_run(store, cast.study, sizes=(20, 12, 3))
    page = client.post(f"/studies/{cast.study}/segments/runs/{run_id}/typing/make", follow_redirects=True).text
    assert "人群“结伴的人”只有 3 人" in page


def test_a_run_without_segments_is_a_sentence(client, store, cast):
    with store.writing() as session:
        run = Run(study_id=cast.study, state="done", result={"verdict": "none"})
        session.add(run)
    page = client.post(f"/studies/{cast.study}/segments/runs/{run.id}/typing/make", follow_redirects=True).text
    assert "这次分析没有分出人群" in page


def test_without_closed_questions_it_says_what_is_missing(client, store, cast, run):
    with store.writing() as session:
        for question in session.exec(select(Question)):
            question.topic = "contact"
    page = client.post(f"/studies/{cast.study}/segments/runs/{run}/typing/make", follow_redirects=True).text
    assert "没有一道选择题、量表或数字题够用" in page


def test_an_outsider_finds_nothing(outsider, tool):
    for path in ("", "/form.json", "/tool.json"):
        assert outsider.get(tool + path).status_code == 404
    for path in ("", "/make", "/export"):
        assert outsider.post(tool + path).status_code == 404


def test_the_form_asks_the_same_questions_with_the_same_choices(form, store):
    with store.reading() as session:
        pages = session.get_one(Form, form).definition["pages"]
    asked = {question["title"]: question for question in pages[1]["elements"]}
    assert asked["操作有多重要"]["type"] == "rating"
    assert (asked["操作有多重要"]["rateMin"], asked["操作有多重要"]["rateMax"]) == (1, 5)
    if "什么时候玩" in asked:
        assert [choice["text"] for choice in asked["什么时候玩"]["choices"]] == ["睡前", "周末", "通勤"]


@pytest.mark.parametrize(("skill", "when", "name"), [("5", "周末", "较量的人"), ("2", "睡前", "放松的人")])
def test_whoever_fills_it_in_is_placed_and_is_not_told(client, anyone, store, cast, form, skill, when, name):
    names = names_in(store, form)
    forms.publish_form(store, cast.owner, form)
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, form).token}"
    given = {names[title]: value for title, value in (("操作有多重要", skill), ("什么时候玩", when)) if title in names}
    ending = answer_all(anyone, link, [{"q1": "agree"}, given])
    shown = anyone.get(ending).text
    assert name not in shown
    assert "typing" not in anyone.get(link).text
    person = rows(store, Participant)[-1]
    assert person.attributes == {"归类": name}
    assert name in client.get(f"/studies/{cast.study}/participants/{person.id}").text


def test_who_does_not_consent_is_not_placed(anyone, store, cast, form):
    forms.publish_form(store, cast.owner, form)
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, form).token}"
    answer_all(anyone, link, [{"q1": "disagree"}])
    person = rows(store, Participant)[-1]
    assert (person.state, person.attributes) == ("screened_out", {})


def test_a_question_that_is_needed_and_deleted_is_told_until_typing_is_stopped(client, store, cast, form):
    editor = f"/studies/{cast.study}/forms/{form}"
    client.post(f"{editor}/delete-question", data={"revision": 1, "name": names_in(store, form)["操作有多重要"]})
    page = client.get(editor).text
    assert "归类要用“操作有多重要”这道题" in page
    assert "自动归类" in client.get(f"{editor}/settings").text
    client.post(f"{editor}/stop-typing", data={"revision": 2})
    assert "归类要用" not in client.get(editor).text
    assert "自动归类" not in client.get(f"{editor}/settings").text


def test_the_file_can_be_imported_into_another_study(client, tool, store, cast):
    file = client.get(f"{tool}/form.json")
    assert file.mimetype == "application/json"
    form_id = import_form(store, cast.outsider, cast.foreign_study, file.text)
    with store.reading() as session:
        assert session.get_one(Form, form_id).rules["typing"]["segments"][0]["name"] == "放松的人"


def test_numbers_that_do_not_fit_are_refused_when_imported(client, tool, store, cast):
    given = json.loads(client.get(f"{tool}/form.json").text)
    given["rules"]["typing"]["biases"] = [0.0]
    page = client.post(f"/studies/{cast.study}/forms/import", data={"text": json.dumps(given)})
    assert page.status_code == 422
    assert "typing" in page.text

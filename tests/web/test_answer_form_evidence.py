"""Answers that were handed in become evidence: a participant under a number, answers, utterances, a verdict."""

import json

from tests.web.answering import (
    FIRST,
    LIKES,
    OFTEN,
    ONE_PAGE,
    RULES,
    SECOND,
    THIRD,
    WHY,
    answer,
    answer_all,
    evidence,
    publish,
    rows,
)
from workbench.settings import SURVEY_FORMS
from workbench.storage.queries.submissions import form_by_link
from workbench.storage.tables import Form, Participant, Question, Utterance
from workbench.workflow import forms


def test_a_completed_form_makes_one_participant_with_answers_and_utterances(anyone, store, cast):
    answer_all(anyone, publish(store, cast))
    found = evidence(store)
    assert found["state"] == "qualified"
    assert found["answers"] == {
        "often": "daily",
        "likes": ["钓鱼", "种田"],
        "why": "放松",
        "pain": "太肝",
        "name": "小满",
    }
    assert found["said"] == {"why": "放松", "pain": "太肝"}
    assert {utterance.topic for utterance in rows(store, Utterance)} == {"motivation", "pain_point"}


def test_the_pseudonym_is_a_number_and_never_the_name_that_was_given(anyone, store, cast):
    answer_all(anyone, publish(store, cast))
    assert evidence(store)["pseudonym"] == "P001"


def test_whoever_is_turned_away_sees_the_same_pages_and_the_same_thanks(app, store, cast):
    link = publish(store, cast, ONE_PAGE)
    endings = []
    for often in ("daily", "never"):
        respondent = app.test_client()
        address = answer(respondent, link, often=often, why="随便玩玩").location
        endings.append(respondent.get(address).text.replace(address.rsplit("/", 1)[1], "TOKEN"))
    assert endings[0] == endings[1]
    assert [person.state for person in rows(store, Participant)] == ["qualified", "screened_out"]
    assert [(row.qualified, row.verdict_rule) for row in rows(store)] == [(True, None), (False, "secret_rule")]


def test_no_page_tells_the_rules(anyone, store, cast):
    link = publish(store, cast)
    seen = anyone.get(link)
    for page in ({**FIRST, "often": "never"}, SECOND, THIRD):
        response = answer(anyone, seen.request.path, **page)
        seen = anyone.get(response.location, follow_redirects=True)
        everything = response.text + seen.text + str(response.headers) + str(seen.headers)
        assert not [word for word in ("secret_rule", "不告诉任何人", "motivation", "qualified") if word in everything]


def test_answers_to_questions_that_do_not_show_any_more_are_dropped(anyone, store, cast):
    hidden = {**LIKES, "visibleIf": "{often} = 'daily'"}
    pages = [{"name": name, "elements": [question]} for name, question in zip("abc", (OFTEN, hidden, WHY), strict=True)]
    second = answer(anyone, publish(store, cast, {"title": "t", "pages": pages}), often="daily").location
    answer(anyone, second, likes=["钓鱼"])
    assert rows(store)[0].answers["likes"] == ["钓鱼"]
    third = answer(anyone, f"{second.rsplit('/', 1)[0]}/1", often="never").location
    answer(anyone, third, why="打发时间")
    assert evidence(store)["answers"] == {"often": "never", "why": "打发时间"}


def test_the_words_beside_other_are_kept_as_an_answer_of_their_own(anyone, store, cast):
    first = {"often": "daily", "likes": ["钓鱼", "other"], "likes-Comment": "看云"}
    answer_all(anyone, publish(store, cast), (first, SECOND, THIRD))
    found = evidence(store)
    assert found["answers"]["likes"] == ["钓鱼", "other"]
    assert found["answers"]["likes-Comment"] == "看云"
    assert "likes-Comment" not in found["said"]


def test_every_kind_of_question_is_stored_in_its_own_way(anyone, store, cast):
    questions = [
        {"type": "boolean", "name": "talk", "title": "愿意聊聊吗？", "labelTrue": "愿意", "labelFalse": "不方便"},
        {"type": "rating", "name": "fun", "title": "好玩吗？"},
        {"type": "text", "name": "age", "title": "几岁？", "inputType": "number"},
        {"type": "text", "name": "since", "title": "从哪天开始？", "inputType": "date"},
        {"type": "text", "name": "moment", "title": "一句话说说最近一次"},
        {"type": "text", "name": "city", "title": "城市"},
        {"type": "dropdown", "name": "spent", "title": "花了多少？", "choices": [0, 30, 100]},
    ]
    rules = {**RULES, "roles": {"moment": "context", "city": "segment"}, "pii": [], "screen_out": []}
    sent = {"talk": "true", "fun": "4", "age": "２８", "since": "2026-11-21", "moment": "地铁上", "city": "石家庄"}
    form = {"title": "t", "pages": [{"name": "a", "elements": questions}]}
    answer(anyone, publish(store, cast, form, rules), **sent, spent="30")
    found = evidence(store)
    assert found["answers"] == {**sent, "fun": 4, "age": 28, "spent": "30"}
    assert found["said"] == {"moment": "地铁上"}
    kinds = {question.key: question.kind for question in rows(store, Question)}
    assert kinds == {
        "talk": "single",
        "fun": "scale",
        "age": "number",
        "since": "date",
        "moment": "open",
        "city": "text",
        "spent": "single",
    }


def test_a_submission_stays_with_the_version_it_began_with(anyone, client, store, cast):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    with store.writing() as session:
        form = session.get_one(Form, form_by_link(session, link.removeprefix("/s/")).form.id)
        pages = [dict(page) for page in form.definition["pages"]]
        pages[1] = {**pages[1], "elements": [{**WHY, "title": "新的问法", "name": "why2"}]}
        form.definition = {**form.definition, "pages": pages}
        form.rules = {**form.rules, "roles": {}}
    assert forms.publish_form(store, cast.owner, form.id).number == 2
    assert "为什么玩？" in anyone.get(second).text
    answer_all(anyone, second, (SECOND, THIRD))
    assert evidence(store)["said"]["why"] == "放松"


def test_the_form_of_the_house_can_be_answered(anyone, store, cast):
    folder = SURVEY_FORMS / "mobile_game_beta"
    definition, rules = (json.loads((folder / name).read_text("utf-8")) for name in ("form.json", "rules.json"))
    scales = {f"importance_{name}": "4" for name in ("relax", "friends", "collect", "challenge")}
    habits = {
        "device": "ios",
        "play_years": "3_5",
        "frequency": "daily",
        "session_minutes": "15_30",
        "pay_monthly": "none",
    }
    words = {"motive": "岛上的云很好看😌", "pain": "每日任务像上班", "scene": ""}
    about = {
        "age_group": "23_27",
        "city_tier": "new1",
        "industry": "none",
        "nickname": "小满",
        "contact": "13800138000",
    }
    answer_all(anyone, publish(store, cast, definition, rules), ({"consent": "agree"}, habits, scales, words, about))
    found = evidence(store)
    assert found["said"] == {"motive": "岛上的云很好看😌", "pain": "每日任务像上班"}
    assert found["answers"]["importance_relax"] == 4

"""Confirming a preview: participants, answers, utterances; again tomorrow, with nothing lost."""

import csv
import io

import pytest
from sqlmodel import select

from tests.conftest import SHARED
from tests.web.tables import PEOPLE, bring, change, confirm, count, form_of, table, texts, upload
from workbench.storage.tables import Answer, AnswerImport, Participant, Question, Utterance


def test_a_confirmed_table_becomes_participants_answers_and_utterances(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    page = client.get(address).text
    assert "<b>4</b> 新增" in page
    assert {"下班路上想透口气", "复刻说话不算数"} <= texts(store)
    with store.reading() as session:
        questions = {q.title: (q.kind, q.topic) for q in session.exec(select(Question))}
        assert session.exec(select(Answer.value).join(Question).where(Question.key == "常玩什么类型")).first() == [
            "解谜",
            "养成",
        ]
    assert questions["您为什么打开这款游戏？"] == ("open", "motivation")
    assert questions["最想卸载的一次是为什么？"] == ("open", "pain_point")
    assert "编号" not in questions


def test_a_column_of_names_becomes_the_pseudonyms(client, cast, store):
    address = upload(client, cast.study, table([*PEOPLE, ["5", "男", "动作", "没事干", "没想过", "阿灯"]])).location
    form = change(form_of(client.get(address).text), "昵称", use="pseudonym", topic="")
    client.post(f"{address}/confirm", data=form)
    with store.reading() as session:
        assert set(session.exec(select(Participant.pseudonym))) == {"阿灯", "鹿角", "小满", "铁柱", "阿灯 2"}


def test_tomorrows_export_adds_only_new_rows(client, cast, store):
    first = bring(client, cast.study, table(PEOPLE[:2]), "周一.csv")
    page = client.get(upload(client, cast.study, table(PEOPLE), "周二.csv").location).text
    assert "新的 2 人，已有 2 人" in page
    assert bring(client, cast.study, table(PEOPLE), "周二.csv") == first
    assert count(store, Participant) == 4
    assert count(store, Utterance, Utterance.topic == "motivation") == 4
    assert "<b>2</b> 新增" in client.get(first).text


def test_kinds_titles_and_topics_confirmed_before_are_proposed_again(client, cast):
    address = upload(client, cast.study, table(PEOPLE[:3])).location
    form = change(form_of(client.get(address).text), "最想卸载的一次是为什么？", topic="behaviour", title="弃坑原因")
    client.post(f"{address}/confirm", data=form)
    again = form_of(client.get(upload(client, cast.study, table(PEOPLE)).location).text)
    place = again["title"].index("弃坑原因")
    assert (again["use"][place], again["topic"][place]) == ("open", "behaviour")


def test_changed_rows_stay_as_they_are_until_the_researcher_updates_them(client, cast, store):
    bring(client, cast.study, table(PEOPLE))
    newer = [[*PEOPLE[0][:3], "其实是为了云海", *PEOPLE[0][4:]], *PEOPLE[1:]]
    address = upload(client, cast.study, table(newer)).location
    assert "更新 1 人的答案" in client.get(address).text
    confirm(client, address)
    assert "其实是为了云海" not in texts(store)
    bring(client, cast.study, table(newer), update_changed="1")
    assert "其实是为了云海" in texts(store)
    assert "下班路上想透口气" not in texts(store)
    assert count(store, Utterance, Utterance.topic == "motivation") == 4


def test_a_correction_by_hand_wins_over_every_update(client, cast, store):
    bring(client, cast.study, table(PEOPLE))
    with store.reading() as session:
        said = session.exec(select(Utterance).where(Utterance.text == "掉帧害我输了一局")).one()
    address = f"/studies/{cast.study}/answers/import:1/{said.participant_id}/{said.question_id}"
    client.post(address, data={"value": "掉帧害我输了两局"})
    newer = [*PEOPLE[:3], [*PEOPLE[3][:4], "第三种说法", PEOPLE[3][5]]]
    bring(client, cast.study, table(newer), update_changed="1")
    assert "掉帧害我输了两局" in texts(store)
    assert "第三种说法" not in texts(store)


def test_another_table_is_a_new_import(client, cast, store):
    bring(client, cast.study, table(PEOPLE))
    other = table([["1", "很好"], ["2", "一般"]], ["编号", "对客服满意吗？"])
    assert "接着" in client.get(upload(client, cast.study, other).location).text
    bring(client, cast.study, other)
    assert count(store, AnswerImport) == 2
    assert count(store, Participant) == 6


def test_the_same_table_can_be_imported_as_a_new_one(client, cast, store):
    bring(client, cast.study, table(PEOPLE))
    address = upload(client, cast.study, table(PEOPLE)).location
    page = client.get(f"{address}?into=new").text
    assert "完全一样" in page
    confirm(client, address, page)
    assert count(store, Participant) == 8


def test_another_id_column_is_refused_and_nothing_chosen_is_lost(client, cast, store):
    bring(client, cast.study, table(PEOPLE[:2]))
    address = upload(client, cast.study, table(PEOPLE)).location
    form = change(form_of(client.get(address).text), "编号", use="meta")
    form = change(form, "昵称", use="id", title="我起的题目")
    response = client.post(f"{address}/confirm", data=form)
    assert response.status_code == 422
    assert "认不出已经导入的人" in response.text
    assert "我起的题目" in response.text
    assert count(store, Participant) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"use": ["id", "id", "open", "open", "open", "open"]}, "选了两列作编号"),
        ({"use": ["ignore"] * 6}, "没有一列是答案"),
        ({"title": ["", "a", "b", "c", "d", "e"]}, "有一列没有题目"),
        ({"use": ["id"]}, "表单不完整"),
        ({"topic": ["别的"] * 6}, "表单不完整"),
    ],
)
def test_columns_that_cannot_be_imported_get_a_sentence(client, cast, store, changes, sentence):
    response = confirm(client, upload(client, cast.study, table(PEOPLE)).location, **changes)
    assert response.status_code == 422
    assert sentence in response.text
    assert count(store, Participant) == 0


def test_of_rows_with_one_id_the_first_is_taken_and_the_others_are_listed(client, cast, store):
    rows = [*PEOPLE, ["2", "女", "养成", "另一个人的话", "也不一样", "别人"]]
    page = client.get(bring(client, cast.study, table(rows))).text
    assert "编号和前面的行重复" in page
    assert "第 6 行" in page
    assert count(store, Participant) == 4
    assert "另一个人的话" not in texts(store)


def test_a_double_click_imports_once(client, cast, store):
    address = upload(client, cast.study, table(PEOPLE)).location
    page = client.get(address).text
    confirm(client, address, page)
    again = confirm(client, address, page)
    assert again.status_code == 303
    assert "已经导入过" in client.get(again.location).text
    assert count(store, Participant) == 4


def test_a_deleted_participant_does_not_come_back_with_the_next_file(client, cast, store):
    bring(client, cast.study, table(PEOPLE))
    with store.reading() as session:
        gone = session.exec(select(Participant).where(Participant.source_key == "3")).one()
    client.post(f"/studies/{cast.study}/participants/{gone.id}/delete")
    bring(client, cast.study, table(PEOPLE))
    assert count(store, Participant) == 3
    assert "喜欢收集和看剧情" not in texts(store)


def test_contact_data_never_become_utterances(client, cast, store):
    address = upload(client, cast.study, table(PEOPLE)).location
    form = change(form_of(client.get(address).text), "昵称", use="open", topic="contact")
    client.post(f"{address}/confirm", data=form)
    assert "阿灯" not in texts(store)


def test_one_respondent_is_enough(client, cast, store):
    bring(client, cast.study, table(PEOPLE[:1]))
    assert count(store, Participant) == 1
    assert "下班路上想透口气" in texts(store)


def test_an_outsider_sees_no_import(client, outsider, cast):
    address = upload(client, cast.study, table(PEOPLE)).location
    imported = bring(client, cast.study, table(PEOPLE))
    assert outsider.get(address).status_code == 404
    assert outsider.post(f"{address}/confirm").status_code == 404
    assert outsider.get(imported).status_code == 404
    assert outsider.get(f"{imported}/columns").status_code == 404
    for verb in ("undo", "delete"):
        assert outsider.post(f"{imported}/{verb}").status_code == 404
    assert outsider.post(f"/studies/{cast.study}/imports/upload").status_code == 404
    own = upload(outsider, cast.foreign_study, table(PEOPLE)).location
    assert confirm(outsider, own, into=imported.rpartition("/")[2]).status_code == 404


def test_a_real_survey_of_401_people_comes_in_two_exports(client, cast, store):
    path = SHARED / "data/college_life/answers.csv"
    if not path.exists():
        pytest.skip("the shared data are not here")
    lines = list(csv.reader(io.StringIO(path.read_bytes().decode("gb18030"), newline="")))
    address = upload(client, cast.study, table(lines[1:301], lines[0], "gb18030"), "300.csv").location
    form = change(form_of(client.get(address).text), "Q30", topic="pain_point")
    client.post(f"{address}/confirm", data=form)
    assert count(store, Participant) == 300
    with store.reading() as session:
        said = session.exec(select(Utterance).join(Question).where(Question.key == "Q30")).first()
    corrected = f"/studies/{cast.study}/answers/import:1/{said.participant_id}/{said.question_id}"
    client.post(corrected, data={"value": "更正过的话"})
    page = client.get(bring(client, cast.study, path.read_bytes(), "401.csv")).text
    assert "<b>101</b> 新增" in page
    assert count(store, Participant) == 401
    assert "更正过的话" in texts(store)
    assert count(store, Utterance, Utterance.topic == "pain_point") > 300


@pytest.mark.parametrize(("name", "hobbies"), [("800_800_0.xls", "兴趣爱好"), ("800_800_2.xls", "第6题")])
def test_real_survey_exports_come_with_their_multiple_choices(client, cast, store, name, hobbies):
    path = SHARED / "data/wjx_export" / name
    if not path.exists():
        pytest.skip("the shared data are not here")
    bring(client, cast.study, path.read_bytes(), name)
    assert count(store, Participant) == 800
    with store.reading() as session:
        question = session.exec(select(Question).where(Question.key == hobbies)).one()
        answers = session.exec(select(Answer.value).where(Answer.question_id == question.id)).all()
    assert question.kind == "multiple"
    assert len(answers) == 800
    assert {"运动", "影视", "购物"} <= set(answers[0])

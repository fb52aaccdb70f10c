"""Columns used differently, the last file taken back."""

from sqlmodel import select

from tests.web.tables import PEOPLE, bring, change, count, form_of, table, texts, upload
from workbench.storage.tables import Answer, AnswerImport, ImportedFile, Participant, Question, Utterance


def test_a_column_used_differently_is_read_again_from_the_file(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    form = change(form_of(client.get(f"{address}/columns").text), "您为什么打开这款游戏？", use="text")
    assert client.post(f"{address}/columns", data=form).status_code == 303
    assert "下班路上想透口气" not in texts(store)
    assert count(store, Answer) == 20
    form = change(form, "您为什么打开这款游戏？", use="open", topic="behaviour")
    client.post(f"{address}/columns", data=form)
    with store.reading() as session:
        said = session.exec(select(Utterance).where(Utterance.text == "下班路上想透口气")).one()
    assert said.topic == "behaviour"


def test_an_ignored_column_goes_and_comes_back(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    form = form_of(client.get(f"{address}/columns").text)
    client.post(f"{address}/columns", data=change(form, "性别", use="ignore"))
    assert count(store, Question, Question.key == "性别") == 0
    client.post(f"{address}/columns", data=change(form, "性别", use="single"))
    with store.reading() as session:
        question = session.exec(select(Question).where(Question.key == "性别")).one()
    assert [choice["value"] for choice in question.choices] == ["女", "男"]
    assert count(store, Answer, Answer.question_id == question.id) == 4


def test_the_last_file_is_taken_back_and_waits_as_a_preview(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE[:2]))
    newer = [[*PEOPLE[0][:3], "其实是为了云海", *PEOPLE[0][4:]], *PEOPLE[1:]]
    bring(client, cast.study, table(newer), update_changed="1")
    client.post(f"{address}/undo")
    assert count(store, Participant) == 2
    assert "下班路上想透口气" in texts(store)
    assert "其实是为了云海" not in texts(store)
    assert count(store, ImportedFile, ImportedFile.confirmed_at.is_(None)) == 1
    client.post(f"{address}/undo")
    assert (count(store, Participant), count(store, Question)) == (0, 0)
    assert "已经没有文件" in client.get(address).text
    assert client.post(f"{address}/delete").status_code == 303
    assert count(store, AnswerImport) == 0


def test_a_file_whose_people_were_interviewed_is_not_taken_back(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    client.post(f"/studies/{cast.study}/interviews/notes", data={"text": "他说累", "guest": "P002"})
    response = client.post(f"{address}/undo")
    assert "已经有访谈：P002" in client.get(response.location).text
    assert count(store, Participant) == 4


def test_an_import_with_files_is_not_deleted(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    assert "还有文件" in client.get(client.post(f"{address}/delete").location).text
    client.post(f"{address}/undo")
    assert "没有可以撤销" in client.get(client.post(f"{address}/undo").location).text
    assert "已经没有文件" in client.get(client.get(f"{address}/columns").location).text


def test_a_wrong_correction_gets_a_sentence_and_nothing_chosen_is_lost(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    form = change(form_of(client.get(f"{address}/columns").text), "性别", title="我起的题目", use="id")
    response = client.post(f"{address}/columns", data=form)
    assert response.status_code == 422
    assert "选了两列作编号" in response.text
    assert "我起的题目" in response.text


def test_columns_used_differently_in_a_later_preview_are_read_again_from_all_files(client, cast, store):
    bring(client, cast.study, table(PEOPLE[:2]))
    address = upload(client, cast.study, table(PEOPLE[2:])).location
    form = change(form_of(client.get(address).text), "常玩什么类型", use="text")
    client.post(f"{address}/confirm", data=form)
    with store.reading() as session:
        answers = session.exec(select(Answer.value).join(Question).where(Question.key == "常玩什么类型")).all()
    assert answers == ["解谜┋养成", "动作┋解谜", "养成", "动作"]


def test_a_correction_by_hand_survives_another_use_of_the_column(client, cast, store):
    address = bring(client, cast.study, table(PEOPLE))
    with store.reading() as session:
        said = session.exec(select(Utterance).where(Utterance.text == "下班路上想透口气")).one()
    client.post(
        f"/studies/{cast.study}/answers/import:1/{said.participant_id}/{said.question_id}", data={"value": "想透透气"}
    )
    form = form_of(client.get(f"{address}/columns").text)
    for use in ("text", "open"):
        client.post(f"{address}/columns", data=change(form, "您为什么打开这款游戏？", use=use))
    assert "想透透气" in texts(store)
    assert "下班路上想透口气" not in texts(store)

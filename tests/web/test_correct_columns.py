"""Columns used differently, the last file taken back."""

from sqlmodel import select

from tests.web.tables import PEOPLE, bring, change, count, form_of, table, texts
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

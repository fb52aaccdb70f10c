"""Personal data in a turn or an answer is replaced for good: no row of the database keeps it."""

from sqlmodel import SQLModel, select

from tests.web.answering import answer_all, publish
from tests.web.talks import bring, confirm, turns
from workbench.storage.tables import Answer, Interview, Question

SECRET = "13800001234"


def rows_with(store, words):
    """The tables in which some row holds the words."""
    with store.reading() as session:
        return [
            table.name
            for table in SQLModel.metadata.sorted_tables
            if any(words in str(row) for row in session.execute(table.select()))
        ]


def test_a_turn_is_replaced_without_keeping_what_was_heard(client, cast, store):
    talk = "问：怎么联系你？\n答：我的电话是13800001234。\n问：还玩吗？\n答：还玩。\n"
    speakers = {"heard": ["问", "答"], "label": ["", ""]}
    address = confirm(client, bring(client, cast.study, talk), **speakers).location
    assert rows_with(store, SECRET)
    edit = f"{address}/turns/{turns(store)[1].id}/edit"
    assert "彻底删去" in client.get(edit).text
    client.post(edit, data={"text": "我的电话是××。", "role": "participant", "forget": "1"})
    assert turns(store)[1].text == "我的电话是××。"
    assert rows_with(store, SECRET) == []
    assert "已更正" in client.get(address).text


def test_a_turn_corrected_before_forgets_its_first_words_as_well(client, cast, store):
    address = confirm(client, bring(client, cast.study)).location
    edit = f"{address}/turns/{turns(store)[3].id}/edit"
    for forget in ({}, {"forget": "1"}):
        client.post(edit, data={"text": "太累。", "role": "participant", **forget})
    assert rows_with(store, "像上班") == []
    with store.reading() as session:
        assert session.exec(select(Interview)).one().status == "done"


def test_a_refused_correction_keeps_its_tick(client, cast, store):
    address = confirm(client, bring(client, cast.study)).location
    edit = f"{address}/turns/{turns(store)[3].id}/edit"
    response = client.post(edit, data={"text": " ", "role": "participant", "forget": "1"})
    assert response.status_code == 422
    assert 'name="forget" value="1" checked' in response.text


def test_an_answer_is_replaced_without_keeping_what_was_handed_in(client, anyone, cast, store):
    pages = ({"often": "daily", "likes": ["钓鱼"]}, {"why": f"打我电话{SECRET}"}, {"pain": "太肝", "name": "小满"})
    answer_all(anyone, publish(store, cast), pages)
    assert set(rows_with(store, SECRET)) == {"submissions", "answers", "utterances"}
    with store.reading() as session:
        answer = session.exec(select(Answer).join(Question).where(Question.key == "why")).one()
    page = f"/studies/{cast.study}/answers/form:1/{answer.participant_id}"
    response = client.post(f"{page}/{answer.question_id}", data={"value": "（已删去）", "forget": "1"})
    assert "原来的回答已彻底删去" in client.get(response.location).text
    assert rows_with(store, SECRET) == []

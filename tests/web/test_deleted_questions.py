"""Questions deleted from a form: gone everywhere while nobody answered them, kept with the answers they have."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from tests.web.answering import answer_all, publish
from workbench.storage.tables import Form, Participant
from workbench.workflow import forms
from workbench.workflow.asked import questions_in

AGE = {"type": "text", "name": "age", "title": "几岁？"}
GAMES = {"type": "checkbox", "name": "games", "title": "玩什么？", "choices": ["钓鱼", "种田"], "showOtherItem": True}
FEELS = {"type": "matrix", "name": "feels", "title": "怎么看？", "columns": ["好", "差"], "rows": ["画面", "上手"]}
BOX = {"type": "panel", "name": "box", "elements": [{"type": "text", "name": "city", "title": "在哪座城市？"}]}
SEVERAL = {"type": "multipletext", "name": "two", "title": "补充", "items": [{"name": "pet", "title": "宠物"}]}
CALLED = {"type": "text", "name": "called", "title": "怎么称呼？"}
EVERYTHING = [AGE, GAMES, FEELS, BOX, SEVERAL, CALLED]
RULES = {"consent_version": "1", "retention_months": 12, "roles": {}, "pii": ["called"], "screen_out": []}
KEPT = ["几岁？"]


def definition(elements):
    return {"title": "问卷", "pages": [{"name": "p1", "elements": elements}]}


@pytest.fixture
def ask(store, cast):
    """Publish the form again with these questions, and these of them about who somebody is."""

    def again(elements, pii=()):
        with store.writing() as session:
            form = session.exec(select(Form)).one()
            form.definition = definition(elements)
            form.rules = {**form.rules, "pii": list(pii)}
        forms.publish_form(store, cast.owner, form.id)

    return again


@pytest.fixture
def link(store, cast):
    return publish(store, cast, definition([AGE]), {**RULES, "pii": []})


def columns(client, cast):
    """What is offered as columns of the table, and what the first person's page, the results and the file ask."""
    place = f"/studies/{cast.study}"
    table, results = (client.get(f"{place}/{page}/form:1").text for page in ("answers", "results"))
    person = client.get(f"{place}/answers/form:1/1").text
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{place}/answers/form:1/export.xlsx").data))
    offered = re.findall(r'name="columns"[^>]*>([^<]*)</label>', table)
    return offered, re.findall(r"<h2>([^<]*?)\s*</h2>", person), results, book.get_sheet_by_index(0).to_python()[0]


def test_a_deleted_question_that_nobody_answered_is_gone_from_every_page_and_file(client, anyone, cast, link, ask):
    answer_all(anyone, link, ({"age": "30"},))
    ask([*EVERYTHING[:-1], AGE][1:])
    offered, asked, results, exported = columns(client, cast)
    assert offered == asked == [title for title in exported if title in offered]
    assert len(offered) == 7, "each row, item and the words beside “other” are asked"
    assert "在哪座城市？" in results
    ask([AGE])
    gone = set(offered) - {*KEPT}
    offered, asked, results, exported = columns(client, cast)
    assert offered == asked == KEPT
    assert not gone.intersection(exported)
    assert "在哪座城市？" not in results


def test_of_a_matrix_the_deleted_row_goes_and_the_others_stay(client, anyone, cast, link, ask):
    answer_all(anyone, link, ({"age": "30"},))
    ask([AGE, FEELS])
    ask([AGE, {**FEELS, "rows": [{"value": "上手", "text": "上手快"}]}])
    assert columns(client, cast)[0] == ["几岁？", "怎么看？ · 上手快"]


def test_a_deleted_question_stays_with_the_answers_that_it_has(client, anyone, store, cast, link, ask):
    answer_all(anyone, link, ({"age": "30"},))
    ask([CALLED])
    assert sorted(columns(client, cast)[0]) == ["几岁？", "怎么称呼？"]
    with store.writing() as session:
        session.delete(session.exec(select(Participant)).one())
    with store.reading() as session:
        assert [one.key for one in questions_in(session, "form:1")] == ["called"]


def test_what_told_who_somebody_is_stays_private_after_it_was_deleted(client, app, cast, link, ask):
    ask([AGE, CALLED], ["called"])
    answer_all(app.test_client(), link, ({"age": "30", "called": "真名张三"},))
    ask([AGE])
    results = client.get(f"/studies/{cast.study}/results/form:1").text
    assert "真名张三" not in results
    assert "几岁？" in results

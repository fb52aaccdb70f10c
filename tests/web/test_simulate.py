"""The simulator: what changed rules would make of answers, without touching anything."""

import pytest

from tests.web.screening import RULES, people, publish, put_form, send, states
from workbench.storage.tables import Form
from workbench.workflow.form_editing import Author
from workbench.workflow.screening_rules import RuleFields, save_rule


@pytest.fixture
def sent(anyone, store, cast):
    """Three people handed a form in, whose draft was made stricter afterwards."""
    form_id, link = publish(store, cast)
    for more in ({"sex": "m"}, {"sex": "m", "age": "19"}, {"sex": "m", "age": "17"}):
        send(anyone, link, **more)
    fields = RuleFields(text="{age} < 20", reason="太年轻机密")
    save_rule(store, Author(cast.owner, form_id, 1), "screen_out", "", fields)
    return f"/studies/{cast.study}/forms/{form_id}/simulate"


def test_stored_answers_show_who_changes_and_which_cell_stays_empty(client, store, sent):
    before = [(person.model_dump(), row.model_dump()) for person, row in people(store)]
    text = client.get(sent).text
    for word in ("1 人的结果会变", "P002", "太年轻机密", "没有一个人符合", "还差 2 人"):
        assert word in text
    assert [(person.model_dump(), row.model_dump()) for person, row in people(store)] == before
    assert states(store) == ["qualified", "qualified", "screened_out"]


def test_made_up_people_are_the_same_for_the_same_seed(client, store, cast):
    form_id = put_form(store, cast)
    address = f"/studies/{cast.study}/forms/{form_id}/simulate?source=made_up&count=300&seed=7"
    first, again, other = (
        client.get(one).text.partition("300 人里")[2] for one in (address, address, address.replace("seed=7", "seed=8"))
    )
    assert first
    assert first == again != other
    assert people(store) == []


@pytest.mark.parametrize("query", ["count=0", "count=99999", "count=x", "seed=-1", "seed=1e9"])
def test_a_number_that_makes_no_sense_gets_a_sentence(client, store, cast, query):
    form_id = put_form(store, cast)
    answer = client.get(f"/studies/{cast.study}/forms/{form_id}/simulate?source=made_up&{query}")
    assert answer.status_code == 422
    assert "note-problem" in answer.text


def test_an_unfinished_draft_is_said_to_be_one(client, store, cast):
    form_id = put_form(store, cast)
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.rules = {**RULES, "quotas": [{**RULES["quotas"][0], "if": "{gone} = 1"}]}
    answer = client.get(f"/studies/{cast.study}/forms/{form_id}/simulate")
    assert answer.status_code == 422
    assert "需要改正" in answer.text


def test_an_outsider_finds_nothing(outsider, sent):
    assert outsider.get(sent).status_code == 404

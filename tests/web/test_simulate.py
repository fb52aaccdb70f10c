"""The simulator: what changed rules would make of answers, without touching anything."""

import pytest

from tests.web.screening import RULES, people, publish, put_form, send, states
from workbench.storage.queries import candidates as reads
from workbench.storage.tables import Form
from workbench.workflow import candidates, simulator
from workbench.workflow.exclusions import exclude
from workbench.workflow.form_editing import Author
from workbench.workflow.screening_rules import RuleFields, save_rule
from workbench.workflow.simulator import replay_stored


@pytest.fixture
def sent(anyone, store, cast):
    """Three people handed a form in, whose draft was made stricter afterwards."""
    form_id, link = publish(store, cast)
    for more in ({"sex": "m"}, {"sex": "m", "age": "19"}, {"sex": "m", "age": "17"}):
        send(anyone, link, **more)
    fields = RuleFields(condition="{age} < 20", reason="太年轻机密")
    save_rule(store, Author(cast.owner, form_id, 1), "screen_out", "", fields)
    return f"/studies/{cast.study}/forms/{form_id}/simulate"


@pytest.fixture
def mixed(anyone, store, cast):
    """Ten people in all states; the cell of women has one place, another counts who was interviewed."""
    met = {"id": "met", "title": "访过的", "if": "{sex} = 'm'", "size": 2, "of": "interviewed"}
    form_id, link = publish(store, cast, quotas=[{**RULES["quotas"][0], "size": 1}, met])
    for more in (*[{"sex": "m"}] * 5, *[{"sex": "f"}] * 3, {"age": "17"}, {"age": "16"}):
        send(anyone, link, **more)
    ids = [person.id for person, _ in people(store)]
    chosen = {0: "interviewed", 1: "interviewed", 2: "screened_out", 5: "dropped", 9: "qualified"}
    candidates.set_states(store, cast.owner, form_id, {ids[one]: state for one, state in chosen.items()})
    exclude(store, cast.owner, cast.study, [ids[4]], "空话")
    return form_id, f"/studies/{cast.study}/forms/{form_id}/simulate"


def test_stored_answers_show_who_changes_and_which_cell_stays_empty(client, store, sent):
    before = [(person.model_dump(), row.model_dump()) for person, row in people(store)]
    text = client.get(sent).text
    for word in ("1 人的结果会变", "P002", "太年轻机密", "没有一个人符合", "还差 2 人"):
        assert word in text
    assert [(person.model_dump(), row.model_dump()) for person, row in people(store)] == before
    assert states(store) == ["qualified", "qualified", "screened_out"]


def test_a_marked_option_is_named_with_what_was_wrong_about_it(client, anyone, store, cast):
    form_id, link = publish(store, cast, options={"genre": {"fish": "must", "farm": "must", "war": "reject"}})
    for genres in (["war"], ["fish", "war"], []):
        send(anyone, link, genre=genres)
    page = client.get(f"/studies/{cast.study}/forms/{form_id}/simulate").text
    assert '常玩哪几类？：选了不合格的选项“对战”</th><td class="number">2</td><td class="number">2</td>' in page
    assert "没选必选项" not in page, "the question must be answered, so nobody missed them by leaving it empty"
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.rules = {**form.rules, "options": {"genre": {"fish": "must", "farm": "must"}}}
    page = client.get(f"/studies/{cast.study}/forms/{form_id}/simulate").text
    assert '选了不合格的选项“对战”</th><td class="number">2</td><td class="number">0</td>' in page
    assert '常玩哪几类？：没选必选项“钓鱼、种田”</th><td class="number">0</td><td class="number">1</td>' in page


def test_with_no_rule_changed_every_number_is_that_of_the_candidates(client, store, mixed):
    """Interviewed, dropped, left out, waiting beside a place that came free, taken and turned away by hand."""
    form_id, page = mixed
    with store.reading() as session:
        listed, cells = reads.states(session, form_id), candidates.fill(session, form_id)
        result = replay_stored(session, session.get_one(Form, form_id))
    assert listed == {"qualified": 2, "waiting": 2, "screened_out": 2, "interviewed": 2, "dropped": 1, "excluded": 1}
    assert result.before == result.after == listed
    assert [(one.before, one.filled.taken) for one in result.cells] == [(one.taken, one.taken) for one in cells]
    assert sum(rule.after for rule in result.rules) == 1, "one was turned away by a rule, one by hand"
    assert (result.changes, result.decided, result.against) == ([], 6, 0)
    for state, label in (("qualified", "合格"), ("interviewed", "已访"), ("excluded", "已排除")):
        count = f'<td class="number">{listed[state]}</td>'
        assert f'<th scope="row">{label}</th>{count}{count}' in client.get(page).text


def test_places_are_counted_of_the_people_who_are_replayed(store, mixed, monkeypatch):
    form_id, _ = mixed
    monkeypatch.setattr(simulator, "MOST_STORED", 6)
    with store.reading() as session:
        result = replay_stored(session, session.get_one(Form, form_id))
        everybody = [one.taken for one in candidates.fill(session, form_id)]
    assert result.people == 6
    assert [one.before for one in result.cells] == [one.filled.taken for one in result.cells] != everybody


def test_what_a_researcher_decided_stays_and_is_counted_apart(client, store, mixed):
    form_id, page = mixed
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.rules = {**form.rules, "screen_out": [{"id": "all", "if": "{age} >= 18", "reason": "都不要"}]}
    with store.reading() as session:
        result = replay_stored(session, session.get_one(Form, form_id))
    kept = {"interviewed": 2, "dropped": 1, "excluded": 1}
    assert {state: result.after[state] for state in kept} == kept
    assert {one.before for one in result.changes} == {"qualified", "waiting", "screened_out"}
    assert (result.decided, result.after["waiting"]) == (6, 1), "the place of a cell is held by whom a person took"
    assert "有 6 人的状态是研究者定的" in client.get(page).text
    assert f"其中 {result.against} 人，草稿的规则和已发布的判断不同" in client.get(page).text


def test_a_larger_cell_lets_those_in_who_wait_and_nobody_out(store, mixed):
    form_id, _ = mixed
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.rules = {**form.rules, "quotas": [{**form.rules["quotas"][0], "size": 9}, *form.rules["quotas"][1:]]}
    with store.reading() as session:
        result = replay_stored(session, session.get_one(Form, form_id))
    assert {(one.before, one.after) for one in result.changes} == {("waiting", "qualified")}


def test_made_up_people_take_no_place_of_who_was_interviewed(client, store, cast):
    cell = {"id": "met", "title": "访过的", "if": "{genre} notempty", "size": 1, "of": "interviewed"}
    form_id = put_form(store, cast, quotas=[cell])
    page = client.get(f"/studies/{cast.study}/forms/{form_id}/simulate?source=made_up").text
    assert "配额格这里不占名额" in page
    assert '<th scope="row">候补</th><td class="number">0</td>' in page


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

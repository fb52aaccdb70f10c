"""The list of candidates: why somebody stands where they do, states by hand and back, moving up."""

import re

import pytest

from tests.web.screening import RULES, draft_rules, people, publish, send, states
from workbench.storage.tables import Form
from workbench.workflow import exclusions, forms
from workbench.workflow.form_editing import Author
from workbench.workflow.screening_rules import PARTS, RuleFields, delete_rule, save_rule

SELDOM = RuleFields(condition="{often} < 2", reason="玩得少机密", points="1", title="玩得少", size="5")


@pytest.fixture
def sent(anyone, store, cast):
    """Five people handed a form in; gives the address of the list."""
    form_id, link = publish(store, cast)
    for more in ({}, {"age": "17"}, {"often": "6"}, {"often": "2"}, {"sex": "m", "often": "7"}):
        send(anyone, link, **more)
    return f"/studies/{cast.study}/forms/{form_id}/candidates"


def ids(store):
    return [person.id for person, _ in people(store)]


def test_each_candidate_stands_there_with_state_score_reason_and_cell(client, sent):
    text = client.get(sent).text
    for word in (
        "P001",
        "合格",
        "候补",
        "不合格：未成年人机密",
        "名额已满：女玩家机密",
        "玩得多机密",
        "+3",
        "总数机密",
    ):
        assert word in text


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [
        ("?sort=-score", "P003", 5),
        ("?sort=pseudonym", "P001", 5),
        ("?state=waiting", "P003", 2),
        ("?cell=women&sort=pseudonym", "P001", 3),
        ("?q=P005", "P005", 1),
        ("?q=P00&channel=0&sort=-pseudonym", "P005", 5),
        ("?sort=';drop&page=99&channel=x&state=zzz", "P003", 5),
    ],
)
def test_the_list_is_sorted_searched_and_filtered(client, sent, query, first, count):
    text = client.get(sent + query).text
    names = re.findall(r'participants/\d+">(P\d+)</a>', text)
    assert (names[0], len(names)) == (first, count)


def edit(store, cast, verb, *given):
    """Change the draft and publish it."""
    with store.reading() as session:
        author = Author(cast.owner, 1, session.get_one(Form, 1).revision)
    verb(store, author, *given)
    forms.publish_form(store, cast.owner, 1)


@pytest.mark.parametrize("part", PARTS)
def test_an_id_is_never_given_twice(store, cast, sent, part):
    given = {rule["id"] for rule in RULES[part]}
    for _ in range(3):
        edit(store, cast, save_rule, part, "", SELDOM)
        own = draft_rules(store)[part][-1]["id"]
        assert own not in given
        given.add(own)
        edit(store, cast, delete_rule, part, own)


def test_a_reason_stays_that_of_the_rule_which_said_it(client, anyone, store, cast, sent):
    edit(store, cast, save_rule, "screen_out", "", SELDOM)
    with store.reading() as session:
        send(anyone, f"/s/{session.get_one(Form, 1).token}", often="1")
    edit(store, cast, delete_rule, "screen_out", draft_rules(store)["screen_out"][-1]["id"])
    edit(store, cast, save_rule, "screen_out", "", RuleFields(condition="{age} > 60", reason="太老机密"))
    text = client.get(sent).text
    assert "不合格：玩得少机密" in text
    assert "不合格：太老机密" not in text


def test_states_are_set_by_hand_and_taken_back(client, store, sent):
    first, _, _, _, last = ids(store)
    client.post(f"{sent}/state", data={"participant": [first, last], "state": "invited"})
    assert states(store) == ["invited", "screened_out", "waiting", "waiting", "invited"]
    assert "撤销上一步" in client.get(sent).text
    client.post(f"{sent}/undo")
    assert states(store) == ["qualified", "screened_out", "waiting", "waiting", "qualified"]
    client.post(f"{sent}/undo")
    assert states(store)[0] == "invited"


def test_when_somebody_drops_out_the_best_who_waits_is_proposed_and_moves_up(client, store, sent):
    first, _, third, fourth, _ = ids(store)
    assert "可以递补" not in client.get(sent).text
    client.post(f"{sent}/state", data={"participant": [first], "state": "dropped"})
    assert "有空位，可以递补 1 人" in client.get(sent).text
    told = client.post(f"{sent}/move-up", data={"participant": [third, fourth]}, follow_redirects=True)
    assert "1 人已递补为合格" in told.text
    assert states(store) == ["dropped", "screened_out", "qualified", "waiting", "qualified"]
    told = client.post(f"{sent}/move-up", data={"participant": [fourth]}, follow_redirects=True)
    assert "没有可以递补的空位" in told.text
    client.post(f"{sent}/undo")
    assert states(store)[2] == "waiting"


def test_a_state_beyond_the_places_is_said(client, store, sent):
    told = client.post(
        f"{sent}/state", data={"participant": ids(store)[2:4], "state": "invited"}, follow_redirects=True
    )
    assert "超出名额：3/1" in told.text


@pytest.mark.parametrize(
    "data", [{"state": "king", "participant": ["1"]}, {"state": "invited"}, {"participant": ["x", "-1", str(2**70)]}]
)
def test_nonsense_changes_nothing(client, store, sent, data):
    before = states(store)
    assert client.post(f"{sent}/state", data=data).status_code == 303
    assert states(store) == before


def test_somebody_of_another_form_is_not_touched(client, anyone, store, cast, sent):
    _, link = publish(store, cast, quotas=[])
    send(anyone, link)
    client.post(f"{sent}/state", data={"participant": [ids(store)[-1]], "state": "dropped"})
    assert states(store)[-1] == "qualified"


def test_an_empty_list_says_what_to_do(client, store, cast):
    form_id, _ = publish(store, cast)
    assert "还没有候选人" in client.get(f"/studies/{cast.study}/forms/{form_id}/candidates").text


def test_an_outsider_finds_nothing(outsider, sent):
    assert outsider.get(sent).status_code == 404
    for verb in ("state", "undo", "move-up"):
        assert outsider.post(f"{sent}/{verb}").status_code == 404


@pytest.mark.parametrize("place", ["participants", "forms/1/candidates", "answers/form:1"])
def test_the_number_beside_a_state_is_how_many_the_list_then_shows(client, store, cast, sent, place):
    first, _, third, _, last = ids(store)
    client.post(f"{sent}/state", data={"participant": [last], "state": "invited"})
    exclusions.exclude(store, cast.owner, cast.study, [first, third], "答得太快")
    address = f"/studies/{cast.study}/{place}"
    choice = re.search(r'<select id="state".*?</select>', client.get(address).text, re.DOTALL)[0]
    said = {state: int(count) for state, count in re.findall(r'value="(\w+)"[^>]*>\S+ (\d+)', choice)}
    assert said == {"screened_out": 1, "waiting": 1, "invited": 1, "excluded": 2}
    assert {state: client.get(f"{address}?state={state}").text.count('<th scope="row">') for state in said} == said


def test_nobody_is_left_out_by_setting_a_state(client, store, sent):
    data = {"participant": [ids(store)[0]], "state": "excluded"}
    assert "没有这种状态" in client.post(f"{sent}/state", data=data, follow_redirects=True).text


@pytest.mark.parametrize(
    "place",
    [
        "participants",
        "forms/1/candidates",
        "answers/form:1",
        "quality/form:1",
        "answers/form:1/export.csv",
    ],
)
def test_what_people_are_called_has_one_name_everywhere(client, cast, sent, place):
    page = client.get(f"/studies/{cast.study}/{place}").text
    assert "化名" in page
    assert "编号" not in page

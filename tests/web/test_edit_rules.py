"""The page of rules: options marked, rules and cells written by menus, taken back, refused in place."""

import pytest

from tests.web.screening import publish, put_form, send
from workbench.storage.tables import Form
from workbench.workflow import form_editing
from workbench.workflow.form_editing import Author

HOSTILE = "<script>alert('x')</script>{{7*7}}"


@pytest.fixture
def page(store, cast):
    """The address of the page of a draft's rules."""
    form_id = put_form(store, cast, options={}, score=[], quotas=[], screen_out=[])
    return f"/studies/{cast.study}/forms/{form_id}/screening"


def rules(store):
    with store.reading() as session:
        return session.get(Form, 1).rules


def post(client, page, verb, **values):
    revision = form_revision(client)
    return client.post(f"{page}/{verb}", data={"revision": revision, **values})


def form_revision(client):
    store = client.application.extensions["store"]
    with store.reading() as session:
        return session.get(Form, 1).revision


def test_options_are_marked_and_taken_back(client, store, page):
    marks = {"mark:fish": "must", "mark:farm": "may", "mark:war": "reject"}
    assert post(client, page, "mark-options", question="genre", **marks).status_code == 303
    assert rules(store)["options"] == {"genre": {"fish": "must", "war": "reject"}}
    assert "必选 钓鱼" in client.get(page).text
    assert "不合格 对战" in client.get(page).text
    post(client, page, "undo")
    assert rules(store)["options"] == {}


def test_options_of_which_nobody_could_choose_one_are_refused(client, store, page):
    marks = {f"mark:{value}": "reject" for value in ("fish", "farm", "war")}
    told = client.post(
        f"{page}/mark-options", data={"revision": 1, "question": "genre", **marks}, follow_redirects=True
    )
    assert "没有人能通过" in told.text
    assert rules(store)["options"] == {}


@pytest.mark.parametrize(
    ("part", "own", "kept"),
    [
        ("screen_out", {"reason": "太少"}, {"reason": "太少"}),
        ("score", {"reason": "好", "points": "-2.5"}, {"reason": "好", "points": -2.5}),
        ("quotas", {"title": "女", "size": "8", "soft": "1"}, {"title": "女", "size": 8, "soft": True}),
    ],
)
def test_a_rule_is_written_by_menus_and_reads_as_a_sentence(client, store, page, part, own, kept):
    shown = client.get(f"{page}?new={part}&q=sex&q=often")
    assert "女" in shown.text
    terms = {"q": ["sex", "often"], "operator:0": "anyof", "value:0": ["f"], "operator:1": ">=", "value:1": ["3", "4"]}
    answer = post(client, page, "save-rule", part=part, rule="", joined="and", **terms, **own)
    assert answer.status_code == 303, answer.text
    (rule,) = rules(store)[part]
    assert {name: rule[name] for name in kept} == kept
    assert rule["if"] == "{sex} anyof ['f'] and {often} >= 3"
    assert '“性别？” 选了 <span class="chosen">女</span>' in client.get(page).text
    again = client.get(f"{page}?edit={part}&rule={rule['id']}").text
    assert 'value="f" checked' in again
    post(client, page, "delete-rule", part=part, rule=rule["id"])
    assert rules(store)[part] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": "{nobody} = 1", "reason": "x"}, "没有叫“nobody”的题"),
        ({"text": "{sex} = 'x'", "reason": "x"}, "没有选项“x”"),
        ({"text": "{sex} =", "reason": "x"}, "条件没有写完"),
        ({"text": "1 = 1", "reason": "x"}, "条件里没有题目"),
        ({"text": "", "reason": "x"}, "还没有写条件"),
        ({"text": "{age} < 20", "reason": ""}, "还空着"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_and_nothing_typed_is_lost(client, store, page, typed, told):
    answer = post(client, page, "save-rule", part="screen_out", rule="", **typed)
    assert answer.status_code == 422, answer.status_code
    assert told in answer.text
    assert (
        f">{typed['text'].replace(chr(39), '&#39;')}</textarea>".replace("<20", "&lt;20") in answer.text
        or "&lt;" in answer.text
    )
    assert rules(store)["screen_out"] == []


def test_cells_are_crossed_from_two_questions(client, store, page):
    assert "女" in client.get(f"{page}?first=sex&second=genre").text
    sizes = ["2", "", "0", "", "3", ""]
    assert post(client, page, "cross-cells", first="sex", second="genre", size=sizes).status_code == 303
    assert [(cell["title"], cell["if"], cell["size"]) for cell in rules(store)["quotas"]] == [
        ("女 × 钓鱼", "{sex} anyof ['f'] and {genre} anyof ['fish']", 2),
        ("男 × 种田", "{sex} anyof ['m'] and {genre} anyof ['farm']", 3),
    ]
    ids = [cell["id"] for cell in rules(store)["quotas"]]
    post(client, page, "cross-cells", first="sex", second="genre", size=["5", "", "", "", "", ""])
    assert [cell["size"] for cell in rules(store)["quotas"]] == [5, 3]
    assert [cell["id"] for cell in rules(store)["quotas"]] == ids


def test_a_size_that_is_no_number_is_refused_and_comes_back(client, store, page):
    answer = post(client, page, "cross-cells", first="sex", second="genre", size=["两个", "", "", "", "", "7"])
    assert answer.status_code == 422
    assert "两个" in answer.text
    assert 'value="7"' in answer.text
    assert rules(store)["quotas"] == []


def test_whoever_saw_an_older_draft_is_told(client, store, page):
    fields = {"part": "screen_out", "text": "{age} < 20", "reason": "太小"}
    told = client.post(f"{page}/save-rule", data={"revision": 0, **fields})
    assert told.status_code == 409
    assert "刚在别处改过" in told.text
    assert "太小" in told.text


def test_hostile_names_are_only_text(client, store, page):
    post(client, page, "save-rule", part="quotas", text="{age} > 3", title=HOSTILE, size="3")
    text = client.get(page).text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text


def test_the_cells_fill_while_one_looks(client, anyone, store, cast):
    form_id, link = publish(store, cast)
    for _ in range(3):
        send(anyone, link)
    cells = client.get(f"/studies/{cast.study}/forms/{form_id}/screening/cells", headers={"HX-Request": "true"}).text
    assert "1/1" in cells
    assert "已满" in cells
    assert "2 人在候补" in cells


def test_an_outsider_finds_nothing(outsider, page):
    assert outsider.get(page).status_code == 404
    for verb in ("mark-options", "save-rule", "delete-rule", "cross-cells", "undo"):
        assert outsider.post(f"{page}/{verb}").status_code == 404
    assert outsider.get(f"{page}/cells").status_code == 404


def test_a_deleted_option_shows_its_rule_as_wrong(client, store, cast):
    form_id = put_form(store, cast)
    author = Author(cast.owner, form_id, 1)
    with form_editing.changing(store, author, "test") as form:
        page = form.definition["pages"][0]
        sex = {**page["elements"][2], "choices": [{"value": "m", "text": "男"}]}
        form.definition = {
            **form.definition,
            "pages": [{**page, "elements": [*page["elements"][:2], sex, page["elements"][3]]}],
        }
    assert "没有选项“f”" in client.get(f"/studies/{cast.study}/forms/{form_id}/screening").text

"""The page of rules: options marked, rules written by menus, steps taken back, refused in place."""

import pytest
from markupsafe import escape

from tests.web.screening import change_rules as post
from tests.web.screening import draft_rules as rules
from tests.web.screening import publish, put_form, rules_page, send
from workbench.workflow import form_editing
from workbench.workflow.form_editing import Author

HOSTILE = "<script>alert('x')</script>{{7*7}}"


@pytest.fixture
def page(store, cast):
    """The address of the page of a draft's rules."""
    return rules_page(store, cast)


def rows(*said, joined="and"):
    """Rows of a condition's menus as a browser posts them: question, operator, values."""
    values = {f"if:value:{at}": list(given) for at, (_question, _operator, *given) in enumerate(said)}
    names = {"if:question": [one[0] for one in said], "if:operator": [one[1] for one in said]}
    return {"if:way": "menus", "if:joined": joined, **names, **values}


def text(condition):
    return {"if:way": "text", "if:text": condition}


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
    told = post(client, page, "mark-options", question="genre", **marks)
    assert told.status_code == 422
    assert "第 1 题“常玩哪几类？”的每个选项都不合格，没有人能通过。" in told.text
    fold = told.text.partition('id="mark-1" open>')[2].partition("</details>")[0]
    assert [f'value="reject" aria-label="{one} 不合格" checked' in fold for one in ("钓鱼", "种田", "对战")] == [
        True
    ] * 3
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
    assert "选一道题…" in client.get(f"{page}?new={part}").text
    said = rows(("sex", "anyof", "f"), ("often", ">=", "3"))
    answer = post(client, page, "save-rule", part=part, rule="", **said, **own)
    assert answer.status_code == 303, answer.text
    (rule,) = rules(store)[part]
    assert {name: rule[name] for name in kept} == kept
    assert rule["if"] == "{sex} = 'f' and {often} >= 3"
    assert '“性别？” 选的是 <span class="chosen">女</span>' in client.get(page).text
    again = client.get(f"{page}?edit={part}&rule={rule['id']}").text
    assert 'value="f" checked' in again
    post(client, page, "delete-rule", part=part, rule=rule["id"])
    assert rules(store)[part] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({**text("{nobody} = 1"), "reason": "x"}, "没有叫“nobody”的题"),
        ({**text("{sex} = 'x'"), "reason": "x"}, "第 3 题“性别？”没有选项“x”，只有 f（女）、m（男）。"),
        ({**text("{sex} ="), "reason": "x"}, "条件没有写完"),
        ({**text("1 = 1"), "reason": "x"}, "条件里没有题目"),
        ({**text(""), "reason": "x"}, "还没有写条件"),
        ({**text("{age} < 20"), "reason": ""}, "还空着"),
        ({**rows(("age", "<", "二十")), "reason": "x"}, "第 1 条的“二十”不是数"),
        ({**rows(("sex", "empty"), ("age", "between", "35", "20")), "reason": "x"}, "第 2 条写反了：35 在 20 之后"),
        ({**rows(("age", "between", "", "20")), "reason": "x"}, "条件还没有写完"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_and_nothing_typed_is_lost(client, store, page, typed, told):
    answer = post(client, page, "save-rule", part="screen_out", rule="", **typed)
    assert answer.status_code == 422, answer.status_code
    assert told in answer.text
    for value in (one for name, given in typed.items() if "value" in name for one in given if one):
        assert f'value="{value}"' in answer.text
    if "if:text" in typed:
        assert f">{escape(typed['if:text'])}</textarea>" in answer.text
    assert rules(store)["screen_out"] == []


def test_a_row_is_added_and_nothing_typed_is_lost(client, store, page):
    typed = {"part": "screen_out", "reason": "太年轻", **rows(("age", "<", "25"))}
    shown = post(client, page, "save-rule", step="if:add", **typed).text
    assert 'name="reason" type="text" value="太年轻"' in shown
    assert shown.count('name="if:question"') == 2
    assert 'name="if:value:0" type="text" inputmode="decimal" value="25"' in shown
    assert '<option value="&lt;" selected>小于</option>' in shown
    shown = post(client, page, "save-rule", step="if:drop:0", **typed).text
    assert 'value="太年轻"' in shown
    assert 'name="if:question"' not in shown
    assert rules(store)["screen_out"] == []


def test_a_band_is_written_with_both_ends_and_reopens_as_one(client, store, page):
    said = rows(("age", "between", " ２０ ", "25"), ("age", "between", "31", "35"), joined="or")
    assert post(client, page, "save-rule", part="screen_out", reason="错龄", **said).status_code == 303
    (rule,) = rules(store)["screen_out"]
    assert rule["if"] == "({age} >= 20 and {age} <= 25) or ({age} >= 31 and {age} <= 35)"
    assert '介于 <span class="chosen">31 和 35</span>' in client.get(page).text
    again = client.get(f"{page}?edit=screen_out&rule={rule['id']}").text
    assert again.count('<option value="between" selected>介于</option>') == 2
    assert '<option value="or" selected>' in again


@pytest.mark.parametrize("way", [text("{age} >= 20 and {age} <= 35"), text("{AGE} <= 35 and {age} >= 20")])
def test_a_band_that_was_typed_reopens_as_one(client, store, page, way):
    post(client, page, "save-rule", part="quotas", title="年轻人", size="5", **way)
    (cell,) = rules(store)["quotas"]
    assert cell["if"] == way["if:text"]
    again = client.get(f"{page}?edit=quotas&rule={cell['id']}").text
    assert [f'inputmode="decimal" value="{end}"' in again for end in ("20", "35")] == [True, True]
    assert '<option value="between" selected>介于</option>' in again


def test_a_step_is_named_taken_back_and_done_again(client, store, page):
    post(client, page, "save-rule", part="quotas", title="年轻人", size="5", **rows(("age", "<", "25")))
    assert "撤销上一步：写配额格" in client.get(page).text
    told = client.get(post(client, page, "undo").location).text
    assert "已撤销：写配额格。" in told
    assert "重做：写配额格" in told
    assert rules(store)["quotas"] == []
    assert "已重做：写配额格。" in client.get(post(client, page, "redo").location).text
    assert rules(store)["quotas"][0]["title"] == "年轻人"
    assert "没有可以重做的修改" in client.get(post(client, page, "redo").location).text


def test_whoever_saw_an_older_draft_is_told(client, store, page):
    fields = {"part": "screen_out", **rows(("age", "<", "20")), "reason": "太小"}
    told = client.post(f"{page}/save-rule", data={"revision": 0, **fields})
    assert told.status_code == 409
    assert "刚在别处改过" in told.text
    assert "太小" in told.text


def test_hostile_names_are_only_text(client, store, page):
    post(client, page, "save-rule", part="quotas", **rows(("age", ">", "3")), title=HOSTILE, size="3")
    shown = client.get(page).text
    assert HOSTILE not in shown
    assert "&lt;script&gt;" in shown


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
    for verb in ("mark-options", "save-rule", "delete-rule", "cross-cells", "undo", "redo"):
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

"""What keeps a question from being deleted is told by numbers and titles, never by names of the format."""

import pytest

from workbench.errors import InvalidForm
from workbench.surveys import editing

SEX = {"type": "radiogroup", "name": "q1", "title": "性别？", "choices": ["女", "男"]}
NOTE = {"type": "expression", "name": "text1", "title": "说明"}
AGE = {"type": "text", "name": "q2", "title": {"default": "年龄？", "en": "Age?"}}
BOX = {"type": "panel", "name": "box", "title": "一组", "elements": [{"type": "text", "name": "q3", "title": "城市？"}]}


def draft(page=None, **of_age):
    age = {**AGE, **of_age}
    pages = [
        {"name": "p1", "elements": [SEX, NOTE]},
        {"name": "p2", "elements": [age, BOX], **({"visibleIf": page} if page else {})},
    ]
    return {"title": "问卷", "pages": pages}


def rules(**parts):
    return {**editing.new_rules(), **parts}


@pytest.mark.parametrize(
    ("definition", "kept", "where"),
    [
        (draft(visibleIf="{Q1} = '女'"), rules(), "第 2 题“年龄？”"),
        (draft(validators=[{"type": "expression", "expression": "{q1} = '女'"}]), rules(), "第 2 题“年龄？”"),
        (draft("{q1} notempty"), rules(), "第 2 页"),
        (draft(), rules(screen_out=[{"id": "x", "if": "{q1} = '男'", "reason": "太少"}]), "不合格的条件“太少”"),
        (draft(), rules(score=[{"id": "x", "if": "{q1} = '男'", "points": 1, "reason": "好"}]), "加分项“好”"),
        (draft(), rules(quotas=[{"id": "x", "if": "{q1} = '男'", "title": "男生", "size": 1}]), "配额格“男生”"),
    ],
)
def test_a_question_in_use_is_not_deleted_and_it_is_told_where(definition, kept, where):
    with pytest.raises(InvalidForm) as refused:
        editing.delete_question(definition, kept, "q1")
    assert str(refused.value) == f"第 1 题“性别？”还用在条件里，不能删除。 请先改掉{where}里的条件。"


def test_what_goes_too_keeps_nothing():
    definition = draft("{q3} = 1", visibleIf="{q3} = 1")
    with pytest.raises(InvalidForm, match=r"第 3 题“城市？”还用在条件里.*第 2 页"):
        editing.delete_question(definition, rules(), "box")
    assert len(editing.delete_page(definition, rules(), 1)[0]["pages"]) == 1

"""One numbering of questions: as the editor counts them, so the codebook, the workbook of results and sentences do."""

import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook

from tests.imported import import_form
from tests.web.screening import AGE, send
from workbench.storage.tables import Form
from workbench.workflow import forms

PICKED = {"type": "radiogroup", "title": "平时用什么玩？", "choices": ["手机", "电脑"], "showOtherItem": True}
ELEMENTS = [
    {"type": "expression", "name": "hello", "title": "先问几个问题"},
    {**PICKED, "name": "device"},
    {"type": "matrix", "name": "feel", "title": "同意吗？", "columns": ["是", "否"], "rows": ["好看", "好玩"]},
    {"type": "panel", "name": "box", "title": "关于你", "elements": [AGE]},
    {"type": "multipletext", "name": "who", "title": "两项", "items": [{"name": "a"}, {"name": "b"}]},
    {"type": "rating", "name": "runs", "title": "每周跑几次？"},
]
FORM = {"title": "跑步", "pages": [{"name": "p1", "elements": ELEMENTS}]}
RULES = {"consent_version": "1", "retention_months": 12, "roles": {}, "pii": []}


@pytest.fixture
def form_id(store, cast, anyone):
    number = import_form(store, cast.owner, cast.study, json.dumps({"form": FORM, "rules": RULES}))
    forms.publish_form(store, cast.owner, number)
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, number).token}"
    other = {"device": "other", "device-Comment": "掌机", "feel.好看": "是", "feel.好玩": "否"}
    send(anyone, link, **other, **{"who.a": "甲", "who.b": "乙"}, runs="3")
    return number


def test_the_codebook_and_the_results_count_questions_as_the_editor_does(client, cast, form_id):
    editor = client.get(f"/studies/{cast.study}/forms/{form_id}").text
    cards = dict(re.findall(r'data-name="(\w+)"[^>]*data-number="(\d*)"', editor))
    assert cards == {"hello": "0", "device": "1", "feel": "2", "box": "0", "age": "3", "who": "4", "runs": "5"}
    book = _book(client, f"/studies/{cast.study}/answers/form:{form_id}/export.xlsx")
    lines = {line[2]: line[0] for line in book.get_sheet_by_name("编码表").to_python()[1:]}
    parts = {"device-Comment": "1-其他", "feel.好看": "2.1", "feel.好玩": "2.2", "who.a": "4.1", "who.b": "4.2"}
    assert lines == {"device": 1, "age": 3, "runs": 5, **parts}
    names = _book(client, f"/studies/{cast.study}/results/form:{form_id}/export.xlsx").sheet_names
    numbered = [name.split()[0] for name in names[1:]]
    assert numbered == ["1", "1-其他", "2", "3", "4.1", "4.2", "5"]


def _book(client, address):
    return CalamineWorkbook.from_filelike(io.BytesIO(client.get(address).data))

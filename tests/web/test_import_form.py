"""Questionnaires from elsewhere: paste or upload, look, make a draft; what was given is never lost."""

import base64
import io
import json
import zipfile

import pytest
import xlsxwriter
from sqlmodel import select

from tests.web.writing import Desk
from workbench.errors import TooLarge
from workbench.settings import SURVEY_FORMS
from workbench.storage.tables import Form
from workbench.surveys import editing
from workbench.workflow import form_imports, forms

HOUSE = json.loads((SURVEY_FORMS / "mobile_game_beta" / "form.json").read_text("utf-8"))
RULES = json.loads((SURVEY_FORMS / "mobile_game_beta" / "rules.json").read_text("utf-8"))
WJX = """外卖用户招募

1. 你多久点一次外卖？[单选题]
A. 每天
B. 每周
C. 从不

2. 为什么点外卖？[简答题]（选填）

3. 上传一张截图[文件上传]
"""
TENCENT = "外卖用户招募\n\n大约两分钟\n\n你多久点一次？[单选题][必答]\n每天\n每周\n\n为什么？[多行文本题]\n"


@pytest.fixture
def page(client, cast):
    def send(step="preview", **fields):
        return client.post(f"/studies/{cast.study}/forms/import", data={"step": step, **fields})

    return send


@pytest.fixture
def made(page, store):
    def send(**fields):
        response = page("create", **fields)
        assert response.status_code == 303, response.text
        with store.reading() as session:
            return session.get_one(Form, int(response.location.rpartition("/")[2]))

    return send


def workbook(survey, choices=(), settings=()):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


XLSFORM = workbook(
    [
        ["type", "name", "label", "relevant"],
        ["select_one often", "often", "多久一次"],
        ["text", "why", "为什么", "${often} = 'daily'"],
    ],
    [["list_name", "name", "label"], ["often", "daily", "每天"], ["often", "never", "从不"]],
    [["form_title"], ["外卖"]],
)


def test_the_way_leads_from_a_new_form_to_pasting(client, cast):
    assert f"/studies/{cast.study}/forms/import" in client.get(f"/studies/{cast.study}/forms/create").text
    assert "粘贴问卷的文字" in client.get(f"/studies/{cast.study}/forms/import").text


def test_a_pasted_text_is_shown_before_anything_is_stored(page, client, cast):
    text = page(text=WJX).text
    assert "读出 2 道题" in text
    assert "按问卷星的写法读" in text
    assert "没有写明的题当作必填" in text
    assert "没有带过来的 1 处" in text
    assert "每天 / 每周 / 从不" in text
    assert "建成草稿" in text
    assert "还没有甄别问卷" in client.get(f"/studies/{cast.study}/forms").text


def test_the_assumptions_can_be_switched(page):
    assert "没有写明的题当作选填" in page(text=TENCENT).text
    assert "第 5 行的“[必答]”是腾讯问卷的写法" in page(text=TENCENT).text
    switched = page(text=TENCENT, dialect="wjx", required="yes").text
    assert "按问卷星的写法读" in switched
    assert "没有写明的题当作必填" in switched
    assert '<option value="wjx" selected>' in switched


def test_a_draft_is_made_with_and_without_our_page_of_consent(made):
    form = made(text=WJX, consent="1")
    assert [page["elements"][0]["name"] for page in form.definition["pages"]] == ["consent", "q1"]
    assert form.definition["pages"][1]["visibleIf"] == "{consent} != 'disagree'"
    assert form.rules["screen_out"][0]["if"] == "{consent} = 'disagree'"
    assert form.rules["roles"]["q2"] == "motivation"
    assert len(made(text=WJX).definition["pages"]) == 1


def test_an_imported_draft_opens_in_the_editor(made, client, cast):
    form = made(text=WJX, consent="1")
    assert "你多久点一次外卖？" in client.get(f"/studies/{cast.study}/forms/{form.id}").text


def test_an_xlsform_is_held_from_the_preview_to_the_draft(page, made):
    shown = page(file=(io.BytesIO(XLSFORM), "外卖.xlsx")).text
    assert "读出 2 道题" in shown
    assert "已选的文件：外卖.xlsx" in shown
    held = shown.split('name="held" value="')[1].split('"')[0]
    form = made(held=held, held_name="外卖.xlsx")
    assert form.title == "外卖"
    assert form.definition["pages"][0]["elements"][1]["visibleIf"] == "{often} = 'daily'"


def test_a_text_file_comes_back_as_text_to_correct(page):
    shown = page(file=(io.BytesIO(WJX.encode("gb18030")), "问卷.txt")).text
    assert "1. 你多久点一次外卖？[单选题]</textarea>" not in shown
    assert "1. 你多久点一次外卖？[单选题]" in shown
    assert "已选的文件" not in shown


def test_a_form_json_keeps_its_rules(made):
    assert made(text=json.dumps(HOUSE)).definition == HOUSE
    file = (io.BytesIO(b"\xef\xbb\xbf" + json.dumps({"form": HOUSE, "rules": RULES}).encode()), "form.json")
    form = made(file=file)
    assert (form.definition, form.rules) == (HOUSE, RULES)


def test_what_only_concerns_looks_is_taken_off_and_named(page, made):
    text = json.dumps({**HOUSE, "showProgressBar": "top", "logo": "x.png", "widthMode": "static"})
    assert "没有带过来的 3 处" in page(text=text).text
    assert made(text=text).definition == HOUSE


def test_controls_in_an_imported_form_are_taken_out(made):
    text = '{"title": "a\\u0000b", "pages": [{"name": "p", "elements": [{"type": "text", "name": "q"}]}]}'
    assert made(text=text).title == "ab"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "还没有内容"),
        ("{不是 JSON", "这不是 JSON"),
        ("{" * 100_000, "这不是 JSON"),
        ("[1,2]", "这不是一份问卷"),
        ("[" * 100_000, "这不是 JSON"),
        (' [{"title": "x"}]', "这不是一份问卷"),
        ('{"form": 1}', "这不是一份问卷"),
        ('{"title": "\\ud800", "pages": 1}', "需要改正"),
        ("{}", "需要改正"),
        ('{"title": "x", "pages": [{"name": "p", "elements": [{"type": "html", "name": "h"}]}]}', "静态文字请写"),
        ('{"title": "x", "pages": [{"name": "p", "elements": [{"type": "file", "name": "h"}]}]}', "不接收文件"),
        ("长" * 100_001, "上限"),
    ],
)
def test_what_is_no_form_is_refused_and_kept(page, text, sentence):
    for step in ("preview", "create"):
        response = page(step, text=text)
        assert response.status_code == 422
        assert sentence in response.text
        assert text[:20].replace('"', "&#34;") in response.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook([["type", "name", "label"], ["text", "a", "甲"], ["text", "a", "乙"]]), "不是合规的 XLSForm"),
        (workbook([["A", "B"], ["1", "2"]]), "不是合规的 XLSForm"),
        (b"PK\x03\x04 broken", "已经损坏"),
        (b"\xff\xd8\xff\xe0", "不是文字"),
    ],
)
def test_a_file_that_is_no_form_ends_in_a_sentence(page, data, sentence):
    response = page(file=(io.BytesIO(data), "坏.xlsx"))
    assert response.status_code == 422
    assert sentence in response.text


@pytest.mark.parametrize("data", [b"[1,2]", b"12", b'"form"', b"[1,", b"\xe6\xa0\x87\xe9\xa2\x98", b"[" * 100_000])
def test_a_file_named_json_that_holds_no_object_is_refused(page, data):
    response = page(file=(io.BytesIO(data), "问卷.JSON"))
    assert response.status_code == 422
    assert "这不是" in response.text
    assert "建成草稿" not in response.text


def test_a_text_that_begins_with_a_tag_in_brackets_is_no_json(page):
    assert "读出 1 道题" in page(text="[单选题]你多久点一次？\n每天\n从不").text


def test_without_questions_no_draft_is_offered_nor_made(page, store):
    text = "标题\n\n1. 截图[文件上传]\n"
    shown = page(text=text).text
    assert "没有带过来的 1 处" in shown
    assert "建成草稿" not in shown
    assert page("create", text=text).status_code == 422
    with store.reading() as session:
        assert session.exec(select(Form)).all() == []


def test_a_pasted_text_stays_when_the_file_beside_it_is_refused(page):
    response = page(text=WJX, file=(io.BytesIO(b"\xff\xd8\xff\xe0"), "坏.xlsx"))
    assert response.status_code == 422
    assert "你多久点一次外卖？" in response.text


def test_a_file_that_is_too_large_for_a_form_ends_in_a_sentence():
    with pytest.raises(TooLarge, match="2 MB"):
        form_imports.opened(form_imports.Source(name="大.txt", data=b"x" * 3_000_000))


def test_hostile_words_are_shown_as_words(page):
    text = page(text="<script>alert(1)</script>\n\n1. <b>甲</b>[单选题]\n<i>一</i>\n二").text
    assert "<script>alert" not in text
    assert "&lt;b&gt;甲&lt;/b&gt;" in text


def test_an_outsider_imports_nothing(outsider, cast):
    address = f"/studies/{cast.study}/forms/import"
    assert outsider.get(address).status_code == outsider.post(address, data={"text": WJX}).status_code == 404


def test_what_is_exported_comes_back_the_same(client, store, cast, made):
    form_id = forms.copy_house_form(store, cast.owner, cast.study, "mobile_game_beta")
    address = f"/studies/{cast.study}/forms/{form_id}"
    definition = client.get(f"{address}/form.json")
    assert json.loads(definition.data) == HOUSE
    assert made(text=definition.text).definition == HOUSE
    archive = client.get(f"{address}/form.zip").data
    assert zipfile.ZipFile(io.BytesIO(archive)).namelist() == ["form.json", "rules.json"]
    again = made(file=(io.BytesIO(archive), "问卷.zip"), consent="1")
    assert (again.definition, again.rules) == (HOUSE, RULES)


def test_an_outsider_exports_nothing(outsider, client, store, cast):
    desk = Desk(client, store, cast)
    for file in ("form.json", "form.zip"):
        assert outsider.get(f"{desk.address}/{file}").status_code == 404


def test_an_option_that_excludes_the_others_is_shown_and_can_be_left_as_it_is(page, made):
    text = "标题\n\n1. 你用过哪些软件？[多选题]\n甲\n乙\n都没用过<i>\n\n2. 你养了哪些宠物？[多选题]\n猫\n都没养\n"
    shown = page(text=text).text
    assert "选了就不能再选别的 2 项" in shown
    assert "都没用过&lt;i&gt;" in shown
    assert 'name="ordinary" value="10 都没养" form="source-form">' in shown
    shown = page(text=text, ordinary="10 都没养").text
    assert "选了就不能再选别的 1 项" in shown
    assert 'value="10 都没养" form="source-form" checked>' in shown
    pets = [made(text=text, **wish).definition["pages"][-1]["elements"][1] for wish in ({}, {"ordinary": "10 都没养"})]
    assert [one.get("noneText") for one in pets] == ["都没养", None]
    assert [len(one["choices"]) for one in pets] == [1, 2]


def test_a_picture_of_too_many_pixels_in_a_form_json_is_refused_with_its_size(page, store):
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\x06\x00\x00\x00"
    link = f"data:image/png;base64,{base64.b64encode(head).decode()}"
    asked = {"type": "imagepicker", "name": "look", "title": "哪张？", "choices": [{"value": "a", "imageLink": link}]}
    definition = {"title": "图", "pages": [{"name": "p1", "elements": [asked]}]}
    refused = page("create", text=json.dumps({"form": definition, "rules": editing.new_rules()}))
    assert refused.status_code == 422
    assert "这张图片有 30000 × 30000 像素" in refused.text
    with store.reading() as session:
        assert session.exec(select(Form)).all() == []

"""Uploads: a file waits as a preview; what is no table gets a sentence."""

import io

import pytest
import xlsxwriter

from tests.web.tables import PEOPLE, bring, confirm, count, form_of, table, texts, upload
from workbench.storage.tables import ImportedFile, Participant


def test_nothing_is_imported_before_the_preview_is_confirmed(client, cast, store):
    address = upload(client, cast.study, table(PEOPLE, encoding="gb18030")).location
    page = client.get(address).text
    assert "GB18030 编码" in page
    assert "4 行、6 列" in page
    assert "掉帧害我输了一局" in page
    assert count(store, Participant) == 0
    assert "答卷.csv" in client.get(f"/studies/{cast.study}/imports").text


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "空.csv", "是空的"),
        (b"\xff\xd8\xff\xe0" + b"\x10JFIF" * 50, "答卷.csv", "其实是一张图片"),
        (b"PK\x03\x04" + b"\x00" * 60, "答卷.xlsx", "损坏"),
        (b"%PDF-1.7 ...", "答卷.xls", "PDF"),
    ],
)
def test_what_is_no_table_gets_a_sentence(client, cast, data, name, sentence):
    response = upload(client, cast.study, data, name)
    assert response.status_code == 422
    assert sentence in response.text
    assert "还没有导入过答卷" in client.get(f"/studies/{cast.study}/imports").text


def test_a_post_without_a_file_gets_a_sentence(client, cast):
    response = client.post(f"/studies/{cast.study}/imports/upload", data={})
    assert response.status_code == 422
    assert "还没有选文件" in response.text


def test_a_file_above_the_limit_gets_a_sentence(app, client, cast):
    app.config["MAX_CONTENT_LENGTH"] = 1024
    response = upload(client, cast.study, b"a,b\n" * 1024, "大.csv")
    assert response.status_code == 413
    assert "内容太大了" in response.text


def test_a_hostile_file_name_and_hostile_cells_are_shown_as_text(client, cast):
    rows = [["1", "<script>alert(1)</script>"], ["2", "{{ 7*7 }}"]]
    name = "../..\\<img src=x onerror=alert(1)>\u202efdp.csv"
    address = upload(client, cast.study, table(rows, ["编号", "<b>为什么</b>？"]), name).location
    page = client.get(address).text
    assert "&lt;script&gt;" in page
    assert "&lt;img src=x onerror=alert(1)&gt;fdp.csv" in page
    assert "<script>alert" not in page
    assert (
        "<b>为什么"
        not in client.get(confirm(client, address, title=["", "为什么"]).headers.get("Location", address)).text
    )


def test_a_preview_is_discarded(client, cast, store):
    address = upload(client, cast.study, table(PEOPLE)).location
    assert client.post(f"{address}/discard").status_code == 303
    assert count(store, ImportedFile) == 0


def test_another_sheet_of_a_workbook_can_be_chosen(client, cast, store):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, said in (("旧", "没意思"), ("新", "云海太好看")):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([["编号", "为什么喜欢？"], ["1", said], ["2", f"{said}。"]]):
                sheet.write_row(number, 0, row)
    address = upload(client, cast.study, file.getvalue(), "两张表.xlsx").location
    assert "工作表“旧”" in client.get(address).text
    page = client.get(f"{address}?sheet=新").text
    assert "云海太好看" in page
    confirm(client, address, page)
    assert texts(store) == {"云海太好看", "云海太好看。"}
    assert client.get(f"{address}?sheet=没有").status_code == 303


def test_a_sheet_that_is_not_there_gets_a_sentence(client, cast):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("一").write_row(0, 0, ["编号", "为什么"])
    address = upload(client, cast.study, file.getvalue(), "表.xlsx").location
    response = client.get(f"{address}?sheet=二")
    assert response.status_code == 422
    assert "没有工作表“二”" in response.text


def test_strange_answers_are_kept_as_they_are(client, cast, store):
    rows = [["1", "🙂🙂"], ["2", "长" * 100_000], ["3", "=1+1"], ["4", "👩‍🚀"]]
    bring(client, cast.study, table(rows, ["编号", "为什么喜欢？"]))
    assert texts(store) == {row[1] for row in rows}


def test_a_table_without_rows_is_previewed_and_brings_nobody(client, cast, store):
    page = client.get(upload(client, cast.study, table([])).location).text
    assert "还没有答卷" in page
    assert "0 人" in page


def test_columns_that_trace_people_are_proposed_to_be_ignored(client, cast, store):
    header = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您为什么打开这款游戏？"]
    rows = [[str(n), "2026/11/2 10:00", "60秒", "微信", "群", f"10.0.0.{n}", f"想放松，第 {n} 次"] for n in (1, 2, 3)]
    address = upload(client, cast.study, table(rows, header)).location
    form = form_of(client.get(address).text)
    assert [form["use"][place] for place in (4, 5)] == ["ignore", "ignore"]
    confirm(client, address)
    again = client.get(upload(client, cast.study, table([*rows, ["4", *rows[0][1:]]], header)).location).text
    assert "新的 1 人，已有 3 人" in again


def test_a_table_without_a_motive_or_a_pain_point_is_warned_of(client, cast):
    warning = "没有一列开放题谈动机或痛点"
    assert warning not in client.get(upload(client, cast.study, table(PEOPLE)).location).text
    plain = table([["1", "女"], ["2", "男"]], ["编号", "性别"])
    assert warning in client.get(upload(client, cast.study, plain).location).text


def test_the_result_leaves_out_what_did_not_happen(client, cast):
    page = client.get(bring(client, cast.study, table(PEOPLE))).text
    assert "<b>4</b> 新增" in page
    assert "<b>0</b>" not in page

"""Answers as files: several options in one column or one each, who and what is in them, the codebook."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from tests.web.answering import rows
from tests.web.surveyed import ids, put_survey
from workbench.storage.queries.answers import Wanted
from workbench.storage.tables import AuditEntry
from workbench.workflow.answer_exports import Layout, export_answers
from workbench.workflow.exclusions import exclude


@pytest.fixture
def source(store, cast):
    return put_survey(store, cast.study)


@pytest.fixture
def exported(client, cast, source):
    def lines(query="", kind="csv"):
        data = client.get(f"/studies/{cast.study}/answers/{source}/export.{kind}?sort=pseudonym&{query}").data
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) if kind == "csv" else data

    return lines


def test_without_being_asked_nothing_personal_leaves(exported):
    assert "真名1" not in str(exported())
    assert "13800138000" not in str(exported())
    assert {"微信或手机号", "怎么称呼"} <= set(exported("personal=1")[0])


def test_several_options_stand_in_one_column_in_one_each_or_in_both(exported):
    one, each, both = (exported(f"several={layout}") for layout in ("one", "each", "both"))
    assert one[2][one[0].index("常玩哪几类")] == "休闲益智┋角色扮演"
    assert "常玩哪几类" not in each[0]
    place = each[0].index("常玩哪几类 · 休闲益智")
    assert each[2][place : place + 3] == ["1", "1", "0"]
    assert {"常玩哪几类", "常玩哪几类 · 以上都没有"} <= set(both[0])


def test_a_ranking_leaves_in_its_order_or_as_places(exported):
    one, each = exported(), exported("several=each")
    assert one[2][one[0].index("最担心什么")] == "卡顿→价格→隐私"
    place = each[0].index("最担心什么 · 价格")
    assert each[2][place : place + 3] == ["2", "3", "1"]


def test_who_was_left_out_or_turned_away_is_in_or_out(exported, store, cast, source):
    _questions, people = ids(store, source)
    exclude(store, cast.owner, cast.study, people[:2], "=空话")
    assert len(exported()) == 1 + 10
    assert len(exported("screened_out=0")) == 1 + 9
    everybody = exported("excluded=1")
    assert len(everybody) == 1 + 12
    assert everybody[1][everybody[0].index("排除的理由")] == "'=空话"


def test_what_recruiting_looks_at_stands_before_the_answers(exported):
    first, *_, last = (dict(zip(exported()[0], line, strict=True)) for line in exported()[1:])
    told = ("没有通过的原因", "配额格", "渠道", "用时（秒）", "质量分", "知情同意版本", "问卷版本")
    assert [first[name] for name in told] == ["", "安卓 <格>", "微信群 <A>", "240", "100", "1", "1"]
    assert [last[name] for name in told][:3] == ["不合格：只测安卓", "", "问卷链接"]
    moment = datetime.fromisoformat(first["提交时间（北京时间）"])
    assert moment.utcoffset() == timedelta(hours=8)
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported(kind="xlsx")))
    heading, line, *_ = book.get_sheet_by_name("答卷").to_python()
    assert line[heading.index("提交时间（北京时间）")] == moment.replace(tzinfo=None)
    assert line[heading.index("用时（秒）")] == 240


def test_contacts_that_leave_are_written_down(exported, cast, store):
    exported()
    assert [one for one in rows(store, AuditEntry) if one.verb == "export_contacts"] == []
    exported("personal=1")
    (entry,) = (one for one in rows(store, AuditEntry) if one.verb == "export_contacts")
    assert (entry.subject, entry.user_id) == ("form:1", cast.owner)


def test_contacts_that_leave_by_the_verb_are_written_down_too(cast, store, source):
    for layout in (Layout(), Layout(personal=True)):
        export_answers(store, cast.owner, Wanted(source), layout)
    (entry,) = (one for one in rows(store, AuditEntry) if one.verb == "export_contacts")
    assert (entry.subject, entry.user_id, entry.study_id) == ("form:1", cast.owner, cast.study)


def test_what_people_wrote_never_becomes_a_formula(exported):
    assert '\'=HYPERLINK("http://x")' in [cell for line in exported() for cell in line]
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported(kind="xlsx")))
    assert '=HYPERLINK("http://x")' in [cell for line in book.get_sheet_by_name("答卷").to_python() for cell in line]


def test_the_workbook_has_a_codebook_and_says_who_is_missing(exported, store, cast, source):
    _questions, people = ids(store, source)
    exclude(store, cast.owner, cast.study, people[:2], "空话")
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported(kind="xlsx")))
    codebook = book.get_sheet_by_name("编码表").to_python()
    assert codebook[1] == ["", "用什么玩", "device", "单选", "行为", "a=安卓手机\ni=iOS <手机>", 10]
    assert codebook[3][0:4:3] == [1, "排序"], "the only questions that the newest version asks have numbers"
    about = dict(book.get_sheet_by_name("说明").to_python()[1:])
    assert about == {
        "导出的人数": 10,
        "没有导出：已排除的人": 2,
        "没有导出：不合格的人": 0,
        "没有导出：问姓名或联系方式的题": 2,
    }


def test_the_page_counts_what_a_file_would_hold(client, cast, source):
    page = client.get(f"/studies/{cast.study}/answers/{source}/export?screened_out=0&q=朋友").text
    assert "文件里会有 2 人、10 道题" in page
    assert "问姓名或联系方式的题 2 道" in page
    assert "只含答卷表里筛出的人" in page
    odd = client.get(f"/studies/{cast.study}/answers/{source}/export?several=<b>&personal=x")
    assert odd.status_code == 200


def test_an_outsider_reaches_nothing_of_it(outsider, cast, source):
    for path in ("export", "export.xlsx", "export.csv"):
        assert outsider.get(f"/studies/{cast.study}/answers/{source}/{path}").status_code == 404
        assert outsider.get(f"/studies/{cast.foreign_study}/answers/{source}/{path}").status_code == 404

"""What people said: searched with context, counted by people, exported."""

import io
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.web.material import put_interview, put_people
from workbench.records.facts import Kind, QuestionFacts
from workbench.storage.tables import Interview, Utterance
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions
from workbench.workflow.texts import pieces

NETWORK = [
    ("甲", "进地铁就没有信号，还好我囤了书。"),
    ("乙", "信号很好，ＶＩＶＯ也不卡。"),
    ("丙", "vivo 手机没信号！没信号！<b>真的</b>"),
    ("丁", "好像说不太流畅，要验证手机号"),
]


@pytest.fixture
def people(store, cast):
    return put_people(store, cast.study)


@pytest.fixture
def network(store, cast):
    with store.writing() as session:
        facts = [QuestionFacts(key="net", title="网络怎么样 <i>", kind=Kind.OPEN)]
        questions = sync_questions(session, cast.study, "import:9", facts)
        for name, text in NETWORK:
            person = add_participant(session, Origin(cast.study, "import:9", name), pseudonym=name)
            record_answers(session, person.id, questions, {"net": text})


@pytest.fixture
def find(client, cast):
    def get(query="", **more):
        extra = "".join(f"&{name}={value}" for name, value in more.items())
        return client.get(f"/studies/{cast.study}/texts?q={quote(query)}{extra}").text

    return get


def names(page):
    """The people of the finds, in order."""
    return re.findall(r'<p class="where">\s*(?:<a[^>]*>)?([^<\s]+)', page)


def marks(page):
    return re.findall(r"<mark>([^<]*)</mark>", page)


def test_a_study_without_words_says_where_they_come_from(find):
    page = find()
    assert "还没有原话" in page
    assert "导入答卷" in page


def test_without_a_query_words_are_counted_by_people(find, network):
    page = find()
    assert re.search(r">没信号</a> <span[^>]*>2 人", page)
    assert re.search(r">vivo</a> <span[^>]*>2 人", page)


def test_words_that_set_motivation_and_pain_apart_stand_side_by_side(store, cast, find):
    with store.writing() as session:
        facts = [QuestionFacts(key=k, title=k, kind=Kind.OPEN, topic=k) for k in ("motivation", "pain_point")]
        questions = sync_questions(session, cast.study, "import:1", facts)
        for number in range(3):
            person = add_participant(session, Origin(cast.study, "import:1", str(number)))
            record_answers(session, person.id, questions, {"motivation": "放松心情", "pain_point": "总是掉线"})
    motivation, pain = find().split("说动机时更常说")[1].split("说痛点时更常说")
    assert "放松" in motivation
    assert "掉线" not in motivation
    assert "3/3 人 · 说动机时 0 人" in pain


def test_only_empty_answers_say_so(store, cast, find):
    with store.writing() as session:
        questions = sync_questions(session, cast.study, "import:1", [QuestionFacts(key="a", title="a", kind=Kind.OPEN)])
        person = add_participant(session, Origin(cast.study, "import:1", "1"))
        record_answers(session, person.id, questions, {"a": "无"})
    assert "还没有能计入的词" in find()


def test_a_find_is_marked_in_its_context_and_counted(find, network):
    page = find("信号")
    assert "<b>3 人说到</b> · 共 3 条原话" in page
    assert marks(page)[:3] == ["信号", "信号", "信号"]
    assert "进地铁就没有</span><mark>信号</mark>" in page
    assert "#u1" in page


@pytest.mark.parametrize("query", ["vivo", "VIVO", "ｖｉｖｏ"])
def test_case_and_width_do_not_matter(find, network, query):
    page = find(query)
    assert names(page) == ["丙", "乙"]
    assert {"ＶＩＶＯ", "vivo"} <= set(marks(page))


def test_several_words_must_all_occur(find, network):
    assert names(find("信号 vivo")) == ["丙", "乙"]
    assert names(find("信号 地铁")) == ["甲"]
    assert "没有找到" in find("信号 海浪")


def test_a_denied_word_is_found_however_it_is_denied(find, network):
    page = find("没信号")
    assert names(page) == ["丙", "甲"]
    assert "没有信号" in marks(page)
    assert names(find("不流畅", whole=1)) == ["丁"]
    assert marks(find("不流畅", whole=1)) == ["不太流畅"]
    assert "没有找到" in find("流畅", whole=1)


def test_whole_words_are_not_found_inside_others(find, network):
    assert names(find("手机")) == ["丁", "丙"]
    assert names(find("手机", whole=1)) == ["丙"]


def test_the_count_of_a_key_word_is_what_its_link_finds(client, cast, network):
    page = client.get(f"/studies/{cast.study}/texts").text
    links = re.findall(r'<li><a href="([^"]+)">[^<]+</a> <span class="soft">(\d+) 人', page)
    assert links
    for address, count in links:
        found = client.get(address.replace("&amp;", "&")).text
        assert f"<b>{count} 人说到</b>" in found


def test_a_word_that_is_taken_apart_can_be_made_one(find, network):
    page = find("ok吗朋友")
    assert "会被拆成" in page
    assert "/texts/words?kind=word&amp;typed=" in page
    assert "会被拆成" not in find("信号")


def test_hostile_words_and_titles_are_shown_as_text(find, network):
    page = find("<b>")
    assert "<mark>&lt;b&gt;</mark>" in page
    assert "网络怎么样 &lt;i&gt;" in page
    assert "&lt;script&gt;" in find("<script>")


def test_finds_are_filtered_by_topic_and_source(find, store, cast, people):
    put_interview(store, cast.study, people[0])
    assert "共 3 条原话" in find(topic="pain_point", source="survey")
    page = find(topic="pain_point", source="interview")
    assert "共 1 条原话" in page
    assert f"/studies/{cast.study}/interviews/1#u" in page
    assert "没有找到" in find(topic="other")
    assert "共 4 条原话" in find("", topic="pain_point", source="nonsense")


def test_only_participants_are_searched_unless_everybody_is_asked_for(find, store, cast, people):
    put_interview(store, cast.study, people[0])
    assert "没有找到" in find("上一次是什么")
    page = find("上一次是什么", everybody=1)
    assert "<b>0 人说到</b> · 共 1 条原话" in page
    assert names(page) == ["林晓"]


def test_an_interview_without_participant_still_counts_its_speaker(find, store, cast):
    with store.writing() as session:
        interview = Interview(study_id=cast.study, title="街访", status="done")
        session.add(interview)
        session.flush()
        place = {"study_id": cast.study, "interview_id": interview.id}
        session.add_all(Utterance(**place, position=n, speaker="路人", text="云很好看") for n in range(2))
    assert "<b>1 人说到</b> · 共 2 条原话" in find("好看")


def test_finds_are_sorted_by_what_stands_around(find, network):
    assert names(find("信号")) == ["丙", "乙", "甲"]  # by code point, as databases sort
    assert names(find("信号", sort="after")) == ["乙", "丙", "甲"]  # 很, ！, ，
    assert names(find("信号", sort="before")) == ["乙", "甲", "丙"]  # nothing, 有, 没
    assert names(find("信号", sort="longest")) == ["丙", "甲", "乙"]
    assert names(find("信号", sort="nonsense")) == names(find("信号"))


def test_a_long_text_is_cut_around_the_find_and_unfolds(find, store, cast):
    with store.writing() as session:
        session.add(Utterance(study_id=cast.study, speaker="某", text="前" * 60_000 + "云" + "后" * 40_000))
    page = find("云")
    assert f'<span class="before">…{"前" * 26}</span><mark>云</mark>' in page
    assert "<details><summary>全文" in page


def test_fifty_finds_are_a_page(find, store, cast):
    with store.writing() as session:
        session.add_all(Utterance(study_id=cast.study, speaker=f"{n:03d}", text="好玩") for n in range(51))
    assert "第 2 页，共 2 页" in find("好玩", page=2)
    assert names(find("好玩", page=999)) == ["050"]


@pytest.mark.parametrize("query", ["?q=%20%20", "?page=x&q=%00", "?q=" + "很" * 500, "?q=%ff&topic=;", "?sort=1&q=%25"])
def test_an_address_with_nonsense_is_a_page(client, cast, network, query):
    assert client.get(f"/studies/{cast.study}/texts{query}").status_code == 200


def test_finds_are_exported_as_they_are_filtered(client, cast, network):
    address = f"/studies/{cast.study}/texts/export"
    lines = client.get(f"{address}.csv?q=vivo").data.decode("utf-8-sig").splitlines()
    assert lines[0] == "受访者,主题,题目或访谈,前文,命中,后文,原话"
    assert len(lines) == 3
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{address}.xlsx").data))
    assert len(book.get_sheet_by_index(0).to_python()) == 5


def test_an_outsider_sees_nothing_that_was_said(outsider, cast, network):
    for path in ("", "?q=vivo", "/export.csv", "/keywords", "/words"):
        assert outsider.get(f"/studies/{cast.study}/texts{path}").status_code == 404


def test_another_study_s_words_are_not_found(client, store, cast, network):
    with store.writing() as session:
        session.add(Utterance(study_id=cast.foreign_study, speaker="别人", text="别人的信号"))
    assert "别人" not in client.get(f"/studies/{cast.study}/texts?q=信号").text


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=8), st.integers(0, 30), st.integers(0, 40))
def test_pieces_together_are_the_text(text, edges, start, length):
    edges = sorted(edge for edge in edges if start <= edge <= len(text))
    places = list(zip(edges[::2], edges[1::2], strict=False))
    end = start + length
    assert "".join(piece.text for piece in pieces(text, places, start, end)) == text[start:end]

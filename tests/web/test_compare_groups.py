"""Two groups side by side: any filter beside any other, words, answers, quotes, what all share."""

import io
import re
from urllib.parse import quote, unquote

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from tests.crowd import put_crowd
from tests.web.material import put_people, put_segment
from workbench.records.facts import Kind, QuestionFacts
from workbench.storage.tables import Participant, Question, Run, Segment, SegmentMember
from workbench.workflow.evidence import record_answers, sync_questions
from workbench.workflow.words import add_words

ASKED = [
    QuestionFacts(key="phone", title="用什么手机", kind=Kind.SINGLE, topic="segment"),
    QuestionFacts(key="hours", title="每周玩几小时", kind=Kind.SCALE, topic="behaviour"),
    QuestionFacts(key="when", title="什么时候玩", kind=Kind.MULTIPLE, topic="context"),
]
FACTS = {
    "of": 39, "share": 1 / 3, "interval": None, "stability": 0.8, "stability_word": "",
    "terms": [], "profile": [], "quotes": [],
}  # fmt: skip


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/compare"


@pytest.fixture
def crowd(store, cast):
    """The ids of thirty-nine people of three kinds, who answered three closed questions besides."""
    kinds = put_crowd(store, cast.study)
    with store.writing() as session:
        questions = sync_questions(session, cast.study, "import:3", ASKED)
        for kind, people in enumerate(kinds):
            for number, person in enumerate(people):
                participant = session.get_one(Participant, person)
                given = {
                    "phone": "安卓" if number % 3 else "苹果",
                    "hours": 1 + 2 * kind + number % 2,
                    "when": ["睡前"],
                }
                record_answers(session, participant.id, questions, given)
                participant.attributes = {"城市": "北京" if kind == 0 else "上海"}
    return kinds


@pytest.fixture
def found(store, cast, crowd):
    """Three segments of a run, a kind each: their ids."""
    with store.writing() as session:
        run = Run(study_id=cast.study, state="done", plan={"k": 3}, result={"n": 39, "k": 3})
        session.add(run)
        session.flush()
        ids = []
        for number, people in enumerate(crowd, start=1):
            segment = Segment(study_id=cast.study, run_id=run.id, number=number, name=f"第{number}种人", facts=FACTS)
            session.add(segment)
            session.flush()
            session.add_all(SegmentMember(segment_id=segment.id, participant_id=one) for one in people)
            ids.append(segment.id)
        return ids


def get(client, address, left, right="rest"):
    return client.get(f"{address}?a={quote(left)}&b={quote(right)}").text


def question_id(store, title):
    with store.reading() as session:
        return session.exec(select(Question.id).where(Question.title == title)).one()


def test_a_study_without_people_says_what_is_missing(client, address):
    assert "还没有可以对比的人" in client.get(address).text


def test_words_of_either_side_come_with_counts_of_both(client, address, found):
    page = get(client, address, f"segment:{found[0]}", f"segment:{found[1]}")
    assert "放松" in page
    assert "操作" in page
    assert "另一边 0/13 人" in page
    assert page.index("第1种人更常说") < page.index("第2种人更常说")


def test_the_address_carries_the_choice_and_the_page_selects_it(client, address, found):
    page = get(client, address, f"segment:{found[2]}", "attribute:城市=北京")
    assert f'<option value="segment:{found[2]}" selected>' in page
    assert '<option value="attribute:城市=北京" selected>' in page


def test_without_a_choice_the_first_segment_stands_beside_everybody_else(client, address, found):
    page = client.get(address).text
    assert "13 人，13 人说过话" in page
    assert "26 人，26 人说过话" in page


@pytest.mark.parametrize("left", ["attribute:城市=北京", "state:qualified", "answer", "by hand"])
def test_any_filter_makes_a_group(client, address, store, cast, found, crowd, left):
    if left == "answer":
        left = f"answer:{question_id(store, '用什么手机')}=苹果"
    if left == "by hand":
        left = f"segment:{put_segment(store, cast.study, crowd[0][:4])}"
    page = get(client, address, left, f"segment:{found[1]}")
    assert "各自更常说的词" in page or "里没有人" in page


def test_questions_that_formed_the_segments_are_described_and_not_tested(client, address, found):
    page = get(client, address, f"segment:{found[0]}")
    hours = page[page.index("<summary>每周玩几小时") :]
    assert "平均 1.5（13 人）" in hours
    assert hours.index("参与了分群，不做检验") < hours.index("</tr>")
    assert "可能是碰巧" in page, "the phone was held out, and is alike in all segments"


def test_a_run_without_closed_answers_did_not_form_segments_by_them(client, address, store, found):
    with store.writing() as session:
        run = session.exec(select(Run)).one()
        run.plan = {"k": 3, "weights": {"closed": 0.0}}
    page = get(client, address, f"segment:{found[0]}")
    assert "参与了分群，不做检验" not in page
    assert "不像碰巧" in page


def test_the_question_that_chose_a_group_is_not_tested(client, address, store, found):
    page = get(client, address, f"answer:{question_id(store, '用什么手机')}=苹果")
    assert "就是这道题分出了两组，不做检验" in page


def test_people_whom_a_researcher_picked_are_not_tested(client, address, store, cast, found, crowd):
    page = get(client, address, f"segment:{put_segment(store, cast.study, crowd[0])}")
    assert "研究者挑的人，不做检验" in page
    assert "可能是碰巧" not in page


def test_small_groups_show_counts_and_no_percentages_in_front(client, address, found):
    page = get(client, address, f"segment:{found[0]}")
    assert "5/13 人" in page
    assert '人 <span class="soft">' not in page


def test_overlapping_groups_say_so_and_nothing_is_tested(client, address, found):
    page = get(client, address, f"segment:{found[0]}", "attribute:城市=北京")
    assert "有 13 人同时在两组里" in page
    assert "有人同时在两组里，不做检验" in page
    assert "可能是碰巧" not in page


def test_an_empty_group_is_a_sentence(client, address, found):
    assert "“其他所有人”里没有人" in get(client, address, "state:qualified", "rest")


@pytest.mark.parametrize("left", ["segment:999999", "nothing", "", "answer:1=x", "a" * 5000])
def test_an_unknown_group_is_a_sentence(client, address, found, left):
    assert "找不到其中一组人" in get(client, address, left)
    assert client.get(f"{address}/export.xlsx?a={left}&b=rest").status_code == 404


def test_everybody_else_beside_everybody_else_is_a_sentence(client, address, found):
    assert "里没有人" in get(client, address, "rest", "rest")


def test_what_most_of_both_groups_say_or_tick_is_shared(client, address, found):
    page = get(client, address, f"segment:{found[0]}")
    shared = page[page.index("两组共同的") :]
    assert "睡前" in shared
    assert "13/13 · 26/26" in shared


def test_consent_is_nothing_that_people_share(client, address, store, cast, found, crowd):
    consent = QuestionFacts(key="ok", title="您是否同意参加本次研究", kind=Kind.SINGLE)
    with store.writing() as session:
        questions = sync_questions(session, cast.study, "import:4", [consent])
        for person in (one for people in crowd for one in people):
            record_answers(session, person, questions, {"ok": "是"})
    page = get(client, address, f"segment:{found[0]}")
    assert "同意参加" not in page
    assert "睡前" in page[page.index("两组共同的") :]


def test_several_filters_together_make_a_group(client, address, store, found):
    phone = quote(f"answer:{question_id(store, '用什么手机')}=苹果")
    city = quote("attribute:城市=上海")
    page = client.get(f"{address}?a=segment:{found[1]}&a={phone}&a={city}&b=segment:{found[0]}&b={phone}").text
    assert "第2种人 + 苹果 + 上海</b> 5 人" in page
    assert "第1种人 + 苹果</b> 5 人" in page
    assert page.count("就是这道题分出了两组，不做检验") >= 1
    assert page.count('name="a"') == 3, "three conditions are enough"
    assert page.count('name="b"') == 3, "and there is room for one more"
    nobody = client.get(f"{address}?a=segment:{found[0]}&a={city}&b=rest").text
    assert "里没有人" in nobody
    assert "找不到其中一组人" in client.get(f"{address}?a=segment:{found[0]}&a=answer:9=x&b=rest").text


def test_a_quote_says_a_word_that_sets_its_side_apart_and_the_page_names_it(client, address, found):
    page = get(client, address, f"segment:{found[0]}", f"segment:{found[1]}")
    words = page[: page.index("用户原声")]
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>.*?说到“(.*?)”", page, flags=re.DOTALL)
    assert len(quotes) == 8
    for said, word in quotes:
        assert word in said
        assert f">{word}</a>" in words


def test_quotes_by_a_synonym_count_as_the_word(client, address, store, cast, found):
    add_words(store, cast.owner, cast.study, "synonym", "掉帧=卡")
    page = get(client, address, f"segment:{found[1]}", f"segment:{found[0]}")
    quotes = re.findall(r"<blockquote>([^<]*)</blockquote>(?:(?!blockquote).)*说到“卡”", page, flags=re.DOTALL)
    assert all("掉帧" in said for said in quotes)


def test_who_says_none_of_the_words_is_not_quoted(client, address, store, cast):
    put_people(store, cast.study)
    page = get(client, address, "state:qualified", "rest")
    assert "<blockquote>" not in page


def test_quotes_of_either_side_are_verbatim(client, address, found, crowd, store):
    page = get(client, address, f"segment:{found[0]}", f"segment:{found[1]}")
    assert "放松" in page[page.index("用户原声") :]
    assert page.count("<blockquote>") == 8


def test_the_comparison_is_exported_as_a_workbook(client, address, found):
    response = client.get(f"{address}/export.xlsx?a=segment:{found[0]}&b=segment:{found[1]}")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.data))
    assert book.sheet_names == ["两组", "更常说的词", "选择的差别", "共同的", "用户原声"]
    groups, words, answers = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names[:3])
    assert groups[1] == ["甲组", "人群: 第1种人", 13.0, 13.0]
    assert {line[0] for line in words[1:]} == {"甲组", "乙组"}
    assert any("参与了分群" in str(line[-1]) for line in answers)
    assert "filename*=UTF-8''" in response.headers["Content-Disposition"]
    assert "两组对比 第1种人 × 第2种人.xlsx" in unquote(response.headers["Content-Disposition"])


def test_a_segment_s_page_fetches_what_sets_it_apart_and_links_to_the_comparison(client, address, cast, found):
    page = client.get(f"/studies/{cast.study}/segments/{found[0]}").text
    assert f"{address}/segments/{found[0]}" in page
    assert "和另一组人对比" in page
    fragment = client.get(f"{address}/segments/{found[0]}", headers={"HX-Request": "true"}).text
    assert "参与了分群，不做检验" in fragment
    assert "13/13 · 13/13 · 13/13" in fragment, "what all three segments share"


def test_hostile_names_are_escaped(client, address, store, cast, crowd):
    with store.writing() as session:
        for person in crowd[0]:
            session.get_one(Participant, person).attributes = {"<b>城": "<script>x</script>"}
    page = get(client, address, "attribute:<b>城=<script>x</script>")
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_groups_of_another_study_are_unknown(client, address, store, cast, found):
    strangers = put_segment(store, cast.foreign_study, put_people(store, cast.foreign_study))
    assert "找不到其中一组人" in get(client, address, f"segment:{strangers}")


def test_an_outsider_sees_nothing(outsider, address, found):
    for page in ("", "/export.xlsx", f"/segments/{found[0]}"):
        assert outsider.get(address + page).status_code == 404

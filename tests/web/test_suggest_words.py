"""New words are suggested, accepted and declined one by one, and each decision can be taken back.

A word is suggested for being often said beside much else, hence the long last answer.
"""

import re

import pytest
from sqlmodel import select

from workbench.records.facts import Kind, QuestionFacts
from workbench.storage.tables import AuditEntry, StudyWord
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions

SAID = [
    "昨天小保底了",
    "我爱小保底吗",
    "别人小保底过",
    "因为小保底吧",
    "小保底很好玩<b>",
    "他说小保底难",
    "真想小保底啊",
]
OTHERS = [
    "网速慢",
    "信号不好",
    "客服态度差",
    "".join(map(chr, range(0x4E00, 0x5600))),
]


@pytest.fixture
def people(store, cast):
    questions = [
        QuestionFacts(key="why", title="为什么玩", kind=Kind.OPEN, topic="motivation"),
        QuestionFacts(key="call", title="怎么联系", kind=Kind.OPEN, topic="contact"),
    ]
    with store.writing() as session:
        asked = sync_questions(session, cast.study, "import:1", questions)
        for number, text in enumerate([*SAID, *OTHERS]):
            person = add_participant(session, Origin(cast.study, "import:1", str(number)), pseudonym=f"人{number}")
            record_answers(session, person.id, asked, {"why": text, "call": f"{text[0]}加微信群号吧"})


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/texts/words/new"


@pytest.fixture
def decide(client, address):
    def post(verb, follow=True, **data):
        return client.post(f"{address}/{verb}", data=data, follow_redirects=follow)

    return post


@pytest.fixture
def kept(store, cast):
    def read(kind):
        with store.reading() as session:
            chosen = StudyWord.study_id == cast.study, StudyWord.kind == kind
            return {word.text: word.id for word in session.exec(select(StudyWord).where(*chosen))}

    return read


def test_without_words_the_page_says_what_it_will_show(client, address):
    assert "还没有原话" in client.get(address).text


def test_a_suggestion_comes_with_people_parts_and_an_example(client, address, people):
    page = client.get(address).text
    assert "<b>小保底</b>" in page
    assert "7 人" in page
    assert "小 / 保底" in page or "小保 / 底" in page
    assert "<mark>小保底</mark>" in page
    assert "微信群" not in page


def test_accepting_puts_it_into_the_dictionary_and_shows_what_changed(decide, people, kept):
    page = decide("accept", text="小保底").text
    assert set(kept("word")) == {"小保底"}
    assert "已收进词典：小保底。7 条原话（7 人）的读法变了" in page
    assert "前后对比" in page
    assert "<b>小保底</b>" not in page


def test_declining_hides_it_until_it_is_taken_back(decide, client, address, people, kept):
    page = decide("decline", text="小保底").text
    assert "已跳过：小保底" in page
    assert "<b>小保底</b>" not in client.get(address).text
    page = decide("undo", word=kept("declined")["小保底"]).text
    assert "已撤销" in page
    assert "<b>小保底</b>" in page
    assert kept("declined") == {}


def test_an_accepted_word_is_taken_back(decide, people, kept):
    target = decide("accept", follow=False, text="小保底").location
    assert target.endswith(f"word={kept('word')['小保底']}")
    assert "<b>小保底</b>" in decide("undo", word=kept("word")["小保底"]).text
    assert kept("word") == {}


def test_a_key_press_gets_the_list_alone(client, address, people):
    response = client.post(f"{address}/decline", data={"text": "小保底"}, headers={"HX-Request": "true"})
    assert response.text.lstrip().startswith("<section")
    assert "<h1" not in response.text
    assert "已跳过：小保底" in response.text
    assert "<b>小保底</b>" not in response.text


@pytest.mark.parametrize(
    ("verb", "data", "sentence"),
    [
        ("accept", {"text": ""}, "还没有写词"),
        ("accept", {"text": "小 保"}, "中间有空格"),
        ("decline", {"text": "小 保"}, "中间有空格"),
        ("decline", {}, "不能作为一个词"),
        ("undo", {"word": "x"}, "它们已经删除了"),
        ("undo", {"word": "9" * 40}, "它们已经删除了"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(decide, client, address, people, verb, data, sentence):
    assert sentence in decide(verb, **data).text
    fragment = client.post(f"{address}/{verb}", data=data, headers={"HX-Request": "true"}).text
    assert sentence in fragment


def test_deciding_twice_is_no_crash(decide, people):
    for verb, sentence in (("accept", "已经有了"), ("decline", "已经跳过了")):
        decide(verb, text="小保底")
        assert sentence in decide(verb, text="小保底").text


def test_an_outsider_sees_and_decides_nothing(outsider, address, people, kept):
    assert outsider.get(address).status_code == 404
    for verb in ("accept", "decline", "undo"):
        assert outsider.post(f"{address}/{verb}", data={"text": "小保底", "word": "1"}).status_code == 404
    assert kept("word") == kept("declined") == {}


def test_the_words_of_another_study_are_neither_seen_nor_taken_back(decide, client, address, store, cast):
    with store.writing() as session:
        session.add(StudyWord(id=77, study_id=cast.foreign_study, kind="word", text="别人的词"))
    assert "别人的词" not in client.get(f"{address}?word=77").text
    assert "它们已经删除了" in decide("undo", word=77).text


def test_decisions_are_recorded_without_the_words(decide, people, store):
    decide("decline", text="小保底")
    with store.reading() as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.verb, entry.subject) == ("decline_word", "words:1")


def test_every_button_works_without_javascript(client, address, people):
    page = client.get(address).text
    for verb in ("accept", "decline"):
        assert re.search(rf'<form[^>]*method="post"[^>]*action="[^"]*/new/{verb}"', page)

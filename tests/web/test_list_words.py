"""The words of a study: added, their effect seen, taken back."""

import re

import pytest
from sqlmodel import select

from tests.web.material import put_people
from workbench.records.text import Lexicon
from workbench.storage.tables import AuditEntry, StudyWord, Utterance
from workbench.workflow.words import study_lexicon


@pytest.fixture
def people(store, cast):
    return put_people(store, cast.study)


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/texts/words"


@pytest.fixture
def add(client, address):
    def post(typed, kind="word", follow=True):
        return client.post(f"{address}/add", data={"kind": kind, "typed": typed}, follow_redirects=follow)

    return post


@pytest.fixture
def words(store, cast):
    """The lexicon as it is now."""

    def read():
        with store.reading() as session:
            return study_lexicon(session, cast.study)

    return read


def test_a_study_without_words_explains_both_lists(client, address):
    assert "还没有自己的词" in client.get(address).text
    assert "还没有自己的停用词" in client.get(f"{address}?kind=stop").text


def test_an_added_word_shows_at_once_what_it_changes(add, people, words):
    page = add("新手引导\r\n红点").text
    assert "已添加 2 个词" in page
    assert "1 条原话（1 人）的读法变了" in page
    assert "<mark>新手</mark>" in page
    assert "<mark>引导</mark>" in page
    assert "<mark>新手引导</mark>" in page
    assert words() == Lexicon(words=("新手引导", "红点"))


def test_a_stop_word_stays_visible_but_no_longer_counts(add, client, people, cast):
    page = add("地铁", "stop").text
    assert '<span class="token"><mark>地铁</mark></span>' in page
    assert '<span class="token token-off"><mark>地铁</mark></span>' in page
    assert ">地铁</a>" not in client.get(f"/studies/{cast.study}/texts").text


def test_a_word_that_nobody_said_changes_nothing_and_says_so(add, people):
    assert "没有原话因此改变" in add("赛博菩萨").text


def test_undoing_an_addition_takes_back_exactly_it_and_keeps_the_words_in_the_field(add, client, address, words):
    add("云屿行记")
    page = add("小保底\n大保底").text
    ids = re.findall(r'<input type="hidden" name="word" value="(\d+)">', page)
    page = client.post(f"{address}/delete", data={"kind": "word", "word": ids}, follow_redirects=True).text
    assert words().words == ("云屿行记",)
    assert re.search(r"<textarea[^>]*>小保底\n大保底</textarea>", page)


def test_a_reloaded_page_of_an_undone_addition_is_still_a_page(add, client, address):
    target = add("红点", follow=False).location
    client.post(f"{address}/delete", data={"word": target.rsplit("=", 1)[1]})
    assert client.get(target).status_code == 200


def test_deleting_nothing_is_a_sentence(client, address):
    response = client.post(f"{address}/delete", data={"word": ["9" * 30, "x", "-1"]}, follow_redirects=True)
    assert "还没有选要删除的词" in response.text


def test_many_words_are_deleted_without_a_long_address(add, client, address, store, words):
    add("\n".join(f"生词{n}" for n in range(300)))
    with store.reading() as session:
        ids = list(session.exec(select(StudyWord.id)))
    response = client.post(f"{address}/delete", data={"word": ids})
    assert len(response.location) < 200
    assert words() == Lexicon()


@pytest.mark.parametrize(
    ("typed", "kind", "sentence"),
    [
        ("  \n ", "word", "还没有写词"),
        ("云屿 行记", "word", "中间有空格"),
        ("长" * 21, "word", "最多 20 个字"),
        ("😌", "word", "只能有汉字、字母和数字"),
        ("<script>", "word", "“&lt;script&gt;”不能作为一个词"),
        ("不", "stop", "是否定词，不能停用"),
        ("没有", "stop", "是否定词，不能停用"),
        ("好词\n云屿 行记\n" + "长" * 21, "word", "有 2 行不能添加"),
        ("好词", "nonsense", "没有这种词表"),
    ],
)
def test_a_word_that_cannot_be_taken_gets_a_sentence_and_nothing_is_lost(add, typed, kind, sentence, words):
    response = add(typed, kind)
    assert response.status_code == 422
    assert sentence in response.text
    assert words() == Lexicon()
    if "\n" in typed.strip():
        assert typed in response.text


def test_a_word_that_is_there_already_gets_a_sentence(add):
    add("红点")
    response = add("红点\n 红点 ")
    assert response.status_code == 409
    assert "这些词已经有了" in response.text
    assert "已添加 1 个词" in add("红点\n小红点").text


@pytest.mark.parametrize(("first", "second", "sentence"), [("word", "stop", "在词典里"), ("stop", "word", "是停用词")])
def test_a_word_is_never_in_both_lists(add, first, second, sentence):
    add("vivo", first)
    assert sentence in add("ＶＩＶＯ", second).text


def test_full_width_words_are_stored_plain(add, words):
    add("ＣＰ感")
    assert words().words == ("CP感",)


def test_a_study_has_a_limit_of_words(add, store, cast):
    with store.writing() as session:
        session.add_all(StudyWord(study_id=cast.study, kind="word", text=f"词{n}") for n in range(2000))
    response = add("再来一个")
    assert response.status_code == 422
    assert "最多 2000 个词" in response.text


def test_a_preview_shows_what_would_change_and_stores_nothing(client, address, people, words):
    data = {"kind": "word", "typed": "新手引导\n云屿 行记"}
    fragment = client.post(f"{address}/preview", data=data, headers={"HX-Request": "true"}).text
    assert fragment.lstrip().startswith("<section")
    assert "如果添加 新手引导" in fragment
    assert "中间有空格" in fragment
    page = client.post(f"{address}/preview", data=data).text
    assert "新手引导\n云屿 行记</textarea>" in page
    assert words() == Lexicon()


def test_a_long_text_is_shown_around_its_change(add, store, cast):
    with store.writing() as session:
        session.add(
            Utterance(study_id=cast.study, speaker="某", text="今天天气不错。" * 2000 + "小保底歪了" + "又来" * 2000)
        )
    page = add("小保底").text
    assert "<mark>小保底</mark>" in page
    assert len(page) < 30_000


def test_a_sentence_can_be_tried(client, address, add):
    add("新手引导")
    page = client.get(f"{address}?sentence=新手引导不太流畅<b>").text
    assert "计入的词：新手引导、不流畅" in page
    assert '<span class="token">新手引导</span>' in page
    assert "这句话没有计入的词" in client.get(f"{address}?sentence=。。。").text


def test_words_are_searched_and_two_hundred_are_a_page(client, address, store, cast):
    with store.writing() as session:
        session.add_all(StudyWord(study_id=cast.study, kind="word", text=f"词{n}") for n in range(201))
    assert "第 2 页，共 2 页" in client.get(f"{address}?page=2").text
    page = client.get(f"{address}?q=词200").text
    assert page.count('type="checkbox"') == 1
    assert "没有这个词" in client.get(f"{address}?q=%25").text


def test_an_outsider_changes_no_words(outsider, address, add, words):
    add("红点")
    for path in ("add", "delete", "preview"):
        data = {"kind": "word", "typed": "别人的", "word": "1"}
        assert outsider.post(f"{address}/{path}", data=data).status_code == 404
    assert outsider.get(address).status_code == 404
    assert words().words == ("红点",)


def test_the_words_of_another_study_are_neither_seen_nor_deleted(client, address, store, cast):
    with store.writing() as session:
        session.add(StudyWord(study_id=cast.foreign_study, kind="word", text="别人的词"))
    assert "别人的词" not in client.get(f"{address}?word=1").text
    assert "还没有选要删除的词" in client.post(f"{address}/delete", data={"word": "1"}, follow_redirects=True).text


def test_changes_are_recorded_without_the_words(add, store):
    add("红点", "stop")
    with store.reading() as session:
        entry = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.verb, entry.subject) == ("add_stop", "words:1")


def test_a_synonym_is_shown_with_its_other_word_and_counted_as_it(add, client, cast, address, people, words):
    page = add("掉帧=卡", "synonym").text
    assert "已添加 1 对同义词：前一个词以后算作后一个。" in page
    assert "1 条原话（1 人）的读法变了" in page
    assert "<mark>掉帧</mark> <small>→ 卡</small>" in page
    assert words().synonyms == (("掉帧", "卡"),)
    assert "掉帧 → 卡" in client.get(f"{address}?kind=synonym").text
    assert "<mark>掉帧</mark>" in client.get(f"/studies/{cast.study}/texts?q=卡&whole=1").text


def test_a_synonym_that_is_taken_back_stands_in_the_field_as_it_was_typed(add, client, address, words):
    page = add("掉帧 → 卡", "synonym").text
    ids = re.findall(r'<input type="hidden" name="word" value="(\d+)">', page)
    page = client.post(f"{address}/delete", data={"kind": "synonym", "word": ids}, follow_redirects=True).text
    assert words() == Lexicon()
    assert re.search(r"<textarea[^>]*>掉帧=卡</textarea>", page)


def test_a_preview_of_a_synonym_finds_also_what_is_read_like_it(client, address, people, store, cast):
    with store.writing() as session:
        session.add(Utterance(study_id=cast.study, speaker="某", text="地铁里没什么信号"))
    data = {"kind": "synonym", "typed": "没有信号=信号差"}
    fragment = client.post(f"{address}/preview", data=data, headers={"HX-Request": "true"}).text
    assert "1 条原话" in fragment
    assert "→ 信号差" in fragment


def test_chains_of_synonyms_are_refused_with_a_sentence(add, words):
    add("卡顿=卡", "synonym")
    response = add("卡=慢", "synonym")
    assert response.status_code == 422
    assert "已经有词算作“卡”" in response.text
    assert words().synonyms == (("卡顿", "卡"),)


def test_synonyms_and_stop_words_are_never_the_same(add):
    add("卡顿=卡", "synonym")
    assert "在同义词里" in add("卡顿", "stop").text
    add("掉线", "stop")
    assert "“掉线”是停用词" in add("掉线=断网", "synonym").text


def test_synonyms_are_searched_on_both_sides(add, client, address):
    add("\n".join(f"词{n}=总词" for n in range(30)), "synonym")
    assert client.get(f"{address}?kind=synonym&q=总词").text.count('type="checkbox"') == 30
    assert client.get(f"{address}?kind=synonym&q=词29").text.count('type="checkbox"') == 1

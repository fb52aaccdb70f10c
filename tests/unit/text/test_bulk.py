"""A table of very many texts says what reading them one by one says, whatever they are and in any order."""

from collections import Counter
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.text.spoken import real_texts, texts
from workbench.records.text import Engine, Lexicon
from workbench.text import bulk, count_words, tokenize
from workbench.text.sentences import says_nothing
from workbench.text.tokens import counted_words

PLAIN = Lexicon()
OWN = Lexicon(words=("团战",), stops=("手机",), synonyms=(("没有信号", "信号差"), ("好用", "好"), ("5G", "网速")))


def rows(table):
    edges = zip(table.indptr[:-1], table.indptr[1:], strict=True)
    return [
        Counter({table.vocabulary[table.indices[place]]: int(table.counts[place]) for place in range(first, last)})
        for first, last in edges
    ]


def read_singly(spoken, lexicon):
    return [Counter(() if says_nothing(text) else counted_words(tokenize(text, lexicon), lexicon)) for text in spoken]


@pytest.mark.parametrize("lexicon", [PLAIN, OWN, Lexicon(engine=Engine.JIEBA)], ids=["plain", "own", "jieba"])
@settings(deadline=None)  # the dictionary is read at the first text
@given(st.lists(texts, max_size=8))
def test_a_row_is_what_the_text_says_read_alone(lexicon, spoken):
    assert rows(count_words(spoken, lexicon)) == read_singly(spoken, lexicon)


def test_real_texts_are_read_in_bulk_as_one_by_one():
    spoken = real_texts()
    assert rows(count_words(spoken, OWN)) == read_singly(spoken, OWN)


@pytest.mark.parametrize("piece", ["啊", "哈哈哈好", "龘靐齉", "不太流畅", "a1", "。", "好。"])
def test_long_texts_are_read_in_bulk_as_alone(piece):
    spoken = [piece * 1000, "好", piece * 299, piece * 7]
    assert rows(count_words(spoken, PLAIN)) == read_singly(spoken, PLAIN)


def test_portions_leave_no_trace(monkeypatch):
    spoken = ["没有信号", "不", "流畅", "无", "", "啊啊啊啊啊啊", "好用"] * 3
    whole = count_words(spoken, PLAIN)
    monkeypatch.setattr(bulk, "_TEXTS", 2)
    parts = count_words(spoken, PLAIN)
    assert parts.vocabulary == whole.vocabulary
    assert all(np.array_equal(getattr(parts, name), getattr(whole, name)) for name in ("indptr", "indices", "counts"))


def test_the_order_of_texts_changes_only_the_order_of_rows():
    spoken = ["网速不太好", "信号好，网速好", "团战掉线"]
    forward, backward = count_words(spoken, PLAIN), count_words(spoken[::-1], PLAIN)
    assert forward.vocabulary == backward.vocabulary == tuple(sorted(forward.vocabulary))
    assert rows(forward) == rows(backward)[::-1]


def test_no_texts_and_texts_that_say_nothing_have_no_words():
    assert count_words([], PLAIN).texts == 0
    table = count_words(["", "无", "😀😀😀", "？"], PLAIN)
    assert (table.texts, table.vocabulary, table.indices.tolist()) == (4, (), [])


def test_a_stop_list_of_everything_leaves_a_table_without_words():
    table = count_words(["网速 信号"], Lexicon(stops=("网速", "信号")))
    assert (table.texts, table.vocabulary) == (1, ())


def test_a_hundred_thousand_characters_in_one_answer_take_linear_time():
    count_words(["热身"], PLAIN)
    started = process_time()
    for piece in ("哈", "龘靐齉", "续航不错但信号很差", "a b", "没有", "😀"):
        count_words([(piece * 100_000)[:100_000]], PLAIN)
    assert process_time() - started < 12


def test_progress_is_told_and_may_stop(monkeypatch):
    monkeypatch.setattr(bulk, "_TEXTS", 2)
    told = []
    count_words(["好用"] * 5, PLAIN, told.append)
    assert told == [0, 0.4, 0.8]

    def stop(_share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        count_words(["好用"], PLAIN, stop)

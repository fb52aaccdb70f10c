"""A synonym is counted as its other word wherever it is said, alone or denied; nothing else changes."""

import pytest

from workbench.errors import BadInput
from workbench.records.text import Lexicon
from workbench.text import count_words, tokenize
from workbench.text.tokens import counted_words, synonyms_of


def words(text, *pairs, **given):
    lexicon = Lexicon(synonyms=pairs, **given)
    return list(counted_words(tokenize(text, lexicon), lexicon))


@pytest.mark.parametrize(
    ("pair", "text", "expected"),
    [
        (("卡顿", "卡"), "有时卡顿，也卡", ["卡", "卡"]),
        (("卡顿", "卡"), "一点都不卡顿", ["不卡"]),
        (("没有信号", "信号差"), "地铁里没什么信号，信号差", ["地铁", "信号差", "信号差"]),
        (("不太流畅", "卡"), "真的不流畅", ["卡"]),
        (("666", "厉害"), "真666", ["厉害"]),
        (("问题", "毛病"), "有问题", ["毛病"]),
        (("WiFi6", "无线网"), "wifi6很快", ["无线网", "很快"]),
        (("哈哈哈哈哈哈", "开心"), "哈哈哈哈哈哈哈哈", ["开心"]),
    ],
)
def test_a_synonym_counts_as_the_other_word(pair, text, expected):
    assert words(text, pair) == expected


def test_a_synonym_that_the_segmenter_takes_apart_is_kept_together():
    assert words("出了个幺蛾子事儿", ("幺蛾子事儿", "麻烦事儿"))[-1] == "麻烦事儿"
    assert words("麻烦事儿真多")[0] != "麻烦事儿"
    assert "麻烦事儿" in words("麻烦事儿真多", ("幺蛾子事儿", "麻烦事儿"))


def test_a_stop_word_inside_a_side_takes_no_other_word_with_it():
    assert words("机身很卡", ("用卡", "支付")) == words("机身很卡")
    assert "支付" not in words("不知道", ("不会用", "支付"))


def test_synonyms_are_known_as_they_are_read():
    assert synonyms_of(Lexicon(synonyms=(("没有信号", "信号差"),))) == {"没信号": "信号差"}


def test_the_order_of_synonyms_does_not_matter():
    assert Lexicon(synonyms=(("甲", "乙"), ("丙", "丁"))) == Lexicon(synonyms=(("丙", "丁"), ("甲", "乙")))


def test_a_side_with_a_space_is_refused_with_a_sentence():
    with pytest.raises(BadInput, match="不能作为一个词"):
        Lexicon(synonyms=(("卡 顿", "卡"),))


def test_a_table_counts_synonyms_as_one_word():
    table = count_words(["卡顿", "卡", "卡顿卡"], Lexicon(synonyms=(("卡顿", "卡"),)))
    assert table.vocabulary == ("卡",)
    assert table.counts.tolist() == [1, 1, 2]

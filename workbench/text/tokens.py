"""A text to its words with their places, and to the words that count."""

from collections.abc import Iterator, Mapping, Sequence

from workbench.records.text import Lexicon, Token
from workbench.text.counting import Counted, rules_of
from workbench.text.folding import fold, narrow, squeeze
from workbench.text.segmenter import cut


def tokenize(text: str, lexicon: Lexicon) -> list[Token]:
    """All words and signs of `text` with their places; together they are the text. Time is linear in its length.

    >>> [token.text for token in tokenize("网速太慢，ＣＰ感好强", Lexicon(words=("CP感",)))]
    ['网速', '太慢', '，', 'ＣＰ感', '好强']
    """
    return [Token(text[start:end], start, end) for start, end in cut(narrow(text), rules_of(lexicon).segment)]


def counted_words(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that count, in lower case and half width, in order; of a run of one character the first four count.

    Stop words, numbers, signs and single Latin letters are left out. A negation is never left out and is joined to the
    word it denies, over an intensifier between them: who writes 不太流畅 did not say 流畅. A synonym is counted as its
    other word, alone or denied.

    >>> lexicon = Lexicon(stops=("手机",), synonyms=(("卡顿", "卡"),))
    >>> counted_words(tokenize("手机不太流畅，没有信号，也卡顿", lexicon), lexicon)
    ('不流畅', '没信号', '卡')
    """
    return tuple(counted.word for counted in counted_spans(tokens, lexicon))


def counted_spans(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Counted]:
    """What counts with the first and the last token of it, by index.

    >>> lexicon = Lexicon(synonyms=(("没有信号", "信号差"),))
    >>> next(counted_spans(tokenize("没什么信号", lexicon), lexicon))
    Counted(first=0, last=1, said='没信号', word='信号差')
    """
    return rules_of(lexicon).count([squeeze(fold(token.text)) for token in tokens])


def synonyms_of(lexicon: Lexicon) -> Mapping[str, str]:
    """Each synonym with the word that it counts as, both as they are read: 没有信号 as 没信号."""
    return rules_of(lexicon).synonyms

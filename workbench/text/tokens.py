"""A text to its words with their places, and to the words that count."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from workbench.records.text import Lexicon, Token
from workbench.text.folding import fold, narrow
from workbench.text.segmenter import cut
from workbench.text.wordlists import negations, words_of


def tokenize(text: str, lexicon: Lexicon) -> list[Token]:
    """All words and signs of `text` with their places; together they are the text. Time is linear in its length.

    >>> [token.text for token in tokenize("网速太慢，ＣＰ感好强", Lexicon(words=("cp感",)))]
    ['网速', '太慢', '，', 'ＣＰ', '感好', '强']
    """
    words = tuple(narrow(word) for word in lexicon.words)
    return [Token(text[start:end], start, end) for start, end in cut(narrow(text), words)]


def counted_words(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that count, in lower case and half width, in order.

    Stop words, numbers, signs and single Latin letters are left out. A negation is never left out and is joined to the
    word it denies, over an intensifier between them: who writes 不太流畅 did not say 流畅.

    >>> lexicon = Lexicon(stops=("手机",))
    >>> counted_words(tokenize("手机不太流畅，没有信号", lexicon), lexicon)
    ('不流畅', '没信号')
    """
    return tuple(_counted([fold(token.text) for token in tokens], _stops(lexicon)))


@lru_cache(maxsize=16)
def _stops(lexicon: Lexicon) -> frozenset[str]:
    """What is left out: the shipped and the study's stop words, except study words and negations."""
    kept = {fold(word) for word in lexicon.words} | negations().keys()
    return (words_of("stop_words") | {fold(word) for word in lexicon.stops}) - kept


def _counted(words: Sequence[str], stops: frozenset[str]) -> Iterator[str]:
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if word in negations():
            denied = _denied(words, position, stops)
            if denied is not None:
                position = denied + 1
                yield negations()[word] + words[denied]
                continue
            yield negations()[word]
        elif _counts(word, stops):
            yield word


def _denied(words: Sequence[str], start: int, stops: frozenset[str]) -> int | None:
    """The place of the word that a negation just before `start` denies, if there is one in the same clause."""
    for position in range(start, min(start + 3, len(words))):
        word = words[position]
        if word in negations():
            return None
        if _counts(word, stops):
            return position
        if word not in words_of("intensifiers"):
            return None
    return None


def _counts(word: str, stops: frozenset[str]) -> bool:
    letters = sum(map(str.isalpha, word))
    return word not in stops and letters > (1 if word.isascii() else 0)

"""What was said, read with a study's lexicon; readings are remembered for the life of the process."""

from collections.abc import Sequence
from functools import lru_cache

from workbench.records.text import Lexicon, Token
from workbench.text import read_sentences, tokenize
from workbench.text.tokens import counted_words

REMEMBERED = 20_000  # utterances; those of a study of 5 000 people fit with two lexicons


@lru_cache(maxsize=REMEMBERED)
def words_in(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The words of an utterance that count; none if it says only that there is nothing."""
    return frozenset(word for sentence in read_sentences(text, lexicon) for word in sentence.words)


def tokens_of(text: str, lexicon: Lexicon) -> Sequence[Token]:
    """All tokens of an utterance; stop words do not change them."""
    return _tokens(text, _without_stops(lexicon))


def reading(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that some tokens count as, in order: 不 + 太 + 流畅 as one, 不流畅."""
    return counted_words(tokens, lexicon)


@lru_cache(maxsize=2 * REMEMBERED)
def counts(word: str, lexicon: Lexicon) -> bool:
    """Whether a token counts when it stands alone."""
    return bool(reading((Token(word, 0, len(word)),), lexicon))


@lru_cache(maxsize=REMEMBERED)
def _tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    return tuple(tokenize(text, lexicon))


@lru_cache(maxsize=16)
def _without_stops(lexicon: Lexicon) -> Lexicon:
    return lexicon.model_copy(update={"stops": ()})

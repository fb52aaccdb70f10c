"""Full width or half, upper case or lower: one form for comparing, as long as the text, so that places stay valid."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def _narrow(character: str) -> str:
    """The character's plain form if that is one character, else itself."""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=8192)
def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def narrow(text: str) -> str:
    """Full-width letters and digits as plain ones; as long as `text`.

    >>> narrow("ＶＩＶＯ手机")
    'VIVO手机'
    """
    return text if text.isascii() else "".join(map(_narrow, text))


def fold(text: str) -> str:
    """`narrow` in lower case; as long as `text`."""
    return "".join(map(_lower, narrow(text)))

"""Full width or half, traditional or simplified, upper case or lower: one form for comparing.

It is as long as the text, so that places stay valid.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

LONGEST_RUN = 4
_RUN = re.compile(rf"(.)\1{{{LONGEST_RUN},}}", re.DOTALL)


@lru_cache(maxsize=8192)
def _narrow(character: str) -> str:
    """The character's plain form if that is one character, else itself."""
    folded = unicodedata.normalize("NFKC", character)
    return _simplified(folded if len(folded) == 1 else character)


def _simplified(character: str) -> str:
    """A traditional character's simplified form; what simplified text uses as well (著, 乾) stays."""
    if not "\u3400" <= character <= "\u9fff" or _is_simplified(character):
        return character
    simplified = _simplify()(character)
    return simplified if len(simplified) == 1 else character


def _is_simplified(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@cache
def _simplify() -> Callable[[str], str]:
    """OpenCC, loaded at the first character that needs it."""
    from opencc import OpenCC

    return OpenCC("t2s").convert


@lru_cache(maxsize=8192)
def _lower(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


def narrow(text: str) -> str:
    """Full-width letters and digits as plain ones, traditional characters as simplified ones; as long as `text`.

    >>> narrow("ＶＩＶＯ手機")
    'VIVO手机'
    """
    return text if text.isascii() else "".join(map(_narrow, text))


def fold(text: str) -> str:
    """`narrow` in lower case; as long as `text`."""
    return "".join(map(_lower, narrow(text)))


def squeeze(text: str) -> str:
    """`text` with every run of one character cut to four.

    >>> squeeze("哈哈哈哈哈哈好")
    '哈哈哈哈好'
    """
    return _RUN.sub(lambda run: run[1] * LONGEST_RUN, text) if len(text) > LONGEST_RUN else text

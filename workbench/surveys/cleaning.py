"""Posted text made harmless: what cannot be seen is taken out, what was typed is kept.

Gone are NUL and other control characters, lone surrogates, bidirectional and zero-width characters and non-characters;
only the joiner inside an emoji stays. Nothing here shortens a text or knows what it answers.
"""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_LOOSE_JOINER = re.compile(f"(?<!{_PICTURE})(?<!\ufe0f)\u200d|\u200d(?!{_PICTURE})")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_BLANKS = re.compile(r"\s+")


def clean_text(text: str) -> str:
    r"""Several lines, line ends as `\n`, no blank at either end.

    >>> clean_text("  很好\x00玩\u202e\r\n推荐 ")
    '很好玩\n推荐'
    """
    visible = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    return _LOOSE_JOINER.sub("", visible).strip()


def clean_line(text: str) -> str:
    """One line: as `clean_text`, each run of white space one blank."""
    return _BLANKS.sub(" ", clean_text(text))


def half_width(text: str) -> str:
    """One line in which full-width digits, letters and signs are plain ones.

    >>> half_width("１３８ 0013－8000")
    '138 0013-8000'
    """
    return unicodedata.normalize("NFKC", clean_line(text))

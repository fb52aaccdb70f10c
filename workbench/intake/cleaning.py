"""Characters that no respondent typed on purpose and that break pages, logs and offsets are taken out here, once.

Out go NUL and other control characters, lone surrogates, zero-width and bidirectional marks; every line end becomes
a line feed. Variation selectors and a zero-width joiner inside an emoji (👩‍🚀) stay: they are part of what is seen.
"""

import re

_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_DIRT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\ud800-\udfff]|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> tuple[str, int]:
    r"""`text` without what does not belong and without white space around it, and how many characters were removed.

    >>> clean(" 好\u200b玩\x00\r\n👩\u200d🚀 ")
    ('好玩\n👩\u200d🚀', 2)
    """
    if text.isprintable():  # then it has nothing of either list; quicker to see than to search for
        return text.strip(), 0
    text, removed = _DIRT.subn("", text)
    return _LINE_END.sub("\n", text).strip(), removed

"""Patterns of validators, written as JavaScript writes them and searched in linear time (RE2).

What RE2 has no way to do in linear time (looking ahead or behind, back references) is refused when the form is loaded,
so that no answer can make a pattern run for ever.
"""

import re
from functools import lru_cache

import re2

from workbench.errors import N_, InvalidForm

MOST_MEMORY = 1 << 20

_UNICODE = re.compile(r"\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))")
_ESCAPE = re.compile(r"\\u(?:\{[0-9a-fA-F]{1,6}\}|[0-9a-fA-F]{4})|\\.", re.DOTALL)


def matches(pattern: str, text: str, *, ignore_case: bool = False) -> bool:
    r"""Whether the pattern is found anywhere in the text. Raises InvalidForm for a pattern that cannot be taken.

    >>> matches(r"^1[3-9]\d{9}$", "13800138000"), matches(r"^[\u4e00-\u9fa5]+$", "小满x")
    (True, False)
    """
    return _compiled(pattern, ignore_case).search(text) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str, ignore_case: bool) -> "re2._Regexp":
    options = re2.Options()
    options.max_mem, options.log_errors, options.case_sensitive = MOST_MEMORY, False, not ignore_case
    try:
        return re2.compile(_ESCAPE.sub(_as_re2, pattern), options)
    except re2.error as error:
        raise InvalidForm(
            N_("这个正则表达式不能用：%(reason)s"),
            N_("请用不含前后断言和反向引用的写法，例如 ^1[3-9]\\d{9}$。"),
            reason=_reason(error),
        ) from None


def _as_re2(escape: re.Match[str]) -> str:
    r"""JavaScript's `\u4e00` as RE2 writes it."""
    found = _UNICODE.fullmatch(escape[0])
    return rf"\x{{{found[1] or found[2]}}}" if found else escape[0]


def _reason(error: Exception) -> str:
    told = error.args[0] if error.args else ""
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)

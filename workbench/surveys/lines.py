"""Single lines that mean something: numbers, days, telephone numbers, e-mail addresses. None for what is not one.

Full-width digits and the ways people write are accepted; what comes back is written in one way.
"""

import re
from datetime import date

from workbench.surveys.cleaning import half_width

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,15})?")
_PHONE = re.compile(r"\+?[0-9]{5,20}")
_PHONE_MARKS = re.compile(r"[\s().-]")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]{1,64}@(?:[^\s@.<>()\[\],;:\"=]{1,63}\.)+[^\s@.<>()\[\],;:\"=]{2,63}")


def read_number(text: str) -> int | float | None:
    """A number of at most 15 digits, whole ones as int.

    >>> read_number("１，２００"), read_number("3.50"), read_number("三十")
    (1200, 3.5, None)
    """
    written = half_width(text)
    if not _NUMBER.fullmatch(written):
        return None
    number = float(written.replace(",", ""))
    return int(number) if number.is_integer() else number


def read_day(text: str) -> str | None:
    """A day as `2026-11-21`; such texts sort as days do.

    >>> read_day("2026年3月8日"), read_day("2026-02-30")
    ('2026-03-08', None)
    """
    found = _DAY.fullmatch(half_width(text))
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def read_phone(text: str) -> str | None:
    """The digits of a telephone number, with the plus it may begin with.

    >>> read_phone("１３８ 0013-8000"), read_phone("+86 (10) 5555 0100"), read_phone("微信")
    ('13800138000', '+861055550100', None)
    """
    number = _PHONE_MARKS.sub("", half_width(text))
    return number if _PHONE.fullmatch(number) else None


def read_email(text: str) -> str | None:
    """An e-mail address; whether it exists is not asked.

    >>> read_email("lin＠example．com"), read_email("lin@example")
    ('lin@example.com', None)
    """
    address = half_width(text)
    return address if len(address) <= 254 and _EMAIL.fullmatch(address) else None

"""What the constraint of a question comes to beside a validator: plain limits of a number, words about a sum."""

import re
from typing import Any

from workbench.errors import N_

Json = dict[str, Any]

_NUMBER = r"-?\d{1,12}(?:\.\d{1,6})?"
_BOUND = re.compile(
    rf"\.\s*(?P<sign>[<>]=?)\s*(?P<limit>{_NUMBER})|(?P<first>{_NUMBER})\s*(?P<turned>[<>]=?)\s*\.", re.ASCII
)
_SUM = re.compile(r"[^=<>!]*\+[^=<>!]*=\s*(?P<total>[0-9.]+)")


def bounds(constraint: str, question: Json) -> Json:
    """`min` and `max` of a number where the constraint says no more than these; nothing otherwise.

    >>> bounds(". >= 18 and 60 > .", {"type": "text", "inputType": "number", "step": 1})
    {'min': 18, 'max': 59}
    """
    if question.get("inputType") != "number":
        return {}
    limits: dict[str, list[float]] = {"min": [], "max": []}
    for part in re.split(r"\s+and\s+", constraint.strip()):
        found = _BOUND.fullmatch(part.strip("() "))
        bound = _bound(found, is_whole=question.get("step") == 1) if found else None
        if bound is None:
            return {}
        limits[bound[0]].append(bound[1])
    known = {name: [question[name]] for name in limits if name in question}
    low = max([*limits["min"], *known.get("min", [])], default=None)
    high = min([*limits["max"], *known.get("max", [])], default=None)
    if low is not None and high is not None and low > high:
        return {}
    ends = {"min": low, "max": high}
    return {name: int(end) if end == int(end) else end for name, end in ends.items() if end is not None}


def _bound(found: re.Match[str], *, is_whole: bool) -> tuple[str, float] | None:
    """Which end, and the number; one that itself is excluded is an end of whole numbers alone."""
    sign = found["sign"] or found["turned"].translate(str.maketrans("<>", "><"))
    limit, end = float(found["limit"] or found["first"]), "min" if ">" in sign else "max"
    if "=" in sign:
        return end, limit
    if not is_whole or limit % 1:
        return None
    return end, limit + (1 if end == "min" else -1)


def sum_told(expression: str, message: Any) -> Json:
    """Words about a sum, to be read before an answer fails on it: the author's own, or ours."""
    found = _SUM.fullmatch(expression)
    if found is None:
        return {}
    chinese = N_("这几题的数加起来要等于 %(total)s。") % {"total": found["total"]}
    return {"description": message or {"default": chinese, "en": f"The numbers must add up to {found['total']}."}}

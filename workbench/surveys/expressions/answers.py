"""What a condition comes to, as JSON says it."""

import json
import math
from datetime import UTC, datetime

from workbench.surveys.expressions.values import Value, to_text


def as_json(value: Value) -> object:
    """A value as `JSON.stringify` writes it: numbers in their shortest form, a day in world time, null for nothing.

    >>> as_json([3.0, 0.5, float("nan"), "每天"])
    [3, 0.5, None, '每天']
    """
    match value:
        case bool() | str():
            return value
        case float():
            return json.loads(to_text(value)) if math.isfinite(value) else None
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        case list():
            return [as_json(item) for item in value]
        case dict():
            return {name: as_json(part) for name, part in value.items()}
    return None

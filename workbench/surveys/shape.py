"""The shape of a form and its rules: known properties, right types, sizes. JSON in, records or problems out.

What is not taken is told with its reason (`refusals`). References between the parts are checked in `linting`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbench.errors import N_, Message
from workbench.records import Problem, Record
from workbench.records.choices import Choice, PictureChoice, Row
from workbench.records.elements import Panel, StaticText
from workbench.records.forms import Form, Page, Rules
from workbench.records.questions import Question, TextItem
from workbench.records.screening import QuotaCell, ScoreRule, ScreenOut
from workbench.records.validators import Validator
from workbench.surveys.refusals import why_refused

MAX_BYTES = 1_000_000

_R = TypeVar("_R", bound=Record)
_Place = tuple[int | str, ...]

_SENTENCES = {
    "missing": N_("缺少“%(name)s”。"),
    "union_tag_not_found": N_("缺少“type”。"),
    "string_too_long": N_("“%(name)s”是空的或者太长：最多 %(max_length)s 个字符。"),
    "string_too_short": N_("“%(name)s”是空的。"),
    "too_short": N_("“%(name)s”太少：至少 %(min_length)s 项。"),
    "too_long": N_("“%(name)s”太多：最多 %(max_length)s 项。"),
    "string_pattern_mismatch": N_("“%(name)s”里有不能用的字符，或者两端有空格。"),
    "literal_error": N_("“%(name)s”只能是 %(expected)s。"),
    "enum": N_("“%(name)s”只能是 %(expected)s。"),
    "string_type": N_("“%(name)s”应是一段文字。"),
    "local_text": N_("“%(name)s”应是一段文字，或按语言分列的文字。"),
    "scalar": N_("“%(name)s”应是文字或数字。"),
    "bool_type": N_("“%(name)s”应是 true 或 false。"),
    "int_type": N_("“%(name)s”应是整数。"),
    "float_type": N_("“%(name)s”应是数字。"),
    "tuple_type": N_("“%(name)s”应是一个列表。"),
    "greater_than": N_("“%(name)s”应大于 %(gt)s。"),
    "greater_than_equal": N_("“%(name)s”不能小于 %(ge)s。"),
    "less_than_equal": N_("“%(name)s”不能大于 %(le)s。"),
}
_OTHERWISE = N_("“%(name)s”的写法不对。")


def canonical(value: object) -> str:
    """The one way to write a JSON value, in which equal forms are equal texts. ValueError for what JSON cannot say."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
        size = len(text.encode())
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if size > MAX_BYTES:
        raise ValueError(size)
    return text


def read_record(model: type[_R], file: str, value: object) -> tuple[_R | None, list[Problem]]:
    """`value` as a record, or what is wrong with it, each with its place in `file`."""
    try:
        return model.model_validate_json(canonical(value)), []
    except ValidationError as error:
        return None, list(_problems(file, error))
    except ValueError:
        expected = Message(N_("这不是合规的 JSON，或者大于 %(limit)s 字节。"), {"limit": MAX_BYTES})
        return None, [Problem(column=file, expected=expected)]


def place(file: str, *steps: int | str) -> str:
    """Where in a file: `form.json: pages[0].elements[2].choices`."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return f"{file}: {path.lstrip('.')}" if path else file


def _problems(file: str, error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    for detail in details:
        # A list whose items are all wrong is reported as too short on top of them.
        if detail["type"] == "too_short" and any(_is_below(other["loc"], detail["loc"]) for other in details):
            continue
        yield Problem(
            column=place(file, *_steps(detail["loc"])), expected=_sentence(detail), found=_shown(detail["input"])
        )


def _is_below(location: _Place, other: _Place) -> bool:
    return len(location) > len(other) and location[: len(other)] == other


def _steps(location: _Place) -> Iterator[int | str]:
    """The location without what names the kind of an element instead of a step in the file."""
    for number, step in enumerate(location):
        is_kind = number >= 2 and location[number - 2] in ("elements", "validators")
        if not is_kind and step != "[key]":
            yield step


def _sentence(detail: ErrorDetails) -> Message:
    context = detail.get("ctx", {})
    if detail["type"] == "union_tag_invalid":
        return why_refused(str(context["tag"]), re.findall(r"'(\w+)'", str(context["expected_tags"])))
    steps = [step for step in _steps(detail["loc"]) if isinstance(step, str)]
    name = steps[-1] if steps else "JSON"
    if detail["type"] == "extra_forbidden":
        return why_refused(name, _PROPERTIES)
    if detail["type"] == "too_short" and not detail["input"]:
        return Message(_SENTENCES["string_too_short"], {"name": name})
    values = {key: value for key, value in context.items() if isinstance(value, int | float)}
    expected = "、".join(re.findall(r"'([^']+)'", str(context.get("expected", ""))))
    return Message(_SENTENCES.get(detail["type"], _OTHERWISE), {"name": name, "expected": expected, **values})


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:79] + "…"


def _members(union: Any) -> tuple[type[Record], ...]:
    """The classes of an annotated union."""
    return get_args(get_args(union)[0])


_MODELS: tuple[type[Record], ...] = (
    Form,
    Page,
    Panel,
    StaticText,
    Row,
    Choice,
    PictureChoice,
    TextItem,
    Rules,
    ScreenOut,
    ScoreRule,
    QuotaCell,
    *_members(Question),
    *_members(Validator),
)
_PROPERTIES = sorted({field.alias or name for model in _MODELS for name, field in model.model_fields.items()})

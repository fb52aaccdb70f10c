"""Newcomers: who fills in a form that carries a typing tool is placed, and only researchers see where."""

from collections.abc import Mapping

from workbench.records.analysis import ClosedValue
from workbench.records.forms import CheckedForm
from workbench.records.typing_tool import Doubt

ATTRIBUTE = "归类"
NONE = "都不像"


def place_newcomer(checked: CheckedForm, values: Mapping[str, ClosedValue]) -> dict[str, str]:
    """The attribute that names somebody's segment, or 都不像; there is none for who answered nothing."""
    if checked.rules.typing is None:
        return {}
    placement = checked.rules.typing.place(values)
    if placement.doubt is Doubt.EMPTY:
        return {}
    return {ATTRIBUTE: checked.rules.typing.name_of(placement.segment) or NONE}

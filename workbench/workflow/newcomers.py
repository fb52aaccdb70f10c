"""Newcomers: who fills in a form that carries a typing tool is placed, and only researchers see where."""

from collections.abc import Mapping

from workbench.records.analysis import ClosedValue
from workbench.records.forms import CheckedForm
from workbench.records.typing_tool import Doubt
from workbench.storage.tables import Participant

ATTRIBUTE = "归类"
NONE = "都不像"


def place_newcomer(participant: Participant, checked: CheckedForm, values: Mapping[str, ClosedValue]) -> None:
    """Give a participant the name of their segment, or 都不像, as an attribute; who answered nothing gets none."""
    if checked.rules.typing is None:
        return
    placement = checked.rules.typing.place(values)
    if placement.doubt is not Doubt.EMPTY:
        name = checked.rules.typing.name_of(placement.segment) or NONE
        participant.attributes = {**participant.attributes, ATTRIBUTE: name}

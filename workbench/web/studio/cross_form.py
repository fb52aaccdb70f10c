"""Cells for the groups of one question or of two crossed, as they are put together on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from workbench.errors import WorkbenchError
from workbench.storage.tables import Form
from workbench.web.pages import tell
from workbench.workflow.condition_rows import Subject, subjects
from workbench.workflow.quota_groups import (
    BANDED,
    GROUPED,
    AxisFields,
    Group,
    cell_of,
    groups_of,
    refuse_too_many,
)
from workbench.workflow.typed import without_controls

AXES = ("first", "second")


@dataclass
class AxisForm:
    """A question of which there will be cells, how it is grouped as typed, and the groups that come of it."""

    subject: Subject
    fields: AxisFields
    groups: list[Group] = field(default_factory=list)

    @property
    def is_banded(self) -> bool:
        """Whether its groups are written as bands."""
        return self.subject.sort in BANDED

    @property
    def numbers(self) -> dict[str, str]:
        """The number of each option's group."""
        return {value: self.fields.numbers.get(value, str(at)) for at, value in enumerate(self.subject.options, 1)}


@dataclass
class CrossForm:
    """`offered` are the questions that can be grouped, `sizes` the places typed so far by the condition of the cell."""

    offered: dict[str, Subject]
    axes: list[AxisForm]
    sizes: Mapping[str, str]
    of: str
    problem: str = ""

    @property
    def rows(self) -> list[tuple[Group, list[tuple[str, str]]]]:
        """Each group of the first question with the title and the condition of its cells."""
        if not self.axes or not all(axis.groups for axis in self.axes):
            return []
        columns = [[group] for group in self.axes[1].groups] if len(self.axes) > 1 else [[]]
        cells = [(row, [cell_of([row, *column]) for column in columns]) for row in self.axes[0].groups]
        return [(row, [(one["title"], one["if"]) for one in made]) for row, made in cells]


def cross_form(form: Form, typed: MultiDict[str, str]) -> CrossForm:
    """What was chosen and typed, in the address or posted; bands that cannot be read are its problem."""
    known = {name: one for name, one in subjects(form.definition).items() if one.sort in GROUPED}
    chosen = [typed.get(axis, "") for axis in AXES]
    axes = [AxisForm(known[name], _fields(name, typed)) for name in chosen if name in known]
    sizes = {name.removeprefix("size:"): text for name, text in typed.items() if name.startswith("size:")}
    made = CrossForm(known, axes, without_controls(sizes), typed.get("of", "qualified"))
    try:
        for axis in axes:
            axis.groups = groups_of(axis.subject, axis.fields)
        refuse_too_many([axis.groups for axis in axes])
    except WorkbenchError as error:
        made.problem = f"{tell(error.what)} {tell(error.advice)}"
        for axis in axes:
            axis.groups = []
    return made


def _fields(name: str, typed: MultiDict[str, str]) -> AxisFields:
    prefix = f"group:{name}:"
    numbers = {key.removeprefix(prefix): text for key, text in typed.items() if key.startswith(prefix)}
    bands = without_controls(typed.get(f"bands:{name}", ""))
    return AxisFields(name=name, bands=bands, numbers=without_controls(numbers))

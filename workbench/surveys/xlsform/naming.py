"""Names of an XLSForm as a form may use them: no full stop, and none that differs from another in capitals alone."""

import re
from collections.abc import Sequence
from typing import Any

from workbench.errors import N_
from workbench.surveys.xlsform.report import Report

_UNFIT = re.compile(r"[^\w-]")
LONGEST = 60


def names_of(children: Sequence[dict[str, Any]], report: Report) -> dict[str, str]:
    """The form's name for each of the spreadsheet's; a changed one is reported."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for child in children:
        name = child["name"]
        fit = _free(_UNFIT.sub("_", name)[:LONGEST].strip("-") or "q", taken)
        if fit != name:
            report.note(name, N_("名字改成了“%(name)s”。"), name, name=fit)
        taken |= {fit.lower(), f"{fit}-comment".lower()}
        names.setdefault(name, fit)
    return names


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.lower() in taken or re.fullmatch(r"page\d+", name, re.IGNORECASE):
        number += 1
        name = f"{wanted}_{number}"
    return name

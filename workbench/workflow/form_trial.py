"""Trying a draft as a respondent would: the same pages and conditions, nothing stored, and the verdict at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.records.forms import CheckedForm
from workbench.records.questions import Answer, Answers
from workbench.records.screening import Verdict
from workbench.surveys import filling
from workbench.workflow.form_screens import Raw, Screen, screen

SEED = 1


@dataclass(frozen=True)
class Trial:
    """Where somebody stands who tries a form: a page, or the end with what the rules say of the answers."""

    answers: Answers
    screen: Screen | None = None
    verdict: Verdict | None = None


def begin_trial(checked: CheckedForm) -> Trial:
    """The first page."""
    return _at(checked, filling.defaults(checked), -1)


def continue_trial(checked: CheckedForm, answers: Answers, index: int, posted: Raw, *, back: bool = False) -> Trial:
    """The page after a posted one, or before it; the same again when something on it is wrong or missing.

    Raises NotFound for a page that the form does not have.
    """
    values, problems = filling.check_page(checked, index, posted, answers)
    together = {**answers, **values}
    if back:
        before = filling.previous_page(checked, index, together)
        return Trial(together, screen(checked, index if before is None else before, together, SEED))
    if problems:
        again = screen(checked, index, together, SEED).again(posted, problems)
        return Trial(together, replace(again, problems=problems))
    return _at(checked, together, index)


def _at(checked: CheckedForm, answers: Mapping[str, Answer], index: int) -> Trial:
    following = filling.next_page(checked, index, answers)
    if following is None:
        return Trial(answers, verdict=filling.verdict(checked, answers))
    return Trial(answers, screen(checked, following, answers, SEED))

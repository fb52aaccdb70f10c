"""A definition and its rules become a checked form, or a list of everything that is wrong with them."""

import hashlib

from workbench.errors import N_, InvalidForm
from workbench.records import Problem
from workbench.records.forms import CheckedForm, Form, Rules
from workbench.surveys.linting import lint
from workbench.surveys.question_linting import FORM
from workbench.surveys.rules_linting import RULES
from workbench.surveys.shape import canonical, read_record


def load_form(definition: object, rules: object) -> CheckedForm:
    """Check a form (SurveyJS subset) and its rules, both as read from JSON.

    The hash is the SHA-256 of both in canonical JSON: it names this version, whatever the order of keys was. Raises
    InvalidForm whose `problems` name each place, such as `form.json: pages[0].elements[2].choices`.
    """
    checked = load_published(definition, rules)
    if problems := lint(checked.form, checked.rules):
        raise _invalid(problems)
    return checked


def load_published(definition: object, rules: object) -> CheckedForm:
    """A version that was checked when it was published: only its shape is read.

    What the linter has learnt since must not close a form that people are filling in. Raises InvalidForm, as above.
    """
    form, form_problems = read_record(Form, FORM, definition)
    checked_rules, rule_problems = read_record(Rules, RULES, rules)
    if form is None or checked_rules is None:
        raise _invalid(form_problems + rule_problems)
    text = canonical({"form": definition, "rules": rules})
    return CheckedForm(form=form, rules=checked_rules, hash=hashlib.sha256(text.encode()).hexdigest())


def _invalid(problems: list[Problem]) -> InvalidForm:
    places = {problem.column for problem in problems}
    return InvalidForm(
        N_("这份问卷有 %(count)s 处需要改正。"), N_("请按提示逐处修改后再试。"), problems=problems, count=len(places)
    )

"""The typing tool as a questionnaire: the same questions with the same choices, whose answers place who fills it in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from sqlmodel import Session

from workbench.errors import N_
from workbench.records import Problem
from workbench.records.choices import OTHER
from workbench.records.facts import Kind
from workbench.records.forms import CheckedForm
from workbench.records.typing_tool import AskedQuestion, Placement, Typing
from workbench.storage import Store, add
from workbench.storage.queries.forms import newest_version
from workbench.storage.queries.typing_tool import range_of
from workbench.storage.tables import Form, Question, Run
from workbench.surveys import editing, filling, load_form
from workbench.surveys.cleaning import clean_line
from workbench.workflow.audit import record
from workbench.workflow.form_evidence import stored_values
from workbench.workflow.forms import consented_form
from workbench.workflow.question_kinds import CLOSED, kind_of
from workbench.workflow.secrets import new_token
from workbench.workflow.studies import touch
from workbench.workflow.typing_tool import made_tool

Json = dict[str, Any]
TITLE = N_("几个关于你的小问题")  # respondents read it: no word of being sorted
PAGE = 1
MOST_RADIOS = 12
MOST_CHOICES = 100
LONGEST_SCALE = 20
LONGEST_CHOICE = 200
_CONDITIONS = ("visibleIf", "requiredIf")
_CLOSED = (*CLOSED, "rating", "number")


def export_typing_form(store: Store, user_id: int, run_id: int) -> int:
    """A draft with the questions of a run's tool, whose participants get the attribute 归类; returns its id.

    Raises Conflict while the run has no tool.
    """
    with store.writing() as session:
        run = session.get_one(Run, run_id)
        definition, rules = form_of_tool(session, run)
        load_form(definition, rules)
        form = Form(study_id=run.study_id, title=definition["title"], token=new_token())
        form.definition, form.rules = definition, rules
        add(session, form)
        record(session, user_id, "export_typing_form", f"form:{form.id}", study_id=run.study_id)
        touch(session, run.study_id)
        return form.id


def typing_form_json(session: Session, run: Run) -> str:
    """Form and rules as one JSON object, as they can be imported into any study. Raises Conflict without a tool."""
    definition, rules = form_of_tool(session, run)
    return json.dumps({"form": definition, "rules": rules}, ensure_ascii=False, indent=2)


def form_of_tool(session: Session, run: Run) -> tuple[Json, Json]:
    """Definition and rules: a page of consent, then all questions on one page."""
    typing = made_tool(session, run).tool.typing
    definition, rules = consented_form(TITLE)
    names: dict[str, str] = {}
    for asked in typing.questions:
        question = session.get(Question, int(asked.key))
        element = _element(session, asked, question)
        definition = editing.add_question(definition, PAGE, element["type"])
        name = names[asked.key] = definition["pages"][PAGE]["elements"][-1]["name"]
        definition["pages"][PAGE]["elements"][-1] = {**element, "name": name}
        rules = editing.set_role(definition, rules, name, question.topic if question else None)
    return definition, {**rules, "typing": typing.renamed(names).model_dump(mode="json")}


def trial_form(session: Session, run: Run) -> CheckedForm:
    """The tool's questions alone, for a researcher who tries them. Raises Conflict without a tool."""
    definition, rules = form_of_tool(session, run)
    page = {name: value for name, value in definition["pages"][PAGE].items() if name != "visibleIf"}
    return load_form({**definition, "pages": [page]}, {**rules, "screen_out": []})


def place_posted(checked: CheckedForm, posted: Mapping[str, Sequence[str]]) -> tuple[Placement, list[Problem]]:
    """Where somebody belongs who ticked this, and what could not be read; what is empty speaks for no segment."""
    answers, problems = filling.check_page(checked, 0, posted, {})
    typing: Typing = checked.rules.typing  # type: ignore[assignment]  # `trial_form` put it there
    placement = typing.place(stored_values(checked, filling.complete(checked, answers)))
    return placement, [problem for problem in problems if problem.found]


def _element(session: Session, asked: AskedQuestion, question: Question | None) -> Json:
    """A question as its own form asks it, without conditions on other questions; else made of what is known of it."""
    original = _original(session, question) if question else None
    if original is None or question is None:
        return _made(session, asked)
    element = {name: value for name, value in deepcopy(original).items() if name not in _CONDITIONS}
    validators = [one for one in element.pop("validators", ()) if one["type"] != "expression"]
    required = element["type"] != "checkbox" or bool(element.get("isRequired"))
    return {**element, **({"validators": validators} if validators else {}), "isRequired": required}


def _original(session: Session, question: Question) -> Json | None:
    kind, _, number = question.source.partition(":")
    version = newest_version(session, int(number)) if kind == "form" else None
    elements = (element for page in version.definition["pages"] for element in page["elements"]) if version else ()
    return next((one for one in elements if one["name"] == question.key and kind_of(one) in _CLOSED), None)


def _made(session: Session, asked: AskedQuestion) -> Json:
    element: Json = {"title": asked.title[:1000], "isRequired": asked.kind is not Kind.MULTIPLE}
    if asked.kind in (Kind.SCALE, Kind.NUMBER):
        return {**element, **_numbers(*range_of(session, int(asked.key)), scale=asked.kind is Kind.SCALE)}
    choices = list(_choices(asked))
    many = "dropdown" if len(choices) > MOST_RADIOS else "radiogroup"
    return {**element, "type": "checkbox" if asked.kind is Kind.MULTIPLE else many, "choices": choices}


def _numbers(low: float, high: float, *, scale: bool) -> Json:
    whole = low.is_integer() and high.is_integer()
    if scale and whole and low >= 0 and 1 <= high - low < LONGEST_SCALE:
        return {"type": "rating", "rateMin": int(low), "rateMax": int(high)}
    return {"type": "text", "inputType": "number"}


def _choices(asked: AskedQuestion) -> Iterator[Json]:
    """The choices in their order, those that a form can offer: two that differ by capitals alone would be one."""
    seen = {OTHER}
    for choice in asked.choices:
        key = choice.value.lower()
        fits = 0 < len(key) <= LONGEST_CHOICE and clean_line(choice.value) == choice.value
        if fits and key not in seen and len(seen) <= MOST_CHOICES:
            seen.add(key)
            yield {"value": choice.value, "text": choice.text}

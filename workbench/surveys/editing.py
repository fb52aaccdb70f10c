"""The verbs of the plain editor, on a definition as JSON has it. Each returns a new one; the given one stays as it was.

Drafts may be unfinished: whether one can be published is for `load_form` to say. Here only what cannot be done at all
raises InvalidForm, with a sentence. Questions keep their names (`q1`, `q2`, …) for life, because answers and conditions
refer to them.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, get_args

from workbench.errors import N_, InvalidForm
from workbench.records import Topic
from workbench.records.questions import BaseQuestion, Question
from workbench.surveys.choice_lines import choices_text, parse_choices
from workbench.surveys.expressions import parse

__all__ = [
    "PLACEHOLDERS",
    "add_page",
    "add_question",
    "choices_text",
    "delete_page",
    "delete_question",
    "duplicate_question",
    "move_page",
    "move_question",
    "new_form",
    "new_rules",
    "parse_choices",
    "send_question",
    "set_role",
    "update_form",
    "update_page",
    "update_question",
]

Json = dict[str, Any]

_MODELS: dict[str, type[BaseQuestion]] = {
    kind: model for model in get_args(get_args(Question)[0]) for kind in get_args(model.model_fields["type"].annotation)
}
PLACEHOLDERS = [{"value": "item1", "text": N_("选项 1")}, {"value": "item2", "text": N_("选项 2")}]


def new_form(title: str) -> Json:
    """An empty draft with one page."""
    return {"title": title, "locale": "zh-cn", "pages": [{"name": "page1", "elements": []}]}


def new_rules() -> Json:
    """The rules that a draft begins with."""
    return {"consent_version": "1", "retention_months": 12, "roles": {}, "screen_out": [], "pii": [], "quotas": []}


def update_form(definition: Json, changes: Mapping[str, Any]) -> Json:
    """With other texts: `title`, `description`, `completedHtml`. None or an empty text takes a property away."""
    draft = deepcopy(definition)
    _change(draft, {name: value for name, value in changes.items() if name != "pages"})
    return draft


def add_page(definition: Json) -> Json:
    """With an empty page at the end."""
    draft = deepcopy(definition)
    draft["pages"].append({"name": _free_name("page", draft), "elements": []})
    return draft


def update_page(definition: Json, page: int, changes: Mapping[str, Any]) -> Json:
    """With other texts of a page: `title`, `description`, `visibleIf`."""
    draft = deepcopy(definition)
    _change(_page(draft, page), {name: value for name, value in changes.items() if name not in ("name", "elements")})
    return draft


def move_page(definition: Json, page: int, step: int) -> Json:
    """With a page moved by `step` places, back if negative."""
    draft = deepcopy(definition)
    _page(draft, page + step)
    draft["pages"].insert(page + step, draft["pages"].pop(draft["pages"].index(_page(draft, page))))
    return draft


def delete_page(definition: Json, rules: Json, page: int) -> tuple[Json, Json]:
    """Without a page and its questions, and the rules without their roles. The last page stays."""
    draft, kept_rules = deepcopy(definition), deepcopy(rules)
    if len(draft["pages"]) == 1:
        raise InvalidForm(N_("问卷至少要有一页。"), N_("可以删去这一页上的题目。"))
    gone = [question["name"] for question in _page(draft, page)["elements"]]
    del draft["pages"][page]
    return draft, _forget(draft, kept_rules, gone)


def add_question(definition: Json, page: int, kind: str) -> Json:
    """With a new question of a type (`radiogroup`, `comment`, …) at the end of a page."""
    draft = deepcopy(definition)
    question: Json = {"type": kind, "name": _free_name("q", draft), "title": ""}
    if "choices" in _properties(kind):
        question["choices"] = deepcopy(PLACEHOLDERS)
    _page(draft, page)["elements"].append(question)
    return draft


def update_question(definition: Json, name: str, changes: Mapping[str, Any]) -> Json:
    """With other properties under SurveyJS's names; None, False or an empty text takes one away.

    A new `type` keeps what the two types have in common. Raises InvalidForm for a new name.
    """
    draft = deepcopy(definition)
    question = _find(draft, name)
    if changes.get("name", name) != name:
        raise InvalidForm(N_("题目的内部名字不能改。"), N_("回答和条件靠它找到这一题；请改标题。"))
    known = _properties(changes.get("type", question["type"]))
    _change(question, changes)
    for unfit in set(question) - known:
        del question[unfit]
    if "choices" in known:
        question.setdefault("choices", deepcopy(PLACEHOLDERS))
    return draft


def move_question(definition: Json, name: str, step: int) -> Json:
    """With a question one place up (-1) or down (1), over the border of its page if it stands there."""
    draft = deepcopy(definition)
    question = _find(draft, name)
    page, place = next(
        (page, number)
        for page, one in enumerate(draft["pages"])
        for number, element in enumerate(one["elements"])
        if element is question
    )
    elements = draft["pages"][page]["elements"]
    del elements[place]
    if 0 <= place + step <= len(elements):
        elements.insert(place + step, question)
        return draft
    beyond = _page(draft, page + step)["elements"]
    beyond.insert(0 if step > 0 else len(beyond), question)
    return draft


def send_question(definition: Json, name: str, page: int) -> Json:
    """With a question at the end of another page."""
    draft = deepcopy(definition)
    question, target = _find(draft, name), _page(draft, page)
    for one in draft["pages"]:
        one["elements"] = [element for element in one["elements"] if element is not question]
    target["elements"].append(question)
    return draft


def duplicate_question(definition: Json, name: str) -> Json:
    """With a copy of a question right after it, under a new name."""
    draft = deepcopy(definition)
    question = _find(draft, name)
    copy = {**deepcopy(question), "name": _free_name("q", draft)}
    for page in draft["pages"]:
        if question in page["elements"]:
            page["elements"].insert(page["elements"].index(question) + 1, copy)
    return draft


def delete_question(definition: Json, rules: Json, name: str) -> tuple[Json, Json]:
    """Without a question, and the rules without its role. Raises InvalidForm if a condition still asks for it."""
    draft, kept_rules = deepcopy(definition), deepcopy(rules)
    question = _find(draft, name)
    for page in draft["pages"]:
        page["elements"] = [element for element in page["elements"] if element is not question]
    return draft, _forget(draft, kept_rules, [name])


def set_role(definition: Json, rules: Json, name: str, topic: str | None) -> Json:
    """Rules in which a question speaks of a topic, or of none. Contact questions count as personal data."""
    _find(definition, name)
    if topic is not None and topic not in set(Topic):
        raise InvalidForm(N_("没有“%(topic)s”这种用途。"), N_("请从列表里选一种。"), topic=topic)
    kept = deepcopy(rules)
    former = kept["roles"].pop(name, None)
    if topic:
        kept["roles"][name] = str(topic)
    if Topic.CONTACT in (former, topic):
        kept["pii"] = [one for one in kept["pii"] if one != name] + [name] * (topic == Topic.CONTACT)
    return kept


def _change(target: Json, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        if (value is None or value is False or value == "") and name != "title":
            target.pop(name, None)
        else:
            target[name] = deepcopy(value)


def _page(draft: Json, page: int) -> Json:
    if not 0 <= page < len(draft["pages"]):
        raise InvalidForm(N_("没有这一页，不能移到那里。"), N_("请刷新后再试。"))
    found: Json = draft["pages"][page]
    return found


def _questions(draft: Json) -> Iterator[Json]:
    return (question for page in draft["pages"] for question in page["elements"])


def _find(draft: Json, name: str) -> Json:
    for question in _questions(draft):
        if question["name"] == name:
            return question
    raise InvalidForm(N_("没有叫“%(name)s”的题。"), N_("它可能已被删除，请刷新后再试。"), name=name)


def _free_name(prefix: str, draft: Json) -> str:
    """The prefix with the number after the highest in use."""
    names = [element["name"].lower() for element in (*draft["pages"], *_questions(draft))]
    numbers = [int(name.removeprefix(prefix)) for name in names if _is_numbered(name, prefix)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _is_numbered(name: str, prefix: str) -> bool:
    number = name.removeprefix(prefix)
    return name.startswith(prefix) and number.isascii() and number.isdigit()


def _properties(kind: str) -> frozenset[str]:
    if kind not in _MODELS:
        raise InvalidForm(N_("没有“%(kind)s”这种题型。"), N_("请从列表里选一种。"), kind=kind)
    return frozenset(field.alias or name for name, field in _MODELS[kind].model_fields.items())


def _forget(draft: Json, rules: Json, names: list[str]) -> Json:
    """The rules without what they say of deleted questions. Raises InvalidForm if a condition still asks for one."""
    for condition in _conditions(draft, rules):
        used = _asked(condition)
        for name in names:
            if {name.lower(), f"{name}-comment".lower()} & used:
                raise InvalidForm(
                    N_("“%(name)s”还用在条件里，不能删除。"),
                    N_("请先改掉条件：%(condition)s"),
                    name=name,
                    condition=condition,
                )
    rules["roles"] = {name: topic for name, topic in rules["roles"].items() if name not in names}
    rules["pii"] = [name for name in rules["pii"] if name not in names]
    return rules


def _conditions(draft: Json, rules: Json) -> Iterator[str]:
    for element in (*draft["pages"], *_questions(draft)):
        yield from (element[name] for name in ("visibleIf", "requiredIf") if element.get(name))
        yield from (one["expression"] for one in element.get("validators", ()) if one.get("expression"))
    yield from (rule["if"] for rule in rules["screen_out"])


def _asked(condition: str) -> set[str]:
    try:
        return {name.lower() for name in parse(condition).names}
    except InvalidForm:  # a draft may hold a condition that cannot be read yet
        return set()

"""A small form with every kind of question, and a builder for forms of one page."""

from workbench.records.forms import CheckedForm
from workbench.surveys import load_form

RULES = {"consent_version": "1", "retention_months": 12, "roles": {}, "screen_out": [], "pii": [], "quotas": []}

KINDS = [
    {"type": "radiogroup", "name": "device", "isRequired": True, "choices": ["安卓", "苹果"], "showOtherItem": True},
    {
        "type": "checkbox",
        "name": "genres",
        "choices": [
            {"value": "rpg", "text": "角色扮演"},
            {"value": "card", "text": "卡牌"},
            {"value": 3, "text": "射击"},
        ],
        "showOtherItem": True,
        "showNoneItem": True,
        "maxSelectedChoices": 2,
    },
    {"type": "dropdown", "name": "city", "choices": ["北京", "成都"]},
    {"type": "boolean", "name": "willing", "labelTrue": "愿意", "labelFalse": "不方便"},
    {"type": "text", "name": "nickname"},
    {"type": "text", "name": "age", "inputType": "number", "min": 18, "max": 99},
    {"type": "text", "name": "phone", "inputType": "tel"},
    {"type": "text", "name": "mail", "inputType": "email"},
    {"type": "text", "name": "since", "inputType": "date", "min": "2000-01-01", "max": "2026-12-31"},
    {"type": "comment", "name": "motive", "validators": [{"type": "text", "minLength": 4}]},
    {"type": "rating", "name": "relax", "rateMin": 1, "rateMax": 5},
]


def form_of(*pages: list[dict], rules: dict | None = None, **page: object) -> CheckedForm:
    """A checked form with a page for each list of questions; keywords go to the last page."""
    made = [{"name": f"page{number}", "elements": elements} for number, elements in enumerate(pages, 1)]
    made[-1].update(page)
    return load_form({"title": "招募", "pages": made}, {**RULES, **(rules or {})})


def line(name: str, **more: object) -> dict:
    """A text question."""
    return {"type": "text", "name": name, **more}


def pick(name: str, *choices: str, **more: object) -> dict:
    """A question with one choice."""
    return {"type": "radiogroup", "name": name, "choices": list(choices), **more}

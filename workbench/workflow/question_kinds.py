"""The kinds of question in the editor's menu, and what is shown of a question whatever its kind."""

from collections.abc import Mapping
from typing import Any

from workbench.errors import N_
from workbench.records.form_texts import LocalText

Json = dict[str, Any]

GROUPS = {
    N_("选择"): {
        "radiogroup": N_("单选"),
        "checkbox": N_("多选"),
        "dropdown": N_("下拉"),
        "boolean": N_("是/否"),
        "ranking": N_("排序"),
        "imagepicker": N_("图片选择"),
    },
    N_("填写"): {
        "text": N_("填空"),
        "comment": N_("简答"),
        "multipletext": N_("多项填空"),
        "number": N_("数字"),
        "date": N_("日期"),
        "tel": N_("电话"),
        "email": N_("邮箱"),
    },
    N_("评分"): {"rating": N_("量表"), "nps": N_("推荐度（NPS）"), "matrix": N_("矩阵")},
    N_("排版"): {"expression": N_("说明文字"), "panel": N_("题组")},
}
KINDS = {kind: label for group in GROUPS.values() for kind, label in group.items()}
WITH_CHOICES = ("radiogroup", "checkbox", "dropdown")
LISTED = (*WITH_CHOICES, "ranking", "imagepicker")
CLOSED = (*WITH_CHOICES, "boolean")
WRITTEN = ("text", "comment")
LINES = ("text", "number", "date", "tel", "email")  # SurveyJS: type text, told apart by inputType
UNASKED = ("expression", "panel")  # what stands between questions


def kind_of(question: Json) -> str:
    """The question's kind in the editor's menu."""
    return str(question.get("inputType", "text")) if question["type"] == "text" else str(question["type"])


def shown(text: object) -> str:
    """A text of a definition as it is edited: that of the interface's first language."""
    return str(LocalText.model_validate(text)) if text else ""


def said(former: object, text: str) -> object:
    """A text of a definition with its wording in the interface's first language replaced; the others are kept.

    >>> said({"default": "Age", "zh-cn": "年龄"}, "你的年龄"), said("年龄", " 你的年龄 ")
    ({'default': 'Age', 'zh-cn': '你的年龄'}, '你的年龄')
    """
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not isinstance(former, Mapping) or not text:
        return text
    key = next((key for key in ("zh-cn", "zh") if key in former), "default")
    return {**former, key: text}


def options(question: Json) -> list[tuple[str, str]]:
    """The closed answers of a question: the value and what is shown."""
    if question["type"] == "boolean":
        return [
            ("true", shown(question.get("labelTrue")) or "是"),
            ("false", shown(question.get("labelFalse")) or "否"),
        ]
    listed = [choice if isinstance(choice, dict) else {"value": choice} for choice in question.get("choices", ())]
    return [(str(choice["value"]), shown(choice.get("text")) or str(choice["value"])) for choice in listed]

"""What is wrong with a page is told in the words of the form's own language."""

import pytest

from tests.unit.surveys.samples import form_of
from workbench.surveys import filling
from workbench.workflow.form_screens import screen


def both(chinese):
    return {"default": f"en {chinese}", "zh-cn": chinese}


GENRES = {
    "type": "checkbox",
    "name": "genres",
    "choices": ["rpg"],
    "showNoneItem": True,
    "noneText": both("都不玩"),
    "isRequired": True,
    "requiredErrorText": both("请选"),
}
PARTS = {
    "type": "matrix",
    "name": "parts",
    "columns": ["1", "2"],
    "rows": [{"value": "art", "text": both("画面")}, {"value": "music", "text": both("音乐")}],
    "eachRowRequired": True,
}
CODE = {
    "type": "multipletext",
    "name": "who",
    "items": [
        {
            "name": "code",
            "title": both("代号"),
            "validators": [{"type": "text", "minLength": 3, "text": both("太短")}],
        }
    ],
}


@pytest.mark.parametrize(
    ("question", "posted", "told"),
    [
        (GENRES, {"genres": ["rpg", "none"]}, ["都不玩"]),
        (GENRES, {"genres": [""]}, ["请选"]),
        (PARTS, {"parts.art": [""]}, ["画面", "音乐"]),
        (CODE, {"who.code": ["A"]}, ["代号", "太短"]),
    ],
)
def test_labels_and_own_sentences_are_in_the_language_of_the_form(question, posted, told):
    checked = form_of([question])
    for locale, before in (("zh-cn", ""), ("en", "en ")):
        spoken = checked.model_copy(update={"form": checked.form.model_copy(update={"locale": locale})})
        answers, problems = filling.check_page(spoken, 0, posted, {})
        (problem,) = screen(spoken, 0, answers).again(posted, problems).problems
        texts = [str(problem.expected), *map(str, problem.expected.values.values())]
        assert all(any(f"{before}{one}" in text for text in texts) for one in told)
        assert locale == "en" or "en " not in str(problem.expected)

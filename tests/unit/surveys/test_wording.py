"""Answers in words show what respondents saw."""

from tests.unit.surveys.samples import KINDS, form_of
from workbench.surveys import answers_in_words

FORM = form_of(KINDS).form
FEELINGS = {
    "type": "matrix",
    "name": "feel",
    "title": {"default": "Feeling", "zh-cn": "感觉"},
    "columns": [{"value": "1", "text": {"default": "Good", "zh-cn": "好"}}],
    "rows": [{"value": "art", "text": {"default": "Pictures", "zh-cn": "画面"}}],
}


def words(form, answers):
    return {name: text for name, (_title, text) in answers_in_words(form, answers).items()}


def test_an_answer_is_the_texts_of_options_the_words_beside_them_and_numbers():
    answers = {
        "device": "other",
        "device-Comment": "掌机",
        "genres": ["rpg", 3, "other"],
        "genres-Comment": "音游",
        "city": "已删去的城市",
        "willing": True,
        "age": 28,
        "motive": "=1+1",
        "nickname": None,
    }
    assert words(FORM, answers) == {
        "device": "其他〖掌机〗",
        "genres": "角色扮演、射击、其他〖音游〗",
        "city": "已删去的城市",
        "willing": "愿意",
        "age": "28",
        "motive": "=1+1",
    }
    assert words(FORM, {}) == {}


def test_titles_rows_and_options_are_in_the_language_of_the_form():
    for locale, told in (("zh-cn", ("感觉 · 画面", "好")), ("en", ("Feeling · Pictures", "Good"))):
        form = form_of([FEELINGS]).form.model_copy(update={"locale": locale})
        assert answers_in_words(form, {"feel": {"art": "1"}}) == {"feel.art": told}


def test_answers_of_another_kind_than_their_question_are_shown_as_they_are():
    assert words(FORM, {"nickname": ["a", "b"], "relax": True, "genres": "rpg"}) == {
        "genres": "角色扮演",
        "nickname": "a、b",
        "relax": "True",
    }

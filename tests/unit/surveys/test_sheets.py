"""Answers for reading show what respondents saw."""

from tests.unit.surveys.samples import KINDS, form_of
from workbench.surveys import answers_table

FORM = form_of(KINDS)


def test_a_cell_shows_option_texts_other_words_numbers_and_gaps():
    answers = {
        "device": "other",
        "device-Comment": "掌机",
        "genres": ["rpg", 3, "other"],
        "genres-Comment": "音游",
        "city": "已删去的城市",
        "willing": True,
        "age": 28,
        "motive": "=1+1",
    }
    sheet = answers_table(FORM, [answers, {}])
    cells = dict(zip((column.name for column in sheet.columns), sheet.rows[0], strict=True))
    assert cells == {
        "device": "其他〖掌机〗",
        "genres": "角色扮演┋射击┋其他〖音游〗",
        "city": "已删去的城市",
        "willing": "愿意",
        "nickname": None,
        "age": 28,
        "phone": None,
        "mail": None,
        "since": None,
        "motive": "=1+1",
        "relax": None,
    }
    assert sheet.rows[1] == (None,) * len(KINDS)


def test_several_options_are_joined_as_asked():
    sheet = answers_table(FORM, [{"genres": ["rpg", "card"]}], joiner="、")
    assert sheet.rows[0][1] == "角色扮演、卡牌"


def test_answers_of_another_kind_than_their_question_are_shown_as_they_are():
    sheet = answers_table(FORM, [{"nickname": ["a", "b"], "relax": True, "genres": "rpg"}])
    assert [cell for cell in sheet.rows[0] if cell] == ["角色扮演", "a┋b", "True"]

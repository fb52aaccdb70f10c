"""What does not fit is known before printing; lines look as a Chinese typesetter wants them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import settings
from workbench.errors import RenderingFailed
from workbench.personas import typesetting
from workbench.personas.typesetting import POINT, Face, Slot, break_lines, fit, printable

from .samples import squeezed

CLOSING = "，。、；：？！…”’）》」"
SLOT = Slot(0, 0, 118, 48, Face.BOLD, (60, 48, 36), 1.1)
TEXTS = st.text(st.sampled_from("深夜独自下副本，。！“”《》（）ab W12 .%😂👍🏻\u200d—…é"), max_size=80)


@given(text=TEXTS, width=st.floats(3, 30), face=st.sampled_from(Face))
def test_every_line_fits_and_nothing_is_lost(text, width, face):
    text = printable(text)
    lines = break_lines(text, face, width, 200)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(typesetting._width(line, face) <= width for line in lines)


@given(text=TEXTS)
def test_a_fitted_text_stays_within_the_lines_of_its_slot(text):
    fitted = fit(text, SLOT, suffix="（假设）")
    assert len(fitted.lines) * fitted.size * POINT * SLOT.leading <= SLOT.height + 0.01
    assert "".join(fitted.lines).endswith("（假设）")
    assert fitted.complete == (squeezed("".join(fitted.lines)) == squeezed(printable(text) + "（假设）"))


@pytest.mark.parametrize("width", [5, 6, 7.5, 9, 11, 14])
def test_no_closing_mark_starts_a_line_and_no_opening_mark_ends_one(width):
    text = "他说：“别催我，真的。”然后（大概十点）就关掉了《云屿》……再也没开过！"
    lines = break_lines(text, Face.SERIF, width, 50)
    assert not [line for line in lines if line[0] in CLOSING or line[-1] in "“（《"]


def test_lines_are_about_equally_long_and_end_at_a_pause_where_they_can():
    assert break_lines("深夜独自下副本的人", Face.BOLD, 8, 9) == ("深夜独自", "下副本的人")
    assert break_lines("每天只有二十分钟，全花在排队和重连上了", Face.SANS, 12, 9) == (
        "每天只有二十分钟，",
        "全花在排队和重连上了",
    )


def test_lines_end_between_words_when_words_are_known():
    assert break_lines("收齐故事的人", Face.BOLD, 5, 9) == ("收齐故", "事的人")
    assert break_lines("收齐故事的人", Face.BOLD, 5, 9, lambda _: ["收齐", "故事", "的", "人"]) == (
        "收齐",
        "故事的人",
    )


def test_words_may_leave_out_what_stands_between_them():
    text = "他说，收齐故事的人"
    lines = break_lines(text, Face.BOLD, 6, 9, lambda _: ["他", "说", "收齐", "故事", "的", "人"])
    assert lines == ("他说，收齐", "故事的人")


def test_a_space_says_where_a_title_may_end_its_line():
    assert break_lines("收齐 故事的人", Face.BOLD, 5, 9) == ("收齐", "故事的人")


def test_a_latin_word_breaks_only_when_it_is_wider_than_the_line():
    assert break_lines("用Android手机", Face.SANS, 6, 9) == ("用Android", "手机")
    assert len(break_lines("W" * 40, Face.SANS, 6, 20)) > 1


def test_an_emoji_with_its_modifiers_is_never_torn():
    family = "👩\u200d👩\u200d👧\u200d👦"
    lines = break_lines(family * 12 + "👍🏻" * 12, Face.SANS, 9, 50)
    assert all(not line.startswith(("\u200d", "🏻")) for line in lines)


def test_what_cannot_fit_is_cut_and_says_so():
    fitted = fit("深夜独自下副本的人" * 50, SLOT)
    assert not fitted.complete
    assert fitted.size == SLOT.sizes[-1]
    assert fitted.lines[-1].endswith("…")


def test_a_hundred_thousand_characters_are_cut_without_delay():
    assert not fit("啊" * 100_000, SLOT).complete


def test_controls_and_marks_that_turn_the_direction_are_not_printed():
    assert printable("甲\x00乙\u202e丙\ud800\n 丁\u200b") == "甲乙丙 丁"


def test_a_tower_of_accents_does_not_reach_the_line_above():
    assert printable("e" + "\u0301" * 50) == "e\u0301\u0301\u0301"


def test_missing_fonts_end_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "FONTS", tmp_path)
    monkeypatch.setattr(typesetting, "_advance", typesetting._advance.__wrapped__)
    typesetting._font.cache_clear()
    with pytest.raises(RenderingFailed, match="make setup"):
        fit("甲", SLOT)

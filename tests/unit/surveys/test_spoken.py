"""A condition in words names questions by their titles and says what they are asked for."""

import pytest

from workbench.surveys.spoken import spoken

TITLES = {"age": "年龄", "nick": "称呼", "what": "点什么"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{age} >= 18 and {age} <= 60.5", "“年龄” ≥ 18，并且 “年龄” ≤ 60.5"),
        ("{nick} empty or {nick} != 'x'", "“称呼” 空着，或者 “称呼” ≠ “x”"),
        ("{what} anyof ['a', 'b']", "“点什么” 选了其中之一：“a”、“b”"),
        ("!({what} contains 'a')", "不是（“点什么” 选了 “a”）"),
        ("{me} + {age} * 2 = 100", "这一题的回答 + “年龄” × 2 = 100"),
        ("{me} <= today()", "这一题的回答 ≤ 今天"),
        ("round({age}, 1) = 3", "round(“年龄”、1) = 3"),
        ("{unknown} = true", "“unknown” = “True”"),
    ],
)
def test_a_condition_is_said_in_words(condition, words):
    assert str(spoken(condition, TITLES, "me")) == words

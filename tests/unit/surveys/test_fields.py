"""A posted page is read leniently, checked strictly, and never breaks anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.surveys.samples import KINDS, form_of, line, pick
from workbench.surveys.cleaning import clean_line, clean_text
from workbench.surveys.filling import check_page

FORM = form_of([{**question, "isRequired": False} for question in KINDS])


def posted(**fields: object) -> tuple[dict, dict[str, str]]:
    raw = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    values, problems = check_page(FORM, 0, raw, {})
    return values, {problem.column: str(problem.expected) for problem in problems}


@pytest.mark.parametrize(
    ("name", "sent", "answer"),
    [
        ("device", "安卓", "安卓"),
        ("genres", ["card", "rpg", "rpg"], ["rpg", "card"]),
        ("genres", ["", "3"], [3]),
        ("genres", "none", ["none"]),
        ("city", "成都", "成都"),
        ("willing", "true", True),
        ("willing", "false", False),
        ("nickname", "  阿\u200b林\x00\n子 ", "阿林 子"),
        ("nickname", "\u202e<script>", "<script>"),
        ("nickname", "坏\ud800字", "坏字"),
        ("nickname", "👨\u200d👩\u200d👧 家\u200d", "👨\u200d👩\u200d👧 家"),
        ("age", "２８", 28),
        ("age", " 28.5 ", 28.5),
        ("phone", "１３８-0013 8000", "13800138000"),
        ("mail", "lin＠example．com", "lin@example.com"),
        ("since", "2020年3月8日", "2020-03-08"),
        ("motive", "第一行\r\n第二行", "第一行\n第二行"),
        ("relax", "５", 5),
        ("nickname", " \u200b ", None),
        ("motive", "", None),
    ],
)
def test_what_was_typed_becomes_the_answer(name, sent, answer):
    values, problems = posted(**{name: sent})
    assert not problems
    assert values[name] == answer
    assert type(values[name]) is type(answer)


@pytest.mark.parametrize(
    ("name", "sent", "hint"),
    [
        ("device", "windows", "没有这一项"),
        ("device", ["安卓", "苹果"], "只能选一项"),
        ("genres", ["rpg", "forged"], "没有这一项"),
        ("genres", ["rpg", "none"], "不能再选别的"),
        ("genres", ["rpg", "card", "3"], "最多选 2 项"),
        ("willing", "maybe", "其中一项"),
        ("willing", ["true", "false"], "其中一项"),
        ("nickname", "长" * 501, "最多 500 个字"),
        ("age", "十八", "数字"),
        ("age", "17", "不能小于 18"),
        ("age", "100", "不能大于 99"),
        ("age", str(2**63), "数字"),
        ("age", "1e5", "数字"),
        ("age", "NaN", "数字"),
        ("phone", "微信同号", "电话"),
        ("mail", "lin@example", "邮箱"),
        ("mail", "a" * 300 + "@example.com", "邮箱"),
        ("since", "2026-02-30", "日期"),
        ("since", "1999-12-31", "不能早于"),
        ("since", "2027-01-01", "不能晚于"),
        ("motive", "好玩", "至少写 4 个字"),
        ("motive", "长" * 100_000, "最多 10000 个字"),
        ("relax", "6", "1 到 5"),
        ("relax", "4.5", "1 到 5"),
    ],
)
def test_what_cannot_be_an_answer_is_told_and_kept_for_correction(name, sent, hint):
    values, problems = check_page(FORM, 0, {name: sent if isinstance(sent, list) else [sent]}, {})
    assert name not in values
    assert [(problem.column, hint in str(problem.expected)) for problem in problems] == [(name, True)]
    assert problems[0].found == (sent if isinstance(sent, str) else "\n".join(sent))


def test_other_is_stored_beside_its_words_and_asks_for_them():
    assert posted(device="other", **{"device-Comment": "掌机"}) == (
        {**NOTHING, "device": "other", "device-Comment": "掌机"},
        {},
    )
    assert "请写明" in posted(device="other", **{"device-Comment": " "})[1]["device"]
    assert "500" in posted(device="other", **{"device-Comment": "长" * 501})[1]["device"]
    values, _ = posted(device="安卓", **{"device-Comment": "没有选其他"})
    assert values["device-Comment"] is None
    values, _ = posted(genres=["rpg", "other"], **{"genres-Comment": "音游"})
    assert (values["genres"], values["genres-Comment"]) == (["rpg", "other"], "音游")


NOTHING = {question["name"]: None for question in KINDS} | {"device-Comment": None, "genres-Comment": None}


def test_a_page_posted_without_any_field_is_a_page_left_empty():
    assert posted() == (NOTHING, {})


@pytest.mark.parametrize(
    ("validator", "good", "bad", "hint"),
    [
        ({"type": "numeric", "minValue": 1, "maxValue": 9}, "９", "10", "不能大于 9"),
        ({"type": "numeric", "minValue": 1}, "1", "0", "不能小于 1"),
        ({"type": "numeric"}, "1", "一", "数字"),
        ({"type": "text", "maxLength": 2}, "两个", "三个字", "最多 2 个字"),
        ({"type": "email"}, "a@b.cn", "a@b", "邮箱"),
        ({"type": "expression", "expression": "{q} != '不'"}, "好", "不", "不符合要求"),
        ({"type": "expression", "expression": "{q} != '不'", "text": "只能说好。"}, "好", "不", "只能说好。"),
    ],
)
def test_validators_speak_up_with_their_own_sentence_or_ours(validator, good, bad, hint):
    form = form_of([line("q", validators=[validator])])
    assert check_page(form, 0, {"q": [good]}, {}) == ({"q": good}, [])
    values, problems = check_page(form, 0, {"q": [bad]}, {})
    assert values == {}
    assert hint in str(problems[0].expected)
    assert check_page(form, 0, {"q": [""]}, {})[1] == []


@pytest.mark.parametrize(("sent", "hint"), [(["a"], "至少选 2 项"), (["a", "b", "c"], "最多选 2 项")])
def test_a_count_of_options_can_be_asked_for_in_either_way(sent, hint):
    by_property = {"minSelectedChoices": 2, "maxSelectedChoices": 2}
    by_validator = {"validators": [{"type": "answercount", "minCount": 2, "maxCount": 2}]}
    for limits in (by_property, by_validator):
        form = form_of([{**pick("q", "a", "b", "c"), "type": "checkbox", **limits}])
        assert hint in str(check_page(form, 0, {"q": sent}, {})[1][0].expected)
        assert check_page(form, 0, {"q": ["a", "c"]}, {})[1] == []


@pytest.mark.parametrize(
    ("question", "limit"), [(line("q", maxLength=3), 3), (line("q") | {"type": "comment"}, 10_000)]
)
def test_lengths_are_counted_in_characters(question, limit):
    form = form_of([question])
    assert check_page(form, 0, {"q": ["😀" * limit]}, {})[1] == []
    assert check_page(form, 0, {"q": ["😀" * (limit + 1)]}, {})[1]


_names = st.sampled_from([question["name"] for question in KINDS] + ["device-Comment", "genres-Comment", "extra"])
_junk = st.none() | st.integers() | st.binary(max_size=4) | st.text(max_size=8) | st.lists(st.integers(), max_size=2)
_texts = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    ["other", "none", "rpg", "true", "1", "安卓"]
)


@given(
    st.dictionaries(_names, st.lists(_texts, max_size=4) | _junk, max_size=8),
    st.dictionaries(_names, _junk, max_size=4),
)
def test_no_post_whatsoever_breaks_the_page(raw, answers):
    values, problems = check_page(FORM, 0, raw, answers)
    assert not {problem.column for problem in problems} & set(values)
    assert "extra" not in values
    for value in values.values():
        assert value is None or str(value).encode()


@given(st.text(st.characters(codec=None)))
def test_cleaning_leaves_nothing_invisible_and_is_done_once(text):
    clean = clean_text(text)
    assert clean == clean_text(clean)
    assert clean_line(clean) == clean_line(text)
    assert not set(clean) & {"\x00", "\r", "\u202e", "\u200b", "\ufeff", "\ud800", "\x85"}

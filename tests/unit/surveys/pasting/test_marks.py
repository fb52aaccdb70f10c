"""What a vendor prints behind titles and options is taken, or named by its line; respondents see none of it."""

import pytest

from tests.unit.surveys.pasting.test_reading import labels, only, questions
from workbench.surveys.pasting import read_pasted
from workbench.surveys.pasting.numbers import asks_number


@pytest.mark.parametrize(
    ("title", "limits"),
    [
        ("哪些[多选题][最少选1项][最多选3项]", (1, 3)),
        ("哪些[多选题，至少选2项，最多选3项]", (2, 3)),
        ("哪些[多选题]（最多选3项）", (None, 3)),
        ("哪些（最多选3项）[多选题]", (None, 3)),
        ("哪些（多选题，最多选 2 项）", (None, 2)),
        ("哪些[多选题]【请选择1-2项】", (1, 2)),
    ],
)
def test_how_many_may_be_chosen_holds_wherever_it_is_written(title, limits):
    question = only(f"{title}\n甲\n乙\n丙\n丁")
    assert (question["type"], question["title"][:2]) == ("checkbox", "哪些")
    assert (question.get("minSelectedChoices"), question.get("maxSelectedChoices")) == limits
    assert "description" not in question


def test_words_beside_a_limit_stay():
    assert only("哪些[多选题]（最多选2项，按喜欢的程度）\n甲\n乙\n丙")["description"] == "最多选2项，按喜欢的程度"


@pytest.mark.parametrize("mark", ["[互斥]", "【互斥】", "（互斥）", "[互斥选项]", "【排他】"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_marked_option_excludes_the_others_wherever_it_stands(mark, place):
    options = ["甲", "乙", "丙"]
    question = only("哪些[多选题]\n" + "\n".join(f"{one}{mark if one == options[place] else ''}" for one in options))
    assert (question["showNoneItem"], question["noneText"]) == (True, options[place])
    assert labels(question) == [one for one in options if one != options[place]]


def test_a_mark_of_exclusion_where_one_is_chosen_anyhow_is_taken_off_and_named():
    form = read_pasted("标题\n\n1. 哪个[单选题]\n甲\n乙【互斥】")
    assert labels(questions(form)["q1"]) == ["甲", "乙"]
    assert [(one.row, one.found) for one in form.left_out] == [(5, "【互斥】")]


def test_settings_behind_titles_and_options_are_taken_off_and_named_by_their_line():
    form = read_pasted("标题\n\n1. 哪个[单选题][选项随机]\n甲[默认选中]\n乙【固定位置】[答案]\n丙")
    assert (questions(form)["q1"]["title"], labels(questions(form)["q1"])) == ("哪个", ["甲", "乙", "丙"])
    assert [(one.row, one.found) for one in form.left_out] == [
        (3, "选项随机"),
        (4, "默认选中"),
        (5, "答案"),
        (5, "固定位置"),
    ]


def test_other_words_in_square_brackets_stay_and_are_pointed_at():
    form = read_pasted("标题\n\n1. 用哪个【手机】[单选题]\n甲[新款]\n乙【请注明】")
    assert labels(questions(form)["q1"]) == ["甲[新款]"]
    assert [(one.row, one.expected.values) for one in form.changed] == [
        (3, {"mark": "【手机】"}),
        (4, {"mark": "[新款]"}),
    ]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        *(("省市题", "text"), ("地址题", "text"), ("图片单选题", "radiogroup"), ("图片多选题", "checkbox")),
        *(("视频单选题", "radiogroup"), ("评分矩阵题", "matrix"), ("心情题", "radiogroup")),
    ],
)
def test_a_tag_leaves_the_title_and_what_it_was_taken_for_is_told(tag, kind):
    form = read_pasted(f"标题\n\n1. 哪张[{tag}]\n甲\n乙")
    question = questions(form)["q1"]
    assert (question["title"], question["type"]) == ("哪张", kind)
    assert 3 in {one.row for one in form.changed} or tag == "评分矩阵题"


@pytest.mark.parametrize(
    "numbers", ["１．|２．", "１、|２、", "（１）|（２）", "(1) |(2) ", "第１题 |第２题 ", "*１．|*２．"]
)
def test_full_width_numbers_and_numbers_in_brackets_begin_questions(numbers):
    first, second = numbers.split("|")
    form = read_pasted(f"标题\n\n{first}你好吗[单选题]\n（１）好\n（２）不好\n\n{second}说说\n")
    assert [(name, one["title"]) for name, one in questions(form).items()] == [("q1", "你好吗"), ("q2", "说说")]
    assert labels(questions(form)["q1"]) == ["好", "不好"]


def test_numbers_in_brackets_below_numbers_without_are_no_questions():
    form = read_pasted("标题\n\n填写说明\n（1）请如实填写\n（2）大约三分钟\n\n1. 性别\n（1）男\n（2）女\n\n2. 为什么\n")
    assert list(questions(form)) == ["q1", "q2"]
    assert labels(questions(form)["q1"]) == ["男", "女"]
    assert form.definition["description"] == "填写说明\n（1）请如实填写\n（2）大约三分钟"


@pytest.mark.parametrize(
    "title", ["你几岁？[填空题]", "年龄（岁）[填空题]", "你的年龄____岁[填空题]", "孩子数（填数字）[填空题]"]
)
def test_a_blank_that_surely_asks_for_a_number_takes_numbers(title):
    wanted = "number" if "孩子" not in title else None
    assert only(title).get("inputType") == wanted


@pytest.mark.parametrize("text", ["_" * 50_000, "（" + "填写" * 20_000 + "数据）"])
def test_a_blank_of_any_length_is_looked_at_once(text):
    assert not asks_number(text)


@pytest.mark.parametrize(
    "title", ["你的年龄[填空题]", "一周几次[填空题]", "孩子几岁[填空题]", "年龄段[填空题]", "多少次[填空题]"]
)
def test_a_blank_that_may_be_answered_in_words_stays_open(title):
    assert "inputType" not in only(title)


def test_parts_of_a_hundred_are_announced_in_the_language_of_the_question():
    chinese, english = only("怎么分[比重题]\n工作\n生活"), only("Your time[比重题]\nwork\nlife")
    assert chinese["description"] == chinese["validators"][0]["text"] == "各项加起来要等于 100。"
    assert english["description"] == "The numbers must add up to 100."
    assert "100" in str(read_pasted("标题\n\n1. 怎么分[比重题]\n工作\n生活").changed[0].expected)

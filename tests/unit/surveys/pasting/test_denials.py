"""An option that denies the question takes the others back, where several may be chosen; nothing else does."""

import pytest

from tests.unit.surveys.pasting.test_reading import labels, only
from workbench.surveys.pasting import read_pasted
from workbench.surveys.pasting.denials import denies

USED, PLAYED, WHY = "你用过下面哪些软件？", "你现在玩哪些类型的手游？", "你为什么不玩了？"
DENIALS = {
    USED: (
        "以上都没有 以上均无 以上都不是 以上皆非 以上全都没有用过 以上情况都不符合 没有以上情况 都没用过 "
        "都没有 都不是 都没有用过 一个都没有 一个也没用过 什么都没有 没有 无 暂无 目前没有 没用过 没有使用过 "
        "从不 从未 从没用过 从来不用 从来没有 不用 都不用 都不符合 不适用 没有任何一个 没有，但想试试 "
        "都没有（请跳到第9题） 均未使用过 都不清楚 Never none N/A"
    ),
    PLAYED: ("都不玩 不玩 不玩手游 从不玩游戏 没有玩 哪种都不玩 我不玩手游 平时不玩"),
    WHY: ("以上都不是 没有 都没有 无"),
    "你养了哪些宠物？": ("没有养 没有宠物 没养宠物 不养宠物 都没养"),
    "哪些时间方便访谈？": ("都不方便 不方便 不参加访谈"),
}
OTHERS = {
    USED: (
        "不错 都不错 都不同 以上都不错 以上不止一种 无线耳机 无印良品 非常好用 非洲菜 不知道 不背单词 "
        "没落的王者 都有 全部都用过 其他 未来 无所谓 不愿透露 不方便回答 都无所谓 都没问题 用得不多 "
        "不常见的小众软件 少于三个"
    ),
    PLAYED: ("无双类 非对称对抗 不思议迷宫 都市经营 没完没了的小游戏"),
    WHY: (
        "没有时间 没时间玩 不好玩 太贵 都不好玩 没有新内容 朋友都不玩了 不想花钱 从不更新 一直没有抽到过 "
        "没听说过 没有朋友一起玩"
    ),
    "你看重哪些？": ("不贵 没有广告 无线 不限速 无糖 不含酒精 没有套路"),
    "对这次服务有哪些不满？": ("没有人回复 从来不回电话 都没说清楚 没有解决过"),
}
CASES = [(title, option) for title, options in DENIALS.items() for option in options.split(" ")]
OTHER_CASES = [(title, option) for title, options in OTHERS.items() for option in options.split(" ")]


@pytest.mark.parametrize(("title", "option"), CASES)
def test_an_option_that_denies_the_question_is_known(title, option):
    assert denies(title, option)


@pytest.mark.parametrize(("title", "option"), OTHER_CASES)
def test_an_option_that_only_looks_like_a_denial_stays_one_of_many(title, option):
    assert not denies(title, option)


@pytest.mark.parametrize("behind", ["", "其他", "不清楚", "其他____", "其他\n记不清了"])
def test_a_denial_stands_last_or_right_above_other_and_not_known(behind):
    question = only(f"{USED}[多选题]\n甲\n乙\n都没用过\n{behind}")
    assert (question["showNoneItem"], question["noneText"]) == (True, "都没用过")
    assert "都没用过" not in labels(question)


@pytest.mark.parametrize(
    "lines", ["不关注\n娱乐\n财经", "甲\n都没用过\n乙", "都没用过\n甲\n乙\n其他", "都没用过\n其他\n不清楚\n不愿透露"]
)
def test_elsewhere_it_is_an_option_like_others(lines):
    question = only(f"{USED}你关注什么？[多选题]\n{lines}")
    assert labels(question) == lines.split("\n")
    assert "showNoneItem" not in question


@pytest.mark.parametrize("kind", ["单选题", "下拉题", "排序题"])
def test_where_one_is_chosen_nothing_is_taken_out(kind):
    question = only(f"{USED}[{kind}]\n甲\n乙\n都没用过")
    assert labels(question) == ["甲", "乙", "都没用过"]
    assert "showNoneItem" not in question


def test_each_denial_is_listed_and_each_can_be_left_an_option():
    text = f"标题\n\n1. {USED}[多选题]\n甲\n都没用过\n\n2. {PLAYED}[多选题]\n乙\n都没用过\n"
    first, second = read_pasted(text).denials
    assert [(one.key, one.excludes) for one in (first, second)] == [("5 都没用过", True), ("9 都没用过", True)]
    form = read_pasted(text, ordinary={second.key})
    assert [one.excludes for one in form.denials] == [True, False]
    one, two = form.definition["pages"][0]["elements"]
    assert (one["noneText"], labels(one)) == ("都没用过", ["甲"])
    assert ("noneText" in two, labels(two)) == (False, ["乙", "都没用过"])

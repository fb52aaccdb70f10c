"""A proposed name tells motivation and pain point in the people's own words."""

import pytest

from workbench.storage.tables import Segment
from workbench.workflow.segment_names import is_automatic, proposed_name


def terms(**words):
    topics = {"wants": "motivation", "hates": "pain_point", "does": "behaviour"}
    return [{"text": word, "topic": topics[topic]} for topic, listed in words.items() for word in listed]


@pytest.mark.parametrize(
    ("words", "said", "name"),
    [
        ({"wants": ["放松"], "hates": ["任务", "每日"]}, ["每日任务太多了"], "放松 · 嫌每日任务"),
        ({"wants": ["放松", "碎片"], "hates": ["太久", "匹配"]}, ["碎片放松", "匹配太久"], "碎片放松 · 嫌匹配太久"),
        ({"wants": ["看", "看云"], "hates": ["帧", "延迟"]}, [], "看云 · 嫌延迟"),
        ({"wants": ["boss", "手感", "操作"], "hates": ["掉帧", "延迟"]}, [], "boss、手感 · 嫌掉帧、延迟"),
        ({"wants": ["放松"]}, [], "放松"),
        ({"hates": ["帧"]}, [], "嫌帧"),
        ({"does": ["通勤", "午休"]}, [], "通勤 · 午休"),
        ({"wants": ["想家"], "hates": ["ads"]}, [], "想家 · ads"),
        ({}, [], "3"),
    ],
)
def test_the_strongest_words_make_the_name(words, said, name):
    assert proposed_name(3, terms(**words), [{"text": one} for one in said]) == name


def test_words_that_stand_side_by_side_in_no_quote_are_not_joined():
    assert proposed_name(1, terms(hates=["任务", "每日"]), [{"text": "每日都有任务"}]) == "嫌任务、每日"


def test_a_long_pair_of_words_is_not_joined():
    words = ["三十分钟新手引导", "四十五分钟过场动画"]
    assert proposed_name(1, terms(hates=words), [{"text": "".join(words)}]) == f"嫌{words[0]}、{words[1]}"


@pytest.mark.parametrize(
    ("name", "automatic"), [("", True), ("2", True), ("想放松", True), ("放松 · 红点", True), ("透口气的人", False)]
)
def test_a_name_is_automatic_if_nobody_gave_it(name, automatic):
    facts = {"name": "想放松", "terms": terms(wants=["放松", "红点"])} if name != "2" else {}
    assert is_automatic(Segment(study_id=1, number=2, name=name, facts=facts)) is automatic

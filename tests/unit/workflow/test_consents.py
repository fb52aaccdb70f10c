"""Which questions ask for consent."""

import pytest

from workbench.storage.tables import Question
from workbench.workflow.consents import asks_consent, named_by_forms
from workbench.workflow.forms import create_form


def asked(title, *choices, kind="single"):
    offered = [{"value": one, "text": one} for one in choices]
    return Question(study_id=1, source="form:1", key="q1", title=title, kind=kind, choices=offered)


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        (asked("是否知情同意", "是", "否"), [40]),
        (asked("我已读完上面的说明，并且", "年满 18 周岁，同意参加", "不参加"), [38, 2]),
        (asked("知情同意书", "同意", kind="multiple"), [40]),
        (asked("Informed consent", "Yes", "No"), [19, 1]),
    ],
)
def test_what_reads_like_consent_and_nearly_everybody_answers_alike_is_consent(question, counts):
    assert asks_consent(question, counts)


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        (asked("您同意“价格合理”吗", "非常同意", "同意", "不同意"), [40]),
        (asked("您同意“价格合理”吗", "同意", "不同意"), [25, 15]),
        (asked("用什么手机", "安卓", "苹果"), [40]),
        (asked("您有多同意", kind="scale"), [40]),
        (asked("同意与否", "同意", "不同意"), []),
    ],
)
def test_an_opinion_is_none_whatever_it_is_called(question, counts):
    assert not asks_consent(question, counts) or not counts


def test_a_form_names_its_own_whatever_its_texts_say(store, cast):
    form = create_form(store, cast.owner, cast.study, "招募")
    with store.reading() as session:
        named = named_by_forms(session, cast.study)
    assert named == {(f"form:{form}", "q1")}
    assert asks_consent(asked("我愿意", "好", "不了"), [20, 20], {("form:1", "q1")})

"""The typing tool as a questionnaire: questions of a form as that form asks them, those of a table made anew."""

import json
import random

import pytest
from sqlmodel import select

from tests.imported import import_form
from workbench.records.facts import ChoiceFacts, Kind, QuestionFacts
from workbench.storage.tables import Form, Question, Run, Segment, SegmentMember
from workbench.workflow import forms
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions
from workbench.workflow.typing_form import export_typing_form
from workbench.workflow.typing_tool import make_typing_tool, tool_of

FAIR = {"type": "boolean", "name": "fair", "title": "公平吗", "labelTrue": "公平", "labelFalse": "不公平"}
SKILL = {
    "type": "rating",
    "name": "skill",
    "title": "操作有多重要",
    "minRateDescription": "不重要",
    "visibleIf": "{town} notempty",
    "requiredIf": "{fair} = true",
}
TOWN = {"type": "dropdown", "name": "town", "title": "在哪里", "choices": ["山", "海"]}
DEFINITION = {"title": "问卷", "pages": [{"name": "p1", "elements": [TOWN, FAIR, SKILL]}]}
RULES = {"consent_version": "1", "retention_months": 12, "pii": ["town"], "roles": {"skill": "behaviour"}}
TABLE = [
    QuestionFacts(key="floor", title="几楼", kind=Kind.NUMBER),
    QuestionFacts(
        key="many",
        title="带什么",
        kind=Kind.SINGLE,
        choices=[ChoiceFacts(value=f"{n:02d} 号", text=f"{n:02d} 号") for n in range(15)],
    ),
]


def given(kind, chance):
    """Answers in which the town tells the segment best, and must not be asked."""
    skill = min(5, max(1, round(chance.gauss((2, 4)[kind], 0.8))))
    fair = "true" if chance.random() < (0.85, 0.15)[kind] else "false"
    floor = float(round(chance.gauss((55, 35)[kind], 15)))
    many = f"{(kind + 2 * (chance.random() < 0.7)) % 3:02d} 号"
    return {"town": "山海"[kind], "fair": fair, "skill": skill, "floor": floor, "many": many}


@pytest.fixture
def run(store, cast):
    form_id = import_form(store, cast.owner, cast.study, json.dumps({"form": DEFINITION, "rules": RULES}))
    forms.publish_form(store, cast.owner, form_id)
    chance = random.Random(1)
    with store.writing() as session:
        asked = {one.key: one for one in session.exec(select(Question).where(Question.source == f"form:{form_id}"))}
        asked |= sync_questions(session, cast.study, "import:1", TABLE)
        run = Run(study_id=cast.study, state="done", plan={}, result={})
        session.add(run)
        session.flush()
        for kind in range(2):
            segment = Segment(study_id=cast.study, run_id=run.id, number=kind + 1, name="甲乙"[kind])
            session.add(segment)
            session.flush()
            for number in range(60):
                person = add_participant(session, Origin(cast.study, f"form:{form_id}", f"{kind}-{number}"))
                record_answers(session, person.id, asked, given(kind, chance))
                session.add(SegmentMember(segment_id=segment.id, participant_id=person.id))
        return run.id


@pytest.fixture
def asked(store, cast, run):
    """The questions of the exported form by title."""
    make_typing_tool(store, cast.owner, run)
    form_id = export_typing_form(store, cast.owner, run)
    forms.publish_form(store, cast.owner, form_id)
    with store.reading() as session:
        definition = session.get_one(Form, form_id).definition
    return {question["title"]: question for question in definition["pages"][1]["elements"]}


def test_a_question_of_a_form_is_asked_as_it_was_without_conditions_on_others(asked):
    skill = asked["操作有多重要"]
    assert (skill["type"], skill["minRateDescription"], skill["isRequired"]) == ("rating", "不重要", True)
    assert not {"visibleIf", "requiredIf"} & set(skill)
    assert asked["公平吗"]["labelFalse"] == "不公平"


def test_personal_data_are_never_asked(asked):
    assert "在哪里" not in asked


def test_questions_of_a_table_become_fields_that_take_the_same_answers(asked):
    assert (asked["几楼"]["type"], asked["几楼"]["inputType"]) == ("text", "number")
    assert asked["带什么"]["type"] == "dropdown"
    assert asked["带什么"]["choices"][0] == {"value": "00 号", "text": "00 号"}


def test_the_form_s_rules_place_by_the_form_s_names(store, run, asked):
    with store.reading() as session:
        form = session.exec(select(Form).order_by(Form.id.desc())).first()
        tool = tool_of(session, session.get_one(Run, run)).tool
    assert {one["key"] for one in form.rules["typing"]["questions"]} == {one["name"] for one in asked.values()}
    assert form.rules["typing"]["weights"] == [list(row) for row in tool.typing.weights]
    assert form.rules["roles"] == {asked["操作有多重要"]["name"]: "behaviour"}

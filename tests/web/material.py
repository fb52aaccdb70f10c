"""A little evidence for tests: a few people with open answers and an interview, and a segment made of them."""

from workbench.records.facts import Kind, QuestionFacts
from workbench.storage.tables import Interview, Utterance, now
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions
from workbench.workflow.segments import Group, group_by_hand

QUESTIONS = [
    QuestionFacts(key="why", title="为什么一直玩", kind=Kind.OPEN, topic="motivation"),
    QuestionFacts(key="pain", title="哪一刻想卸载", kind=Kind.OPEN, topic="pain_point"),
    QuestionFacts(key="often", title="多久玩一次", kind=Kind.SINGLE, topic="behaviour"),
]
PEOPLE = [
    ("小满", "地铁上看看云，放松一下。", "每日任务太多了！像上班一样。", "daily"),
    ("老周", "睡前钓鱼最解压😌真的。", "新手引导四十分钟，退不出去。", "weekly"),
    ("阿凛", "打高难首领，手感好。", "一开团就掉帧，闪避没反应。", "daily"),
]


def put_people(store, study_id) -> list[int]:
    """Store the people; returns their ids."""
    with store.writing() as session:
        questions = sync_questions(session, study_id, "import:1", QUESTIONS)
        ids = []
        for name, why, pain, often in PEOPLE:
            person = add_participant(session, Origin(study_id, "import:1", name), pseudonym=name)
            record_answers(session, person.id, questions, {"why": why, "pain": pain, "often": often})
            ids.append(person.id)
        return ids


def put_interview(store, study_id, participant_id) -> int:
    """An interview with a question of the interviewer and an answer; returns the answer's utterance id."""
    with store.writing() as session:
        interview = Interview(
            study_id=study_id, participant_id=participant_id, title="访谈", status="done", held_at=now()
        )
        session.add(interview)
        session.flush()
        place = {"study_id": study_id, "interview_id": interview.id}
        session.add(Utterance(**place, position=0, role="interviewer", speaker="林晓", text="上一次是什么时候玩的？"))
        answer = Utterance(
            **place,
            position=1,
            participant_id=participant_id,
            speaker="小满",
            text="昨天。上班被看板追，下班被红点追。",
            topic="pain_point",
        )
        session.add(answer)
        session.flush()
        return answer.id


def put_segment(store, study_id, participant_ids) -> int:
    """A segment by hand with these members."""
    group = Group(name="碎片时间的人", members=list(participant_ids))
    return group_by_hand(store, 1, study_id, group)

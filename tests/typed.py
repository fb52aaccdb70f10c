"""People in three segments who can be told apart by what they ticked, for the typing tool."""

import random

from sqlmodel import select

from workbench.records.facts import ChoiceFacts, Kind, QuestionFacts
from workbench.storage.tables import Answer, Participant, Run, Segment, SegmentMember, now
from workbench.workflow.evidence import Respondent, add_respondents, answer_values, sync_questions

NAMES = ("放松的人", "较量的人", "结伴的人")
WHEN = ("睡前", "周末", "通勤")
GENRES = ("钓鱼", "对战", "种田", "组队")
QUESTIONS = [
    QuestionFacts(key="contact", title="怎么联系您", kind=Kind.SINGLE, topic="contact"),
    QuestionFacts(key="when", title="什么时候玩", kind=Kind.SINGLE, topic="behaviour"),
    QuestionFacts(key="genres", title="常玩哪几类", kind=Kind.MULTIPLE, topic="behaviour"),
    QuestionFacts(key="skill", title="操作有多重要", kind=Kind.SCALE, topic="behaviour"),
    QuestionFacts(key="noise", title="住几楼", kind=Kind.NUMBER, topic="segment"),
]
CHOICES = {"when": WHEN, "genres": GENRES, "contact": ("微信", "电话", "邮箱")}


def told(kind: int, chance: random.Random) -> dict[str, object]:
    """What somebody of a segment ticks; what tells most is how they can be reached, which must not be asked."""
    when = WHEN[kind] if chance.random() < 0.8 else chance.choice(WHEN)
    genres = [one for place, one in enumerate(GENRES) if chance.random() < (0.8 if place == kind else 0.2)]
    skill = float(min(5, max(1, round(chance.gauss((2, 5, 3)[kind], 0.8)))))
    return {
        "contact": CHOICES["contact"][kind],
        "when": when,
        "genres": genres,
        "skill": skill,
        "noise": float(chance.randint(1, 30)),
    }


def put_typed_run(store, study_id, sizes=(30, 25, 20), seed=1) -> int:
    """Store people, their answers, and a run that found them in three segments; returns the run's id."""
    chance, facts = random.Random(seed), [_with_choices(one) for one in QUESTIONS]
    kinds = {f"R{n:03d}": kind for n, kind in enumerate(k for k, size in enumerate(sizes) for _ in range(size))}
    people = [Respondent(key, told(kind, chance)) for key, kind in kinds.items()]
    with store.writing() as session:
        questions = sync_questions(session, study_id, "import:9", facts)
        add_respondents(session, study_id, "import:9", questions, people)
        run = Run(study_id=study_id, state="done", plan={"seed": 0}, finished_at=now())
        run.result = {"n": len(people), "k": len(sizes), "verdict": "stable", "reason": {}, "notes": [], "map": []}
        session.add(run)
        session.flush()
        _put_segments(session, run, kinds)
        return run.id


def _put_segments(session, run, kinds):
    ids = dict(
        session.exec(select(Participant.source_key, Participant.id).where(Participant.source == "import:9")).all()
    )
    for kind in sorted(set(kinds.values())):
        facts = {"of": len(kinds), "stability": 0.9, "stability_word": "", "terms": [], "quotes": [], "profile": []}
        segment = Segment(study_id=run.study_id, run_id=run.id, number=kind + 1, name=NAMES[kind], facts=facts)
        session.add(segment)
        session.flush()
        members = [ids[key] for key, one in kinds.items() if one == kind]
        session.add_all(SegmentMember(segment_id=segment.id, participant_id=one) for one in members)


def _with_choices(facts):
    given = [ChoiceFacts(value=one, text=one) for one in CHOICES.get(facts.key, ())]
    return facts.model_copy(update={"choices": given})


def put_habits(store, study_id, kinds):
    """Let everybody in groups of people say when they play, each group mostly another time."""
    chance = random.Random(1)
    question = QuestionFacts(
        key="when",
        title="什么时候玩",
        kind=Kind.SINGLE,
        topic="segment",
        choices=[ChoiceFacts(value=one, text=one) for one in WHEN],
    )
    with store.writing() as session:
        asked = sync_questions(session, study_id, "import:8", [question])["when"]
        for kind, people in enumerate(kinds):
            for person in people:
                when = WHEN[kind] if chance.random() < 0.9 else chance.choice(WHEN)
                session.add(Answer(**answer_values(asked, person, when)))

"""Carrying out a run: evidence from the store, segments from the analysis, the outcome back, all or nothing."""

import hashlib
import json
from typing import Any

from sqlmodel import Session, col, select

from workbench.errors import Message, WorkbenchError
from workbench.records.analysis import ClosedValue, Person, Plan, Said, Segmentation
from workbench.records.evidence import Topic
from workbench.settings import Settings
from workbench.storage import Store, add, open_store
from workbench.storage.queries.segments import taking_part
from workbench.storage.tables import Answer, Participant, Question, Run, Segment, SegmentMember, Utterance, now
from workbench.workflow.hand_on import hand_on
from workbench.workflow.runs import RunStopped, fail_run, report_progress
from workbench.workflow.segment_facts import automatic_name, facts_of_run
from workbench.workflow.segment_people import segment_people, versions_in_use
from workbench.workflow.segment_table import report
from workbench.workflow.studies import touch

FORMING_KINDS = ("single", "multiple", "scale", "number")


def work(settings: Settings, run_id: int, worker: str) -> None:
    """Carry out a claimed run in this process, which opens the store by itself."""
    store = open_store(settings)
    try:
        carry_out(store, run_id, worker)
    finally:
        store.close()


def carry_out(store: Store, run_id: int, worker: str) -> None:
    """Carry out a claimed run and store its segments; a run that was cancelled or taken over stores nothing."""

    def progress(share: float, message: Message) -> None:
        report_progress(store, run_id, worker, share, message)

    try:
        with store.reading() as session:
            run = session.get_one(Run, run_id)
            plan, people = Plan.model_validate(run.plan), gather(session, run.study_id)
        found = segment_people(people, plan, progress)
        _finish(store, run_id, worker, people, found)
    except RunStopped:
        return
    except WorkbenchError as error:
        fail_run(store, run_id, worker, error)


def gather(session: Session, study_id: int) -> list[Person]:
    """Everybody who was not screened out or dropped, with what they said and the closed answers that form segments.

    Only closed questions about behaviour form segments; attributes (属性) describe them.
    """
    said = _said(session, study_id)
    closed = _closed(session, study_id)
    return [
        Person(id=str(person), said=tuple(said.get(person, ())), closed=closed.get(person, {}))
        for person in session.exec(taking_part(study_id).order_by(col(Participant.id)))
    ]


def _said(session: Session, study_id: int) -> dict[int, list[Said]]:
    query = select(Utterance).where(Utterance.study_id == study_id, Utterance.role == "participant")
    found: dict[int, list[Said]] = {}
    for one in session.exec(query.order_by(col(Utterance.id))):
        if one.participant_id is not None and one.topic not in (Topic.SEGMENT, Topic.CONTACT):
            topic = Topic(one.topic or Topic.CONTEXT)
            found.setdefault(one.participant_id, []).append(Said(source=one.id, topic=topic, text=one.text))
    return found


def _closed(session: Session, study_id: int) -> dict[int, dict[str, ClosedValue]]:
    query = (
        select(Answer, Question)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(
            Question.study_id == study_id,
            Question.topic == Topic.BEHAVIOUR,
            col(Question.kind).in_(FORMING_KINDS),
        )
    )
    found: dict[int, dict[str, ClosedValue]] = {}
    for answer, question in session.exec(query):
        value = float(answer.value) if isinstance(answer.value, int) else answer.value
        found.setdefault(answer.participant_id, {})[f"{question.id}"] = value
    return found


def _finish(store: Store, run_id: int, worker: str, people: list[Person], found: Segmentation) -> None:
    """Store segments, members and the result in one transaction, only while this worker holds the run."""
    with store.writing() as session:
        run = session.get_one(Run, run_id)
        if run.state != "running" or run.worker != worker:
            raise RunStopped
        for part in found.segments:
            facts = facts_of_run(session, run.study_id, part, found.n)
            name = automatic_name(part.number, (term.text for term in part.terms))
            row = Segment(study_id=run.study_id, run_id=run_id, number=part.number, name=name, facts=facts)
            segment_id = add(session, row)
            session.add_all(SegmentMember(segment_id=segment_id, participant_id=int(one)) for one in part.members)
        hand_on(session, run)
        run.result = _result(run, found)
        run.versions, run.evidence_digest = versions_in_use(), _digest(people)
        run.state, run.share, run.finished_at, run.lease_until = "done", 1.0, now(), None
        touch(session, run.study_id)


def _result(run: Run, found: Segmentation) -> dict[str, Any]:
    """What the pages show of a run besides its segments; people by id alone, for they may be renamed or deleted."""
    told = found.model_dump(mode="json", include={"n", "k", "verdict", "tried"})
    return {
        **told,
        "reason": _stored(found.reason),
        "notes": [_stored(note) for note in found.notes],
        "unassigned": sum(person.segment is None for person in found.people) if found.segments else 0,
        "map": [
            {"segment": one.segment, "x": round(one.x, 4), "y": round(one.y, 4), "participant_id": int(one.id)}
            for one in found.people
        ],
        "report": report(found, run.plan),
    }


def _stored(message: Message) -> dict[str, Any]:
    return {"sentence": message.sentence, "values": message.values}


def _digest(people: list[Person]) -> str:
    """A fingerprint of the evidence that a run saw."""
    content = [(one.id, [(str(s.source), s.topic, s.text) for s in one.said], dict(one.closed)) for one in people]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

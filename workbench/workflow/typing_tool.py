"""The typing tool of a run (快速归类问卷): made on request, kept with the run, marked when its segments change."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from workbench.analysis.typing_tool import Placed, build_typing_tool
from workbench.errors import N_, BadInput, Conflict
from workbench.records.analysis import ClosedValue
from workbench.records.facts import ChoiceFacts, Kind
from workbench.records.typing_tool import AskedQuestion, TypingTool
from workbench.storage import Store
from workbench.storage.queries import typing_tool as reads
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Question, Run, Segment
from workbench.workflow.audit import record
from workbench.workflow.studies import touch

LONGEST_NAME = 60


@dataclass(frozen=True)
class RunTool:
    """The tool of a run, its segments called as they are now; `stale` when other people are in them by now."""

    tool: TypingTool
    stale: bool


def make_typing_tool(store: Store, user_id: int, run_id: int) -> None:
    """Choose the questions, learn from the members' answers, try it out and keep it in place of the former one.

    Raises Conflict for a run that has not ended, BadInput when there are too few people, segments or answers.
    """
    with store.reading() as session:
        run = session.get_one(Run, run_id)
        if run.state != "done":
            raise Conflict(N_("这次分析还没有结果。"), N_("请等它结束。"))
        segments = reads.segments_by_number(session, run_id)
        basis, people = _basis(session, run_id), _people(session, run_id)
        questions = [_asked(one) for one in reads.closed_questions(session, run.study_id) if not _private(session, one)]
        seed = int(run.plan.get("seed", 0))
    if not segments:
        raise BadInput(N_("这次分析没有分出人群。"), N_("请先分出两个以上的人群。"))
    tool = build_typing_tool(people, questions, _names(segments), seed=seed)
    with store.writing() as session:
        run = session.get_one(Run, run_id)
        run.typing_tool = tool.model_copy(update={"basis": basis}).model_dump(mode="json")
        record(session, user_id, "make_typing_tool", f"run:{run_id}", study_id=run.study_id)
        touch(session, run.study_id)


def tool_of(session: Session, run: Run) -> RunTool | None:
    """The tool of a run as it stands now; None while nobody has made it."""
    if run.typing_tool is None:
        return None
    tool = TypingTool.model_validate(run.typing_tool)
    names = _names(reads.segments_by_number(session, run.id))
    segments = tuple(one.model_copy(update={"name": names.get(one.number, one.name)}) for one in tool.typing.segments)
    called = tool.model_copy(update={"typing": tool.typing.model_copy(update={"segments": segments})})
    return RunTool(called, stale=tool.basis != _basis(session, run.id))


def made_tool(session: Session, run: Run) -> RunTool:
    """As `tool_of`. Raises Conflict when there is none to work with."""
    found = tool_of(session, run)
    if found is None:
        raise Conflict(N_("还没有生成快速归类问卷。"), N_("请先在分析结果里生成它。"))
    return found


def _names(segments: Mapping[int, Segment]) -> dict[int, str]:
    return {number: segment.name[:LONGEST_NAME] or str(number) for number, segment in segments.items()}


def _basis(session: Session, run_id: int) -> str:
    """A fingerprint of who is in which segment."""
    members = sorted(reads.member_numbers(session, run_id).items())
    return hashlib.sha256(repr(members).encode()).hexdigest()


def _people(session: Session, run_id: int) -> list[Placed]:
    answers = reads.answers_of_members(session, run_id)
    return [
        Placed(str(person), number, {key: _value(value) for key, value in answers.get(person, {}).items()})
        for person, number in reads.member_numbers(session, run_id).items()
    ]


def _value(value: Any) -> ClosedValue:
    return float(value) if isinstance(value, int) else value or None


def _asked(question: Question) -> AskedQuestion:
    choices = tuple(ChoiceFacts(value=one["value"], text=one["text"]) for one in question.choices)
    return AskedQuestion(key=str(question.id), title=question.title, kind=Kind(question.kind), choices=choices)


def _private(session: Session, question: Question) -> bool:
    """Whether the rules of its form list a question as personal data."""
    kind, _, number = question.source.partition(":")
    version = newest_version(session, int(number)) if kind == "form" else None
    return version is not None and question.key in version.rules.get("pii", [])

"""Answers for people: as texts, and corrected by hand."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from workbench.errors import N_, BadInput, NotFound
from workbench.records.facts import Kind
from workbench.storage import Store
from workbench.storage.queries.exclusions import EXCLUDED
from workbench.storage.tables import Answer, Participant, Question, Submission, Utterance
from workbench.workflow.audit import record
from workbench.workflow.typed import without_controls
from workbench.workflow.utterances import FORGOTTEN, forget_original, rewrite_utterance

LONGEST_ANSWER = 100_000
ZONE = ZoneInfo("Asia/Shanghai")

KINDS = {
    Kind.SINGLE: N_("单选"),
    Kind.MULTIPLE: N_("多选"),
    Kind.SCALE: N_("量表"),
    Kind.NUMBER: N_("数字"),
    Kind.DATE: N_("日期"),
    Kind.OPEN: N_("简答"),
    Kind.TEXT: N_("填空"),
    Kind.META: N_("答题信息"),
}
TOPICS = {
    "motivation": N_("动机"),
    "pain_point": N_("痛点"),
    "behaviour": N_("行为"),
    "context": N_("场景"),
    "segment": N_("属性"),
    "contact": N_("联系方式"),
}
STATES = {
    "qualified": N_("合格"),
    "waiting": N_("候补"),
    "screened_out": N_("不合格"),
    "invited": N_("已约"),
    "interviewed": N_("已访"),
    "dropped": N_("已退出"),
}
LISTED_STATES = {**STATES, EXCLUDED: N_("已排除")}  # what a list is narrowed to; nobody is set to the last by hand


def answer_items(question: Question, value: Any) -> list[str]:
    """An answer as people read it, one text for each thing that was chosen; empty where nothing was said."""
    texts = {choice["value"]: choice["text"] for choice in question.choices}
    return [texts.get(item, item) for item in listed_values(value)]


def listed_values(value: Any) -> list[str]:
    """An answer as a page posts it: the values chosen, or one text."""
    given = value if isinstance(value, list) else [value]
    return [_plain(item) for item in given if item is not None and item != ""]


def correct_answer(store: Store, user_id: int, answer_id: int, given: Sequence[str], *, forget: bool = False) -> None:
    """Replace an answer by what a researcher knows to be right; the original is kept beside it, or forgotten for good.

    `given` is what the page posts: the values chosen, or one text. An open answer's utterance follows. Raises BadInput
    for nothing, for a value that the question does not offer and for what is no number where one is asked for.
    """
    with store.writing() as session:
        answer = session.get_one(Answer, answer_id)
        question = session.get_one(Question, answer.question_id)
        participant = session.get_one(Participant, answer.participant_id)
        value = _read(question, answer, [text.strip() for text in without_controls(list(given)) if text.strip()])
        if value == answer.value and not forget:
            return
        original = answer.value if answer.original is None else answer.original
        answer.value, answer.original = value, None if value == original else original
        if forget:
            answer.original = FORGOTTEN
            _forget_submitted(session, participant, question)
        _correct_utterance(session, answer, forget=forget)
        record(session, user_id, "correct_answer", f"answer:{answer_id}", study_id=participant.study_id)


def find_answer(session: Session, participant: Participant, question_id: int) -> Answer:
    """A participant's answer to a question. Raises NotFound where nothing was said."""
    query = select(Answer).where(Answer.participant_id == participant.id, Answer.question_id == question_id)
    answer = session.exec(query).first()
    if answer is None:
        raise NotFound(N_("这道题没有回答。"), N_("只能更正已有的回答。"))
    return answer


def _forget_submitted(session: Session, participant: Participant, question: Question) -> None:
    """Take the words out of what the respondent handed in, which is kept beside the answers."""
    submitted = session.exec(select(Submission).where(Submission.participant_id == participant.id)).first()
    if submitted is not None:
        name, _, part = question.key.partition(".")
        kept = {**submitted.answers.get(name, {})} if part else None
        if kept is not None:
            kept.pop(part, None)
        gone = {question.key, f"{question.key}-Comment", name}
        left = {name: value for name, value in submitted.answers.items() if name not in gone}
        submitted.answers = {**left, name: kept} if kept else left


def _correct_utterance(session: Session, answer: Answer, *, forget: bool) -> None:
    said = select(Utterance).where(
        Utterance.participant_id == answer.participant_id, Utterance.question_id == answer.question_id
    )
    utterance = session.exec(said).first()
    if utterance is not None and isinstance(answer.value, str):
        change = forget_original if forget else rewrite_utterance
        change(session, utterance, answer.value)


def _read(question: Question, answer: Answer, given: list[str]) -> Any:
    if not given:
        raise BadInput(N_("更正后的回答是空的。"), N_("请写下正确的回答；要抹掉个人信息，可以勾选“彻底删去”。"))
    if max(map(len, given)) > LONGEST_ANSWER:
        raise BadInput(N_("回答超过了 %(most)s 字。"), N_("请缩短后再保存。"), most=LONGEST_ANSWER)
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        return _number(given[0])
    if question.choices:
        offered = {choice["value"] for choice in question.choices} | set(
            listed_values(answer.value) + listed_values(answer.original)
        )
        if not set(given) <= offered:
            raise BadInput(N_("这道题没有“%(value)s”这个选项。"), N_("请从选项里选。"), value=given[0][:80])
    return given if question.kind == Kind.MULTIPLE else given[0]


def _number(text: str) -> int | float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not abs(number) < 2**53:
        raise BadInput(N_("“%(text)s”不是数字。"), N_("请只写数字，例如 3 或 2.5。"), text=text[:80])
    return int(number) if number.is_integer() else number


def _plain(item: Any) -> str:
    return str(int(item)) if isinstance(item, float) and item.is_integer() else str(item)

"""Turns of an interview: marked as motivation or pain point, corrected by hand."""

from dataclasses import dataclass

from workbench.errors import N_, BadInput
from workbench.records import SpeakerRole, Topic
from workbench.storage import Store
from workbench.storage.tables import Interview, Utterance
from workbench.surveys.cleaning import clean_text
from workbench.workflow.audit import record
from workbench.workflow.transcripts import give_role
from workbench.workflow.utterances import forget_original, rewrite_utterance

MARKS = (Topic.MOTIVATION, Topic.PAIN_POINT)
LONGEST_TURN = 100_000


def mark_turn(store: Store, user_id: int, utterance_id: int, topic: Topic | None) -> None:
    """Say what a participant's turn speaks of; None clears the mark and leaves the turn as context.

    Raises BadInput for somebody else's turn and for a topic that turns are not marked with.
    """
    if topic is not None and topic not in MARKS:
        raise BadInput(N_("只能标为动机或痛点。"), N_("请用“动机”“痛点”或“清除”。"))
    with store.writing() as session:
        turn = session.get_one(Utterance, utterance_id)
        if turn.role != SpeakerRole.PARTICIPANT:
            raise BadInput(N_("只有受访者的话才能标。"), N_("如果说话人认错了，请先改说话人。"))
        turn.topic = topic.value if topic else None
        record(session, user_id, "mark_turn", f"utterance:{utterance_id}", study_id=turn.study_id)


@dataclass(frozen=True)
class Correction:
    """What a turn should say and who said it; `forget` keeps no original, because it holds personal data."""

    text: str
    role: SpeakerRole
    forget: bool = False


def edit_turn(store: Store, user_id: int, utterance_id: int, correction: Correction) -> None:
    """Correct what was heard or who said it; the original text is kept unless it is to be forgotten.

    Quotes move along. Forgetting also gives up the transcript as it was pasted, which nothing reads any more.
    """
    text = clean_text(correction.text)
    if not text or len(text) > LONGEST_TURN:
        raise BadInput(N_("这一段是空的，或超过了 %(most)s 字。"), N_("请写下听到的话。"), most=LONGEST_TURN)
    with store.writing() as session:
        turn = session.get_one(Utterance, utterance_id)
        interview = session.get_one(Interview, turn.interview_id)
        if correction.forget:
            forget_original(session, turn, text)
            interview.source_text = ""
        else:
            rewrite_utterance(session, turn, text)
        give_role(turn, interview, correction.role)
        record(session, user_id, "edit_turn", f"utterance:{utterance_id}", study_id=turn.study_id)

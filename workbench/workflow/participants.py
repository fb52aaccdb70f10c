"""Participants (受访者): added by hand, described, moved from state to state, deleted with everything of theirs."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from workbench.errors import N_, BadInput, Conflict
from workbench.records import Record
from workbench.storage import Store
from workbench.storage.tables import AnswerImport, Participant, Submission
from workbench.surveys.cleaning import clean_line, clean_text
from workbench.workflow.audit import record, record_move
from workbench.workflow.evidence import Origin, add_participant
from workbench.workflow.personal_links import forget_links
from workbench.workflow.quotas import follow_states
from workbench.workflow.secrets import hash_token, new_token
from workbench.workflow.studies import touch
from workbench.workflow.withdrawal import forget

STATES = ("qualified", "waiting", "invited", "interviewed", "dropped", "screened_out")
LONGEST_NAME = 60
LONGEST_VALUE = 200
LONGEST_NOTE = 5000
MOST_ATTRIBUTES = 60


class Profile(Record):
    """What a researcher says about a participant; `consent_recording` is None while it is unknown."""

    pseudonym: str = ""
    state: str = "qualified"
    consent_recording: bool | None = None
    note: str = ""


def create_participant(store: Store, user_id: int, study_id: int, profile: Profile) -> int:
    """Add a participant by hand and return the id; without a pseudonym the next number is taken."""
    profile = _checked(profile)
    with store.writing() as session:
        _refuse_taken(session, study_id, profile.pseudonym)
        participant = create_by_hand(session, study_id, profile.pseudonym)
        participant.sqlmodel_update(profile.model_dump(exclude={"pseudonym"}))
        record(session, user_id, "create_participant", f"participant:{participant.id}", study_id=study_id)
        touch(session, study_id)
        return participant.id


def update_participant(store: Store, user_id: int, participant_id: int, profile: Profile) -> None:
    """Rename and describe. Raises BadInput for no or too long a pseudonym, Conflict for one that is taken."""
    profile = _checked(profile)
    if not profile.pseudonym:
        raise BadInput(N_("化名是空的。"), N_("请写一个化名，例如“阿灯”或“P012”。"))
    with store.writing() as session:
        participant = session.get_one(Participant, participant_id)
        if profile.pseudonym != participant.pseudonym:
            _refuse_taken(session, participant.study_id, profile.pseudonym)
        before = participant.state
        participant.sqlmodel_update(profile.model_dump())
        if participant.state != before:
            record_move(session, user_id, participant, before)
        session.flush()
        follow_states(session, [participant_id])
        record(session, user_id, "update_participant", f"participant:{participant_id}", study_id=participant.study_id)


def set_state(store: Store, user_id: int, study_id: int, participant_ids: Sequence[int], state: str) -> int:
    """Move several participants of a study to a state; how many there were. Raises BadInput for an unknown state."""
    _check_state(state)
    theirs = select(Participant).where(col(Participant.id).in_(participant_ids), Participant.study_id == study_id)
    with store.writing() as session:
        people = session.exec(theirs).all()
        for one in people:
            before, one.state = one.state, state
            if before != state:
                record_move(session, user_id, one, before)
        session.flush()
        follow_states(session, participant_ids)
        return len(people)


def set_attribute(store: Store, user_id: int, participant_id: int, name: str, value: str) -> None:
    """Say something about a participant (属性), `城市 = 石家庄`; an empty value takes it back."""
    name, value = clean_line(name), clean_line(value)
    if not name or len(name) > LONGEST_NAME or len(value) > LONGEST_VALUE:
        raise BadInput(N_("属性要有名称，名称和内容都不能太长。"), N_("例如名称写“城市”，内容写“石家庄”。"))
    with store.writing() as session:
        participant = session.get_one(Participant, participant_id)
        kept = {key: text for key, text in participant.attributes.items() if key != name or value}
        if value:
            kept[name] = value
        if len(kept) > MOST_ATTRIBUTES:
            raise BadInput(N_("一位受访者最多 %(most)s 个属性。"), N_("请先移除用不到的属性。"), most=MOST_ATTRIBUTES)
        participant.attributes = kept
        record(session, user_id, "set_attribute", f"participant:{participant_id}", study_id=participant.study_id)


def delete_participant(store: Store, user_id: int, participant_id: int) -> None:
    """Delete a participant with answers, interviews, what was said and submitted, and every quote of it.

    Tomorrow's export of an imported table still has the row: a hash of its identity keeps it from coming back.
    """
    with store.writing() as session:
        participant = session.get_one(Participant, participant_id)
        sent = session.exec(select(Submission.id).where(Submission.participant_id == participant_id)).all()
        forget_links(session, sent)
        session.exec(delete(Submission).where(col(Submission.id).in_(sent)))
        _keep_away(session, participant)
        study_id = participant.study_id
        forget(session, participant)
        record(session, user_id, "delete_participant", f"participant:{participant_id}", study_id=study_id)
        touch(session, study_id)
    store.sweep()


def create_by_hand(session: Session, study_id: int, pseudonym: str) -> Participant:
    """A participant that no form and no table knows."""
    return add_participant(session, Origin(study_id, "hand", new_token()), pseudonym=pseudonym)


def find_by_pseudonym(session: Session, study_id: int, pseudonym: str) -> Participant | None:
    """The participant of this name, if there is one."""
    query = select(Participant).where(Participant.study_id == study_id, Participant.pseudonym == pseudonym)
    return session.exec(query).first()


def refuse_long_name(pseudonym: str) -> None:
    """Raise BadInput for a pseudonym that does not fit into a line."""
    if len(pseudonym) > LONGEST_NAME:
        raise BadInput(N_("化名太长。"), N_("请缩短到 %(most)s 字以内。"), most=LONGEST_NAME)


def _keep_away(session: Session, participant: Participant) -> None:
    kind, _, number = participant.source.partition(":")
    origin = session.get(AnswerImport, int(number)) if kind == "import" else None
    if origin is not None:
        origin.forgotten = [*origin.forgotten, hash_token(participant.source_key)]


def _refuse_taken(session: Session, study_id: int, pseudonym: str) -> None:
    if pseudonym and find_by_pseudonym(session, study_id, pseudonym):
        raise Conflict(
            N_("化名“%(name)s”已经有人用了。"), N_("请换一个，化名在一个研究项目里不能重复。"), name=pseudonym
        )


def _checked(profile: Profile) -> Profile:
    _check_state(profile.state)
    pseudonym = clean_line(profile.pseudonym)
    refuse_long_name(pseudonym)
    if len(profile.note) > LONGEST_NOTE:
        raise BadInput(N_("备注超过了 %(most)s 字。"), N_("请缩短后再保存。"), most=LONGEST_NOTE)
    return profile.model_copy(update={"pseudonym": pseudonym, "note": clean_text(profile.note)})


def _check_state(state: str) -> None:
    if state not in STATES:
        raise BadInput(N_("没有这种状态。"), N_("请从列表里选一个状态。"))

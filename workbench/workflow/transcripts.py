"""Transcripts and notes: a text waits until its speakers are confirmed, then every turn is an utterance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from workbench.errors import N_, BadInput, Conflict
from workbench.intake import read_transcript
from workbench.records import Record, SpeakerRole
from workbench.records.transcripts import Transcript
from workbench.storage import Store, add
from workbench.storage.tables import Interview, Participant, Utterance, now
from workbench.surveys.cleaning import clean_line, clean_text
from workbench.workflow.answers import ZONE
from workbench.workflow.audit import record
from workbench.workflow.interviews import Guest, attach, find_guest
from workbench.workflow.studies import touch

LONGEST_LABEL = 60
LONGEST_TITLE = 200
LONGEST_NOTES = 1_000_000
UNTITLED = "逐字稿"
RESEARCHER = "研究者"
ROLE_WORDS = {SpeakerRole.INTERVIEWER: "访谈员", SpeakerRole.PARTICIPANT: "受访者", SpeakerRole.OTHER: "其他"}
_NAMELESS = re.compile(r"((说话人|发言人|讲话人|speaker|spk)?[\s_]*[0-9a-z]?|[问答qa])", re.IGNORECASE)
_DAY = re.compile(r"(20\d\d)[-./年]?(0[1-9]|1[0-2])[-./月]?([0-3]\d)")


class SpeakerChoice(Record):
    """What a researcher says of a speaker: `name` as in the text, `label` as shown from now on, if it is another."""

    name: str
    label: str = ""
    role: SpeakerRole


class Cast(Record):
    """Who speaks in a transcript, with whom the interview was and when: as planned, or now, where `held_at` is None."""

    speakers: list[SpeakerChoice]
    guest: Guest = Guest()
    held_at: datetime | None = None


class Notes(Record):
    """Notes by a researcher: in the participant's words, or the researcher's own observation (role OTHER).

    They belong to a planned interview, or stand for themselves.
    """

    text: str
    role: SpeakerRole = SpeakerRole.PARTICIPANT
    guest: Guest = Guest()
    title: str = ""
    interview_id: int | None = None


@dataclass(frozen=True)
class Source:
    """A transcript as it came: bytes of a file, or pasted text; for a planned interview, or for a new one."""

    data: bytes | str
    name: str = ""
    interview_id: int | None = None


@dataclass(frozen=True)
class TranscriptPreview:
    """A transcript that waits, with what it seems to say about itself.

    `labels` are the speakers' names, '' for one that says nothing (说话人 1). `guest` is a pseudonym, '' when nobody
    fits. `held_on` is the day, as planned or as the title has it.
    """

    transcript: Transcript
    labels: dict[str, str]
    guest: str
    held_on: date | None


def add_transcript(store: Store, user_id: int, study_id: int, source: Source) -> int:
    """Keep a transcript for the look at its speakers and return the interview's id.

    Raises UnreadableFile or TooLarge for what is no transcript, Conflict when the interview has one already.
    """
    data, transcript = source.data, read_transcript(source.data, source.name)
    text = data if isinstance(data, str) else data.decode(transcript.encoding or "utf-8", "replace").lstrip("\ufeff")
    with store.writing() as session:
        interview = _waiting(session, study_id, source.interview_id)
        if source.interview_id is None:
            interview.title = (clean_line(transcript.title) or UNTITLED)[:LONGEST_TITLE]
        interview.source_text, interview.source_name, interview.status = text, source.name, "unconfirmed"
        interview.speakers = [speaker.model_dump(mode="json") for speaker in transcript.speakers]
        interview_id = add(session, interview)
        record(session, user_id, "add_transcript", f"interview:{interview_id}", study_id=study_id)
        touch(session, study_id)
        return interview_id


def preview_transcript(store: Store, interview_id: int) -> TranscriptPreview:
    """The transcript of an interview as it would be stored."""
    with store.reading() as session:
        interview = session.get_one(Interview, interview_id)
        names = session.exec(select(Participant.pseudonym).where(Participant.study_id == interview.study_id)).all()
        guest = session.get(Participant, interview.participant_id) if interview.participant_id else None
    transcript = read_transcript(interview.source_text, interview.source_name)
    said = [speaker.name for speaker in transcript.speakers if speaker.role is SpeakerRole.PARTICIPANT]
    heads = " ".join([transcript.title, interview.source_name, *said])
    fitting = max((name for name in names if len(name) > 1 and name in heads), key=len, default="")
    labels = {
        speaker.name: "" if _NAMELESS.fullmatch(speaker.name) else speaker.name for speaker in transcript.speakers
    }
    return TranscriptPreview(transcript, labels, guest.pseudonym if guest else fitting, _day_of(interview))


def confirm_speakers(store: Store, user_id: int, interview_id: int, cast: Cast) -> None:
    """Make every turn of a waiting transcript an utterance of its speaker; the participant counts as interviewed.

    Raises BadInput unless one person speaks as the participant, Conflict when the transcript does not wait any more.
    """
    known = _checked(cast.speakers, clean_line(cast.guest.pseudonym))
    with store.reading() as session:
        interview = session.get_one(Interview, interview_id)
    transcript = read_transcript(interview.source_text, interview.source_name)
    with store.writing() as session:
        interview = session.get_one(Interview, interview_id)
        if interview.status != "unconfirmed":
            raise Conflict(N_("这份逐字稿已经确认过了。"), N_("要改说话人，请在访谈页点“改说话人”。"))
        for position, turn in enumerate(transcript.turns):
            speaker = known.get(turn.speaker) or SpeakerChoice(name="", role=SpeakerRole.OTHER)
            said = _utterance(interview, position, turn.text, speaker)
            said.start_ms = turn.start_ms
            session.add(said)
        _finish(session, interview, find_guest(session, interview.study_id, cast.guest), cast.held_at)
        interview.speakers = [speaker.model_dump(mode="json") for speaker in known.values()]
        record(session, user_id, "confirm_speakers", f"interview:{interview_id}", study_id=interview.study_id)


def change_speakers(store: Store, user_id: int, interview_id: int, speakers: Sequence[SpeakerChoice]) -> None:
    """Rename speakers of a confirmed transcript or give them other roles; marks stay with the participant's turns."""
    known = _checked(speakers)
    with store.writing() as session:
        interview = session.get_one(Interview, interview_id)
        spoken = select(Utterance).where(Utterance.interview_id == interview_id)
        for turn in session.exec(spoken):
            speaker = known.get(turn.speaker)
            if speaker is not None:
                turn.speaker = speaker.label
                give_role(turn, interview, speaker.role)
        interview.speakers = [speaker.model_dump(mode="json") for speaker in known.values()]
        record(session, user_id, "change_speakers", f"interview:{interview_id}", study_id=interview.study_id)


def add_notes(store: Store, user_id: int, study_id: int, notes: Notes) -> int:
    """Make every paragraph of notes an utterance; returns the interview's id, a new one unless one is given.

    Raises BadInput for empty or overlong notes and an unknown participant, Conflict when the interview has a record.
    """
    parts = paragraphs(notes.text)
    if not parts:
        raise BadInput(N_("笔记是空的。"), N_("请写下或粘贴笔记，空行隔开的每一段会成为一句原话。"))
    if len(notes.text) > LONGEST_NOTES:
        raise BadInput(N_("笔记超过了 %(most)s 字。"), N_("请按场次分开保存。"), most=LONGEST_NOTES)
    with store.writing() as session:
        person = find_guest(session, study_id, notes.guest)
        interview = _waiting(session, study_id, notes.interview_id)
        if notes.interview_id is None:
            interview.kind = "note"
        interview.title = clean_line(notes.title)[:LONGEST_TITLE] or (
            interview.title if interview.id else parts[0][:30]
        )
        interview.source_text = notes.text
        interview_id = add(session, interview)
        label = (person.pseudonym if person else "") if notes.role is SpeakerRole.PARTICIPANT else RESEARCHER
        speaker = SpeakerChoice(name="", label=label, role=notes.role)
        session.add_all(_utterance(interview, position, part, speaker) for position, part in enumerate(parts))
        _finish(session, interview, person, None)
        record(session, user_id, "add_notes", f"interview:{interview_id}", study_id=study_id)
        return interview_id


def paragraphs(text: str) -> list[str]:
    r"""Paragraphs parted by blank lines, or else every line.

    >>> paragraphs("他说累\n很累\n\n想退坑"), paragraphs("他说累\n想退坑")
    (['他说累\n很累', '想退坑'], ['他说累', '想退坑'])
    """
    cleaned = clean_text(text)
    blank = re.compile(r"\n[^\S\n]*\n")
    return [
        part.strip()
        for part in (blank.split(cleaned) if blank.search(cleaned) else cleaned.split("\n"))
        if part.strip()
    ]


def give_role(turn: Utterance, interview: Interview, role: SpeakerRole) -> None:
    """Say who speaks; only a participant's turn belongs to the participant and may be marked."""
    turn.role = role.value
    if role is SpeakerRole.PARTICIPANT:
        turn.participant_id = interview.participant_id
    else:
        turn.participant_id = turn.topic = None


def _utterance(interview: Interview, position: int, text: str, speaker: SpeakerChoice) -> Utterance:
    return Utterance(
        study_id=interview.study_id,
        interview_id=interview.id,
        position=position,
        speaker=speaker.label,
        role=speaker.role.value,
        text=text,
    )


def _finish(session: Session, interview: Interview, guest: Participant | None, held_at: datetime | None) -> None:
    interview.status, interview.held_at = "done", held_at or interview.planned_at or now()
    session.flush()
    attach(session, interview, guest)
    touch(session, interview.study_id)


def _day_of(interview: Interview) -> date | None:
    if interview.planned_at:
        return interview.planned_at.astimezone(ZONE).date()
    written = _DAY.search(interview.title)
    try:
        return date(*map(int, written.groups())) if written else None
    except ValueError:
        return None


def _waiting(session: Session, study_id: int, interview_id: int | None) -> Interview:
    if interview_id is None:
        return Interview(study_id=study_id, title=UNTITLED)
    interview = session.get_one(Interview, interview_id)
    if interview.status == "done":
        raise Conflict(N_("这次访谈已经有记录了。"), N_("请另外导入一份，再挂到同一位受访者。"))
    return interview


def _checked(speakers: Sequence[SpeakerChoice], guest: str = "") -> dict[str, SpeakerChoice]:
    """The speakers by the names in the text; one without a label is called by the role, the participant by `guest`."""
    known: dict[str, SpeakerChoice] = {}
    for speaker in speakers:
        label = clean_line(speaker.label)
        if len(label) > LONGEST_LABEL:
            raise BadInput(N_("说话人的名字最多 %(most)s 字。"), N_("请缩短后再确认。"), most=LONGEST_LABEL)
        default = guest if guest and speaker.role is SpeakerRole.PARTICIPANT else ROLE_WORDS[speaker.role]
        if any(other.label == default for other in known.values()):
            default = f"{default} {len(known) + 1}"
        known[speaker.name] = speaker.model_copy(update={"label": label or default})
    _refuse_unless_one_participant([one for one in known.values() if one.role is SpeakerRole.PARTICIPANT])
    return known


def _refuse_unless_one_participant(speakers: Sequence[SpeakerChoice]) -> None:
    """A transcript is one participant's, however many names the software heard them under."""
    if not speakers:
        raise BadInput(N_("没有一位说话人是受访者。"), N_("请给一位选“受访者”，他的话才是原话。"))
    other = next((speaker for speaker in speakers if speaker.label != speakers[0].label), None)
    if other is not None:
        raise BadInput(
            N_("“%(one)s”和“%(other)s”都选了受访者，哪一位才是？"),
            N_("请给另一位选“其他”；如果是同一个人，两处“叫作”填一样的名字。"),
            one=speakers[0].name or speakers[0].label,
            other=other.name or other.label,
        )

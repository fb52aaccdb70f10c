"""Transcripts and notes: pasted or uploaded, their speakers looked at and confirmed."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import N_, BadInput, Message, WorkbenchError
from workbench.records import SpeakerRole
from workbench.records.transcripts import Transcript, TranscriptFormat
from workbench.storage.queries.interviews import turns
from workbench.storage.queries.participants import pseudonyms
from workbench.storage.tables import Interview, Participant
from workbench.web import access
from workbench.web.failures import status_of
from workbench.web.pages import Page, render, tell, tell_error
from workbench.web.studio.interviews import posted_guest, posted_moment, words
from workbench.workflow import transcripts
from workbench.workflow.answers import ZONE
from workbench.workflow.imports import file_name
from workbench.workflow.transcripts import Cast, Notes, Source, SpeakerChoice, TranscriptPreview

blueprint = Blueprint("transcripts", __name__)
ROLES = {"interviewer": N_("访谈员"), "participant": N_("受访者"), "other": N_("其他")}
TURNS_SHOWN = 12
FORMATS = {
    TranscriptFormat.NAME_TIME: N_("一行“说话人 时间”，下面是话"),
    TranscriptFormat.TIME_NAME: N_("一行“时间 说话人”，下面是话"),
    TranscriptFormat.NAME_PAREN_TIME: N_("“说话人（时间）：话”"),
    TranscriptFormat.TIME_NAME_COLON: N_("“时间 说话人：话”"),
    TranscriptFormat.NAME_COLON: N_("“说话人：话”"),
    TranscriptFormat.TIME_ONLY: N_("只有时间，没有说话人"),
    TranscriptFormat.SRT: N_("srt 字幕"),
    TranscriptFormat.VTT: N_("vtt 字幕"),
    TranscriptFormat.PLAIN: N_("没有说话人的文字"),
}


@dataclass
class ImportTranscriptPage(Page):
    """A transcript to paste or upload, for a planned `interview` or a new one."""

    template = "interviews/import_transcript.html"
    interview: Interview | None
    text: str
    problem: str


@dataclass
class SpeakerLine:
    """A speaker of a transcript: `heard` is the name in the text, `samples` the first things said."""

    heard: str
    label: str
    role: str
    turns: int
    samples: list[str]


@dataclass
class ConfirmSpeakersPage(Page):
    """Who speaks in a transcript; `transcript` is None when it was confirmed before."""

    template = "interviews/confirm_speakers.html"
    interview: Interview
    transcript: Transcript | None
    format: str
    speakers: list[SpeakerLine]
    roles: dict[str, str]
    values: dict[str, str]
    names: list[str]
    problem: str
    turns_shown: int


@dataclass
class AddNotesPage(Page):
    """Notes to type or paste, for a planned `interview` or for themselves."""

    template = "interviews/add_notes.html"
    interview: Interview | None
    values: dict[str, str]
    names: list[str]
    problem: str


@blueprint.route("/studies/<int:study_id>/interviews/transcript", methods=["GET", "POST"])
def import_transcript(study_id: int) -> str | tuple[str, int] | Response:
    """Paste or upload one."""
    interview = _interview_asked_for(study_id)
    if request.method == "GET":
        return render(ImportTranscriptPage(interview=interview, text="", problem=""))
    try:
        source = _posted_source(interview)
        created = transcripts.add_transcript(access.store(), access.user_id(), study_id, source)
    except WorkbenchError as error:
        text = request.form.get("text", "")
        return render(ImportTranscriptPage(interview=interview, text=text, problem=tell_error(error))), status_of(error)
    return redirect(url_for("transcripts.confirm_speakers", study_id=study_id, interview_id=created), 303)


@blueprint.route("/studies/<int:study_id>/interviews/<int:interview_id>/speakers", methods=["GET", "POST"])
def confirm_speakers(study_id: int, interview_id: int) -> str | tuple[str, int] | Response:
    """Say who speaks; later, change it."""
    interview = access.in_study_or_404(Interview, interview_id, study_id)
    if request.method == "GET":
        return _speakers_page(interview, "")
    store, user_id = access.store(), access.user_id()
    try:
        if interview.status == "done":
            transcripts.change_speakers(store, user_id, interview_id, _posted_speakers())
        else:
            cast = Cast(speakers=_posted_speakers(), guest=posted_guest(), held_at=posted_moment("held_at"))
            transcripts.confirm_speakers(store, user_id, interview_id, cast)
    except WorkbenchError as error:
        return _speakers_page(interview, tell_error(error)), status_of(error)
    flash(_("说话人已确认。"), "done")
    return redirect(url_for("interviews.show_interview", study_id=study_id, interview_id=interview_id), 303)


@blueprint.route("/studies/<int:study_id>/interviews/notes", methods=["GET", "POST"])
def add_notes(study_id: int) -> str | tuple[str, int] | Response:
    """Type or paste notes."""
    interview = _interview_asked_for(study_id)
    values = {"text": "", "title": "", "role": "participant", "guest": _guest_of(interview), "is_new": ""}
    if request.method == "GET":
        return _notes_page(study_id, interview, values, "")
    role = SpeakerRole.OTHER if request.form.get("role") == "other" else SpeakerRole.PARTICIPANT
    texts = {name: request.form.get(name, "") for name in ("text", "title")}
    try:
        notes = Notes(**texts, role=role, guest=posted_guest(), interview_id=interview.id if interview else None)
        created = transcripts.add_notes(access.store(), access.user_id(), study_id, notes)
    except WorkbenchError as error:
        given = {**values, **request.form.to_dict()}
        return _notes_page(study_id, interview, given, tell_error(error)), status_of(error)
    return redirect(url_for("interviews.show_interview", study_id=study_id, interview_id=created), 303)


def _interview_asked_for(study_id: int) -> Interview | None:
    access.study_or_404(study_id)
    asked = request.args.get("interview", type=int)
    return access.in_study_or_404(Interview, asked, study_id) if asked else None


def _guest_of(interview: Interview | None) -> str:
    found = (
        access.reading().get(Participant, interview.participant_id) if interview and interview.participant_id else None
    )
    return found.pseudonym if found else ""


def _notes_page(study_id: int, interview: Interview | None, values: dict[str, str], problem: str) -> str:
    names = pseudonyms(access.reading(), study_id)
    return render(AddNotesPage(interview=interview, values=values, names=names, problem=problem))


def _speakers_page(interview: Interview, problem: str) -> str:
    """The form with what was posted, or else with what is stored or guessed."""
    waiting = interview.status == "unconfirmed"
    preview = transcripts.preview_transcript(access.store(), interview.id) if waiting else None
    transcript = preview.transcript if preview else None
    held = preview.held_on if preview and preview.held_on else datetime.now(ZONE)
    values = {"guest": preview.guest if preview else "", "is_new": "", "held_at": f"{held:%Y-%m-%d}"}
    speakers = _guessed(preview) if preview else _stored(interview)
    for line, label, role in zip(speakers, request.form.getlist("label"), request.form.getlist("role"), strict=False):
        line.label, line.role = label, role
    return render(
        ConfirmSpeakersPage(
            interview=interview,
            transcript=transcript,
            format=tell(Message(FORMATS[transcript.format])) if transcript else "",
            speakers=speakers,
            roles=words(ROLES),
            values={**values, **request.form.to_dict()},
            names=pseudonyms(access.reading(), interview.study_id),
            problem=problem,
            turns_shown=TURNS_SHOWN,
        )
    )


def _guessed(preview: TranscriptPreview) -> list[SpeakerLine]:
    said: dict[str, list[str]] = {}
    for turn in preview.transcript.turns:
        said.setdefault(turn.speaker, []).append(turn.text)
    return [
        SpeakerLine(speaker.name, preview.labels[speaker.name], speaker.role, speaker.turns, said[speaker.name][:2])
        for speaker in preview.transcript.speakers
    ]


def _stored(interview: Interview) -> list[SpeakerLine]:
    lines: dict[str, SpeakerLine] = {}
    for turn in turns(access.reading(), interview.id):
        line = lines.setdefault(turn.speaker, SpeakerLine(turn.speaker, turn.speaker, turn.role, 0, []))
        line.turns += 1
        line.samples = [*line.samples, turn.text][:2]
    return list(lines.values())


def _posted_source(interview: Interview | None) -> Source:
    upload = request.files.get("file")
    interview_id = interview.id if interview else None
    if upload is not None and upload.filename:
        return Source(upload.read(), file_name(upload.filename), interview_id)
    if not request.form.get("text", "").strip():
        raise BadInput(N_("还没有内容。"), N_("请粘贴逐字稿，或选一个 txt、srt、vtt 文件。"))
    return Source(request.form["text"], "", interview_id)


def _posted_speakers() -> list[SpeakerChoice]:
    given = [request.form.getlist(name) for name in ("heard", "label", "role")]
    try:
        return [
            SpeakerChoice(name=name, label=label, role=SpeakerRole(role))
            for name, label, role in zip(*given, strict=True)
        ]
    except ValueError as error:
        raise BadInput(N_("表单不完整，什么都没有改动。"), N_("请刷新页面后再确认一次。")) from error

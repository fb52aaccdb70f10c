"""The demo study: an invented mobile game's closed beta, put together with the same verbs that researchers use.

Nothing here is a shortcut into the tables except the dates, which lie in the past. The persons are invented.
"""

import csv
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlmodel import select

from workbench.errors import N_, Message, WorkbenchError
from workbench.records import SpeakerRole, Topic
from workbench.settings import DEMO
from workbench.storage import Store
from workbench.storage.tables import Form, Participant, Run, Submission, Utterance
from workbench.workflow.carry_out import carry_out
from workbench.workflow.demo_personas import write_personas
from workbench.workflow.forms import copy_house_form, publish_form
from workbench.workflow.interviews import Guest
from workbench.workflow.participants import Profile, update_participant
from workbench.workflow.run_plans import RunChoices, plan_of
from workbench.workflow.runs import claim_run, queue_run
from workbench.workflow.studies import Brief, create_study
from workbench.workflow.submissions import Posted, save_page, start_submission
from workbench.workflow.transcripts import Cast, Source, SpeakerChoice, add_transcript, confirm_speakers
from workbench.workflow.turns import mark_turn
from workbench.workflow.words import add_words

Tell = Callable[[Message], None]
FORM = "mobile_game_beta"
ZONE = ZoneInfo("Asia/Shanghai")
WORDS = ("保底", "掉帧", "登云塔", "云屿", "红点", "捏脸", "立绘", "复刻", "开黑", "连麦", "手感", "新手引导")


def build_demo(store: Store, user_id: int, tell: Tell) -> int:
    """Build the demo study for a user and return its id; `tell` hears what is being done."""
    tell(Message(N_("建立研究项目和甄别问卷")))
    study_id = create_study(store, user_id, Brief.model_validate(read_json("brief.json")))
    form_id = copy_house_form(store, user_id, study_id, FORM)
    publish_form(store, user_id, form_id)
    add_words(store, user_id, study_id, "word", "\n".join(WORDS))
    tell(Message(N_("候选人填写问卷")))
    people = _answer(store, form_id)
    tell(Message(N_("导入访谈逐字稿并标注原话")))
    _interview(store, user_id, study_id, people)
    tell(Message(N_("按动机和痛点分析人群")))
    run_id = queue_run(store, user_id, study_id, plan_of(store, study_id, RunChoices()))
    _carry_out(store, run_id)
    tell(Message(N_("写画像并发布")))
    write_personas(store, user_id, run_id, people, read_json("personas.json"))
    return study_id


def read_json(name: str) -> Any:
    """One of the demo's files."""
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def read_answers() -> list[dict[str, str]]:
    """The screening answers, a row a respondent."""
    with (DEMO / "answers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _answer(store: Store, form_id: int) -> dict[str, int]:
    """Everybody fills in the form; returns the participants' ids by the respondents' own."""
    with store.reading() as session:
        link = session.get_one(Form, form_id).token
    people = {}
    for row in read_answers():
        uuid = str(uuid5(NAMESPACE_URL, f"demo:{row['id']}"))
        posted = Posted(_fields(row))
        step = start_submission(store, link, uuid, posted)
        while step.page is not None and step.screen is None:
            step = save_page(store, step.token, step.page, posted)
        people[row["id"]] = _put_back(store, uuid, row)
    return people


def _fields(row: dict[str, str]) -> dict[str, list[str]]:
    """A row as a browser posts it: several values where several were ticked."""
    fields = {name: text.split("┋") if name == "genres" else [text] for name, text in row.items() if text}
    return {"consent": ["agree"], "genres-Comment": ["别的都试过一点"], **fields}


def _put_back(store: Store, uuid: str, row: dict[str, str]) -> int:
    """Date a submission to the day on which it is said to have come."""
    with store.writing() as session:
        submission = session.exec(select(Submission).where(Submission.uuid == uuid)).one()
        submission.completed_at = submission.saved_at = datetime.fromisoformat(row["submitted_at"])
        submission.started_at = submission.completed_at - timedelta(seconds=int(row["seconds"]))
        participant = session.get_one(Participant, submission.participant_id)
        participant.created_at = submission.completed_at
        return participant.id


def _interview(store: Store, user_id: int, study_id: int, people: dict[str, int]) -> None:
    """Sixteen transcripts come in as files, their speakers are confirmed and their turns marked."""
    names = {row["id"]: row["nickname"] for row in read_answers()}
    marks = read_json("interviews/marks.json")
    for person, facts in read_json("interviews/index.json").items():
        profile = Profile(pseudonym=names[person], consent_recording=facts["consent_recording"])
        update_participant(store, user_id, people[person], profile)
        file = f"{person}.txt"
        source = Source((DEMO / "interviews" / file).read_bytes(), file)
        interview_id = add_transcript(store, user_id, study_id, source)
        held_at = datetime.fromisoformat(f"{facts['date']}T{facts['start']}").replace(tzinfo=ZONE)
        cast = Cast(speakers=_speakers(facts, names[person]), guest=Guest(pseudonym=names[person]), held_at=held_at)
        confirm_speakers(store, user_id, interview_id, cast)
        for turn_id, topic in _marked(store, interview_id, marks.get(person, {})):
            mark_turn(store, user_id, turn_id, topic)


def _speakers(facts: dict[str, Any], name: str) -> list[SpeakerChoice]:
    speakers = [
        SpeakerChoice(name=facts["interviewer"], label=facts["host"], role=SpeakerRole.INTERVIEWER),
        SpeakerChoice(name=facts["participant"], label=name, role=SpeakerRole.PARTICIPANT),
    ]
    return speakers + [SpeakerChoice(name=one, label=one, role=SpeakerRole.OTHER) for one in facts["others"]]


def _marked(store: Store, interview_id: int, marks: dict[str, str]) -> list[tuple[int, Topic]]:
    with store.reading() as session:
        turns = session.exec(select(Utterance).where(Utterance.interview_id == interview_id)).all()
    return [(turn.id, Topic(marks[str(turn.position)])) for turn in turns if str(turn.position) in marks]


def _carry_out(store: Store, run_id: int) -> None:
    """Carry out the run here and now; an analysis that failed has no demo to show."""
    claim_run(store, "demo", run_id=run_id)
    carry_out(store, run_id, "demo")
    with store.reading() as session:
        run = session.get_one(Run, run_id)
    if run.state != "done":
        raise WorkbenchError(N_("演示研究的分析没有完成。"), str(run.message.get("sentence", "")))

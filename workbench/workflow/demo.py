"""The demo study: an invented mobile game's closed beta, put together with the same verbs that researchers use.

Nothing here is a shortcut into the tables except the dates, which lie in the past. The persons are invented.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from workbench.errors import N_, Message, WorkbenchError
from workbench.records import SpeakerRole, Topic
from workbench.settings import DEMO
from workbench.storage import Store
from workbench.storage.tables import Run, Utterance
from workbench.workflow.carry_out import carry_out
from workbench.workflow.demo_personas import write_personas
from workbench.workflow.demo_recruiting import read_json, read_rows, recruit
from workbench.workflow.form_access import update_card
from workbench.workflow.form_templates import save_template
from workbench.workflow.forms import copy_house_form, publish_form
from workbench.workflow.interviews import Guest
from workbench.workflow.participants import Profile, update_participant
from workbench.workflow.run_plans import RunChoices, plan_of
from workbench.workflow.runs import claim_run, queue_run
from workbench.workflow.studies import Brief, create_study
from workbench.workflow.transcripts import Cast, Source, SpeakerChoice, add_transcript, confirm_speakers
from workbench.workflow.turns import mark_turn
from workbench.workflow.words import add_words

Tell = Callable[[Message], None]
FORM = "mobile_game_beta"
CARD = {"title": "《云屿行记》第一次封闭测试招募", "description": "填 4 分钟问卷，选中的玩家会收到测试资格。"}
TEMPLATE = "手游内测招募"
ZONE = ZoneInfo("Asia/Shanghai")
WORDS = ("保底", "掉帧", "登云塔", "云屿", "红点", "捏脸", "立绘", "复刻", "开黑", "连麦", "手感", "新手引导")


def build_demo(store: Store, user_id: int, tell: Tell) -> int:
    """Build the demo study for a user and return its id; `tell` hears what is being done."""
    tell(Message(N_("建立研究项目和甄别问卷")))
    study_id = create_study(store, user_id, Brief.model_validate(read_json("brief.json")))
    form_id = copy_house_form(store, user_id, study_id, FORM)
    publish_form(store, user_id, form_id)
    update_card(store, user_id, form_id, CARD)
    save_template(store, user_id, form_id, TEMPLATE)
    add_words(store, user_id, study_id, "word", "\n".join(WORDS))
    tell(Message(N_("候选人填写问卷")))
    people = recruit(store, user_id, form_id)
    tell(Message(N_("导入访谈逐字稿并标注原话")))
    _interview(store, user_id, study_id, people)
    tell(Message(N_("按动机和痛点分析人群")))
    run_id = queue_run(store, user_id, study_id, plan_of(store, study_id, RunChoices()))
    _carry_out(store, run_id)
    tell(Message(N_("写画像并发布")))
    write_personas(store, user_id, run_id, people, read_json("personas.json"))
    return study_id


def _interview(store: Store, user_id: int, study_id: int, people: dict[str, int]) -> None:
    """Sixteen transcripts come in as files, their speakers are confirmed and their turns marked."""
    names = {row["id"]: row["nickname"] for row in read_rows("answers.csv")}
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

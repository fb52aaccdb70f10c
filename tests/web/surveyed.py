"""Twelve people who answered a form with every kind of question, some of them carelessly, one turned away."""

from datetime import timedelta

from sqlmodel import select

from workbench.records.facts import QuestionFacts
from workbench.storage import add
from workbench.storage.tables import Channel, Form, FormVersion, Participant, Question, QuotaPlace, Submission, now
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions

DEVICES = [{"value": "a", "text": "安卓手机"}, {"value": "i", "text": "iOS <手机>"}]
GENRES = [
    {"value": "p", "text": "休闲益智"},
    {"value": "r", "text": "角色扮演"},
    {"value": "none", "text": "以上都没有"},
]
WORRIES = [{"value": str(n), "text": text} for n, text in enumerate(("价格", "隐私", "卡顿"))]
AGREE = [{"value": str(n), "text": text} for n, text in enumerate(("不同意", "一般", "同意"))]
FACTS = [
    QuestionFacts(key="device", title="用什么玩", kind="single", topic="behaviour", choices=DEVICES),
    QuestionFacts(key="genres", title="常玩哪几类", kind="multiple", choices=GENRES),
    QuestionFacts(key="order", title="最担心什么", kind="multiple", choices=WORRIES),
    *(
        QuestionFacts(key=f"feel.{n}", title=f"下面的说法 · {row}", kind="single", choices=AGREE)
        for n, row in enumerate(("画面好", "上手快", "不肝", "想推荐"))
    ),
    QuestionFacts(key="nps", title="会推荐给朋友吗", kind="scale"),
    QuestionFacts(key="hours", title="一周玩几小时", kind="number"),
    QuestionFacts(key="motive", title="为什么一直玩 <b>", kind="open", topic="motivation"),
    QuestionFacts(key="contact", title="微信或手机号", kind="text", topic="contact"),
    QuestionFacts(key="name", title="怎么称呼", kind="text"),
]
COPIED = "每天上线三次，先把日常任务做完再去钓鱼"
MOTIVES = [
    "睡前转两圈，看看云就放松了<script>alert(1)</script>",
    "朋友都在，一起组队才有意思",
    COPIED,
    f"{COPIED}！",
    "无",
    '=HYPERLINK("http://x")',
    "收集图鉴很上头，一个都不想漏",
    "上班路上打发时间，一局三分钟",
    "画面好看，喜欢拍照发朋友圈",
    "打首领手感好，赢了特别爽",
    "剧情写得细，想知道后面怎样",
    "公会里的人都很好，舍不得走",
]
DEFINITION = {
    "title": "招募 <问卷>",
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "ranking", "name": "order", "choices": ["0", "1", "2"]},
                {
                    "type": "panel",
                    "name": "box",
                    "elements": [{"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10}],
                },
            ],
        }
    ],
}
QUOTAS = [{"id": "droid", "title": "安卓 <格>", "if": "{device} = 'a'", "size": 9}]
RULES = {
    "consent_version": "1",
    "retention_months": 12,
    "pii": ["name"],
    "quotas": QUOTAS,
    "screen_out": [{"id": "ios", "if": "{device} = 'i'", "reason": "只测安卓"}],
}


def values(number: int) -> dict:
    """What the person of this number answered; the fourth one rushed, the fifth chose against themselves."""
    feel = {f"feel.{row}": "1" if number == 3 else str((number + row) % 3) for row in range(4)}
    return {
        "device": "i" if number == 11 else "a",
        "genres": ["p", "none"] if number == 4 else ["p", "r"][: 1 + number % 2],
        "order": ["2", "0", "1"] if number % 3 else ["0", "2", "1"],
        **feel,
        "nps": float(number % 11),
        "hours": float(number * 3),
        "motive": MOTIVES[number],
        "contact": "13800138000" if number in (6, 7) else f"wx-person-{number}",
        "name": f"真名{number}",
    }


def put_survey(store, study_id) -> str:
    """Store all of it; returns the source."""
    with store.writing() as session:
        form = Form(
            study_id=study_id, title="招募 <问卷>", status="open", token="t", definition=DEFINITION, rules=RULES
        )
        form_id, source = add(session, form), f"form:{form.id}"
        version = FormVersion(form_id=form_id, number=1, digest="abcdef", definition=DEFINITION, rules=RULES)
        version_id = add(session, version)
        channel = add(session, Channel(form_id=form_id, name="微信群 <A>", token="c"))
        questions = sync_questions(session, study_id, source, FACTS)
        for number in range(12):
            person = add_participant(session, Origin(study_id, source, str(number)))
            person.state = "screened_out" if number == 11 else "qualified"
            person.attributes = {"城市": "石家庄" if number % 2 else "成都"}
            record_answers(session, person.id, questions, values(number))
            session.add(_submission(form_id, version_id, person, (number, channel)))
            if number < 11:
                session.add(QuotaPlace(form_id=form_id, cell="droid", participant_id=person.id))
    return source


def _submission(form_id, version_id, person, place):
    number, channel = place
    ended = now()
    return Submission(
        form_id=form_id,
        version_id=version_id,
        uuid=str(number),
        token_hash=str(number),
        answers={"motive": MOTIVES[number]},
        started_at=ended - timedelta(seconds=2 if number == 3 else 240 + number),
        completed_at=ended,
        participant_id=person.id,
        qualified=number != 11,
        verdict_rule="ios" if number == 11 else None,
        channel=channel if number < 4 else 0,
        pasted=["motive"] if number == 8 else [],
        contact_hash="same" if number in (6, 7) else f"c{number}",
    )


def ids(store, source):
    """The ids of the questions by key, and of the people in order."""
    with store.reading() as session:
        questions = {q.key: q.id for q in session.exec(select(Question).where(Question.source == source))}
        people = session.exec(select(Participant.id).where(Participant.source == source).order_by(Participant.id)).all()
    return questions, people

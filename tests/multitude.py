"""As many people as a test wants, of five kinds, each with two open answers and two scales in words of their own."""

import random

from sqlmodel import select

from workbench.records.facts import Kind, QuestionFacts
from workbench.storage.tables import Participant
from workbench.workflow.evidence import Respondent, add_respondents, sync_questions

SOURCE = "import:9"
QUESTIONS = [
    QuestionFacts(key="why", title="为什么一直玩", kind=Kind.OPEN, topic="motivation"),
    QuestionFacts(key="pain", title="哪一刻想卸载", kind=Kind.OPEN, topic="pain_point"),
    QuestionFacts(key="days", title="一周玩几天", kind=Kind.SCALE, topic="behaviour"),
    QuestionFacts(key="alone", title="多半一个人玩", kind=Kind.SCALE, topic="behaviour"),
]
WHEN = "下班路上 睡觉之前 午休的时候 周末早上 等车的时候 孩子睡了以后 加班回来 放假在家 排队的时候 晚饭以后"
HOW_OFTEN = "每天 隔三差五 有空就 一周几次 偶尔 只要不忙就 几乎天天 心情不好就"
FEELING = "挺舒服 很满足 觉得值 有盼头 停不下来 心里踏实 特别上头 说不出的开心"
WHAT = (
    "看云听雨放松 钓鱼发呆 慢慢逛风景 听背景音乐放空 看日落截图",
    "打高难首领 练连招操作 冲排行榜 研究招式 挑战登云塔",
    "和朋友组队开黑 连麦聊天 参加公会活动 带新人入坑 约同学一起玩",
    "收集图鉴 养成角色 攒材料升级 解锁皮肤 把成就做满",
    "追主线剧情 看过场动画 读人物传记 猜后面的故事 听角色配音",
)
WRONG = (
    "每日任务太多像上班 红点催人消不掉 签到漏一天就亏 活动时间太赶",
    "团战掉帧严重 闪避按了没反应 延迟太高 打到一半闪退",
    "组队匹配不到人 跨服不能一起玩 队友挂机没人管 语音老是断",
    "抽卡概率太低 材料掉得太少 皮肤卖得太贵 背包总是不够用",
    "剧情更新太慢 任务文本太长看不完 过场不能跳过 支线没头没尾",
)
UPSET = "真想删了 气得关机 就不想玩了 心里很堵 忍了很久 跟客服说也没用 朋友也这么说 一整天都不开心"


def people_of(count, seed=0):
    """For each person the kind and the answers by question."""
    rng = random.Random(seed)
    for number in range(count):
        kind = number % len(WHAT)
        when, often, feeling, upset = (rng.choice(words.split()) for words in (WHEN, HOW_OFTEN, FEELING, UPSET))
        one, other = (rng.choice(words[kind].split()) for words in (WHAT, WRONG))
        why, pain = f"{when}{often}{one}，{feeling}。第{number}天了。", f"{when}碰到{other}，{upset}。"
        yield kind, {"why": why, "pain": pain, "days": kind + rng.randint(1, 3), "alone": 5 - kind + rng.randint(0, 2)}


def put_multitude(store, study_id, count, seed=0) -> list[int]:
    """Store `count` people at once; their ids in the order of `people_of`."""
    people = [Respondent(f"{number:06d}", given) for number, (_, given) in enumerate(people_of(count, seed))]
    with store.writing() as session:
        add_respondents(session, study_id, SOURCE, sync_questions(session, study_id, SOURCE, QUESTIONS), people)
        ids = select(Participant.id).where(Participant.study_id == study_id, Participant.source == SOURCE)
        return list(session.exec(ids.order_by(Participant.source_key)))

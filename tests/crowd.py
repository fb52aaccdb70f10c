"""Thirty-nine people of three kinds, enough for an analysis: each says why they play and when they would stop."""

from workbench.records.facts import Kind, QuestionFacts
from workbench.workflow.evidence import Origin, add_participant, record_answers, sync_questions
from workbench.workflow.run_plans import RunChoices, plan_of
from workbench.workflow.runs import queue_run

QUESTIONS = [
    QuestionFacts(key="why", title="为什么一直玩", kind=Kind.OPEN, topic="motivation"),
    QuestionFacts(key="pain", title="哪一刻想卸载", kind=Kind.OPEN, topic="pain_point"),
    QuestionFacts(key="contact", title="怎么联系您", kind=Kind.SINGLE, topic="contact"),
]
CALM = [
    ("下班地铁上看看云，放松一下。", "每日任务太多，像上班一样。"),
    ("睡前看云发呆，放松心情。", "每日任务一天不做就亏。"),
    ("午休看看风景，放松十分钟。", "红点太多，每日任务追着我。"),
    ("累了就进去钓鱼，特别放松。", "每日任务排得比上班还满。"),
    ("看云看海，脑子放松下来。", "满屏红点，像有人催我上班。"),
    ("加班回来放松一会儿，听听音乐看看云。", "每日任务做不完，有压力。"),
    ("图个放松，随便逛逛看风景。", "上班累，下班还有每日任务。"),
    ("在地铁上放松，听雨声看风景。", "红点消不掉，看着就累。"),
    ("钓鱼最放松，什么都不用想。", "每日任务漏一天就少奖励。"),
    ("孩子睡了以后放松一下，看看云。", "每日任务要一小时，我没有。"),
    ("风景好看，放松，不用动脑。", "红点和每日任务让我想卸载。"),
    ("午休放松，看看风景钓钓鱼。", "像上班打卡，每日任务太重。"),
    ("晚上放松，慢慢走慢慢看风景。", "红点太多了，像上班的消息。"),
]
KEEN = [
    ("打高难首领，操作手感好。", "团战一开就掉帧，闪避没反应。"),
    ("挑战首领，练操作，赢了有成就感。", "掉帧害我输给首领。"),
    ("操作有深度，首领难才有意思。", "延迟高，闪避按了没反应。"),
    ("冲登云塔排名，比操作。", "打到最后一层掉帧，白打了。"),
    ("喜欢研究招式，挑战高难首领。", "首领战掉帧，操作跟不上。"),
    ("手感好，连招操作很爽。", "手机发烫掉帧，操作全乱。"),
    ("挑战自己，一遍遍打首领。", "闪避延迟，判定不准。"),
    ("登云塔高难，靠操作过关很爽。", "掉帧加延迟，首领直接秒我。"),
    ("竞技感强，操作决定输赢。", "团战掉帧，延迟两百。"),
    ("首领机制有趣，挑战性强。", "一到首领二阶段就掉帧。"),
    ("想上登云塔的榜，练操作。", "延迟高的时候操作白练。"),
    ("打击手感好，挑战不同首领。", "特效一多就掉帧闪退。"),
    ("高难副本，操作要求高。", "掉帧、延迟，闪避失灵。"),
]
SOCIAL = [
    ("和室友一起开黑，连麦聊天。", "组队掉线以后回不到队伍。"),
    ("朋友都在，一起开黑热闹。", "匹配不到朋友，组队系统难用。"),
    ("和异地的朋友连麦开黑。", "队友挂机，没法举报。"),
    ("公会的朋友一起聊天打本。", "公会聊天记录丢失，组队找不到人。"),
    ("和女朋友一起玩，连麦聊天。", "组队上限三人，朋友进不来。"),
    ("大学同学每周开黑一次。", "队友骂人，聊天没人管。"),
    ("认识了公会的朋友，天天聊天。", "组队邀请收不到，朋友等半天。"),
    ("一起开黑才有意思，一个人不玩。", "朋友跨服不能组队。"),
    ("和同事连麦开黑，下班一起。", "语音连麦老断，队伍散了。"),
    ("喜欢公会活动，朋友一起拍照。", "公会散了，朋友都走了。"),
    ("带朋友入坑，一起组队聊天。", "组队匹配慢，队友挂机。"),
    ("和弟弟一起玩，连麦说说话。", "掉线回不到队伍，朋友生气。"),
    ("朋友拉我来的，一起开黑聊天。", "跨服朋友组队不了。"),
]
KINDS = (CALM, KEEN, SOCIAL)


def put_crowd(store, study_id) -> list[list[int]]:
    """Store everybody; the ids of each kind."""
    with store.writing() as session:
        questions = sync_questions(session, study_id, "import:2", QUESTIONS)
        ids = []
        for kind, people in enumerate(KINDS):
            ids.append([])
            for number, (why, pain) in enumerate(people):
                person = add_participant(session, Origin(study_id, "import:2", f"{kind}-{number}"))
                contact = ("微信", "电话", "邮箱")[kind]
                record_answers(session, person.id, questions, {"why": why, "pain": pain, "contact": contact})
                ids[-1].append(person.id)
        return ids


def queue(store, cast, *, k=3, resamples=20, **choices) -> int:
    """Queue a run that compares words alone, quick enough for a test."""
    plan = plan_of(store, cast.study, RunChoices(k=k, meaning=False, **choices))
    return queue_run(store, cast.owner, cast.study, {**plan, "resamples": resamples})

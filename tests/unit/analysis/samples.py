"""People of a made-up game study: each kind has a motivation and a pain point of its own; some say something else."""

import random

from workbench.records.analysis import Person, Said
from workbench.records.evidence import Topic

MOTIVES = {
    "friends": [
        "每晚和大学室友语音开黑，玩什么都无所谓",
        "公会里都是老朋友，不上线就觉得少点什么",
        "和异地的对象一起跑图，就当见面了",
        "表弟拉我进队，四个人一起打副本很热闹",
        "跟战友组队喊的还是当年的外号",
        "家里人一起玩，边打边聊天，笑得肚子疼",
        "同事拉我进固定队，被需要的感觉真好",
        "有队友陪着一起开荒，通关那一下大家都在喊",
    ],
    "story": [
        "主线剧情写得太好，女主烧信那段我看哭了",
        "冲着世界观来的，每张纸条都有自己的故事",
        "角色的个人剧情做得细，配音也好听",
        "就想知道男二后面怎么样，一口气看到两点",
        "收集人物立绘，喜欢他们的背景故事",
        "支线人物每个都有名字有来路，像看小说",
        "为了那个角色的结局才留下来的",
        "过场动画和台词我都截图存着",
    ],
    "challenge": [
        "高难度首领打了六十次终于过了，手都在抖",
        "竞速榜上快一秒我能高兴一个星期",
        "喜欢操作，弹反和闪避的手感没得说",
        "排位赢一把就上头，想冲到最高段位",
        "研究配装和输出循环，自己算伤害",
        "无伤通关最难的副本，录像发给朋友看",
        "手搓连招，练到不用看键位",
        "挑战全服第一个通关的记录",
    ],
    "relax": [
        "下班坐地铁点两下，不用动脑子",
        "睡前种种菜钓钓鱼，安静放松",
        "午休那会儿打发时间，随时能放下",
        "哄完孩子就剩二十分钟，听听水声发发呆",
        "排队的时候玩一局，五分钟就收",
        "就图个清静，看云看海不用赢",
        "碎片时间消遣，累了就关掉",
        "慢慢布置小岛，心里就松下来了",
    ],
}
PAINS = {
    "friends": [
        "打到最后一波我掉线了，重连转圈三分钟",
        "晚上高峰匹配要排队六七分钟还有人秒退",
        "语音进本就断麦，报点全靠吼",
        "服务器一卡几十个人一起掉线",
        "缺一个人就开不了，匹配来的路人不说话",
        "网络延迟一高队友就骂人",
        "断线重连之后队伍已经解散了",
        "组队邀请按钮藏得太深，我妈找不到",
    ],
    "story": [
        "抽卡歪了三次，大保底还差十几抽池子关了",
        "限定角色复刻要等半年，出不来就看不到剧情",
        "皮肤两百八还分上下装卖，当我是傻子",
        "不抽卡就只给三段文字，等于撕书卖",
        "保底不继承，换个池子清零",
        "概率写百分之二，我抽了四百块什么都没有",
        "氪金才能看完整的个人剧情",
        "月卡攒了四个月还是歪了",
    ],
    "challenge": [
        "手机发烫降频，最后一管血掉帧掉成幻灯片",
        "触屏输入延迟，闪避晚一拍就死",
        "版本平衡一塌糊涂，刚练满就被削",
        "榜上开加速的封三天又回来了",
        "数值堆上去就叫难，打十五分钟刮痧",
        "旗舰机比我快两帧，榜单不分机型",
        "更新以后摇杆有虚位，推半天人才动",
        "词条全靠随机，脸黑连门槛都进不去",
    ],
    "relax": [
        "一上线十几个红点，日常周常做不完像上班",
        "少签一天连续奖励就从头来",
        "新手教程要点十五分钟才给玩",
        "动不动下大更新，我那点时间全在看加载条",
        "半夜推送把孩子吵醒了",
        "退出要二次确认三次确认，烦人",
        "活动二十一天每天都有任务，当班上完就卸了",
        "横屏要两只手，抱着娃没法玩",
    ],
}
KINDS = tuple(MOTIVES)


def person(number: int, motive: str = "", pain: str = "", **closed) -> Person:
    """A person who wrote these two answers."""
    said = (Said("动机", Topic.MOTIVATION, motive), Said("痛点", Topic.PAIN_POINT, pain))
    return Person(f"p{number:05d}", said, closed)


def study(size: int, seed: int = 0, purity: float = 0.85) -> tuple[list[Person], list[int]]:
    """People of four kinds, in turn, and the kind of each; with purity 0 nobody has a topic of their own."""
    rng = random.Random(seed)
    people, kinds = [], []
    for number in range(size):
        kind = KINDS[number % len(KINDS)]
        motive, pain = (rng.choice(answers[_topic(kind, purity, rng)]) for answers in (MOTIVES, PAINS))
        hours = min(5, max(1, round(rng.gauss(1 + KINDS.index(kind), 1))))
        people.append(person(number, motive, pain, hours=float(hours if purity else rng.randint(1, 5))))
        kinds.append(KINDS.index(kind))
    return people, kinds


def _topic(kind: str, purity: float, rng: random.Random) -> str:
    return kind if rng.random() < purity else rng.choice(KINDS)

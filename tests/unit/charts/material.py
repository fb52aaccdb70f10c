"""One set of data for each chart, of thirty-nine people in three segments and three in none."""

from workbench.errors import Message
from workbench.records.charts import (
    Crossing,
    Crossings,
    Flow,
    Group,
    Join,
    Leaf,
    Move,
    NumbersTried,
    PeopleDots,
    PeopleMap,
    PlacedPerson,
    SaidWord,
    StabilityBar,
    StabilityBars,
    Tree,
    Tried,
    WordCloud,
    WordContrast,
    WordNetwork,
    WordPair,
)
from workbench.records.text import KeyWord

GROUPS = (
    Group(1, "放松 · 任务 · 每日", 13),
    Group(2, "操作 · 首领 · 延迟", 13),
    Group(3, "朋友 · 组队 · 聊天", 10),
    Group(0, "", 3),
)
CENTRES = {1: (0.0, 0.0), 2: (4.0, 0.0), 3: (4.0, 3.0), 0: (2.0, 1.0)}
PLACES = [group.number for group in GROUPS for _ in range(group.size)]
PEOPLE = tuple(
    PlacedPerson(
        number,
        f"P{number:03d}",
        segment,
        CENTRES[segment][0] + number % 5 / 10,
        CENTRES[segment][1] + number % 7 / 10,
        "看云",
    )
    for number, segment in enumerate(PLACES, start=1)
)
WORDS = ("放松", "每日任务", "看云", "风景", "红点", "上班", "组队", "掉帧", "Boss fight", "钓鱼")
MAP = PeopleMap(PEOPLE, GROUPS, 39)
FLOW = Flow(
    before=(Group(1, "每日 · 任务", 14), Group(2, "首领 · 掉帧", 14), Group(3, "朋友 · 组队", 11)),
    after=GROUPS,
    moves=(Move(1, 1, 12), Move(1, 0, 2), Move(2, 2, 13), Move(2, 3, 1), Move(3, 3, 9), Move(3, 1, 1), Move(3, 0, 1)),
)
CROSSINGS = Crossings(
    (
        Crossing("想组队", "匹配太久", 9, True),
        Crossing("想组队", "掉帧", 2),
        Crossing("放松", "匹配太久", 0),
        Crossing("放松", "掉帧", 3),
    ),
    14,
)
CONTRAST = WordContrast(
    "放松的人",
    tuple(
        KeyWord(text=word, said=11 - place, of=13, said_elsewhere=place // 2, of_elsewhere=26, g2=20 - place)
        for place, word in enumerate(WORDS)
    ),
)
CLOUD = WordCloud(tuple(SaidWord(word, 20 - 2 * place) for place, word in enumerate(WORDS)), 39)
NETWORK = WordNetwork(
    words=CLOUD.words,
    pairs=(WordPair("放松", "看云", 8), WordPair("放松", "风景", 5), WordPair("组队", "掉帧", 4)),
    of=39,
)
STABILITY = StabilityBars(
    (
        StabilityBar(GROUPS[0], 0.93, "非常稳定"),
        StabilityBar(GROUPS[1], 0.78, "稳定"),
        StabilityBar(GROUPS[2], 0.52, "不可靠"),
    )
)
NUMBERS = NumbersTried(
    tuple(Tried(k, 0.9 - k / 20, 0.8 - k / 20, 0.7 - k / 20, 0.6 - k / 20, 0.5 - k / 20) for k in range(2, 9)),
    3,
    Message("分成 %(k)s 群最站得住。", {"k": 3}),
)
TREE = Tree(
    (Leaf("小满", 1), Leaf("老周", 1), Leaf("阿凛", 2)), (Join(0, 1, 1.0), Join(2, 3, 5.0)), Message("由位置算出。")
)
ALL = {
    "map": MAP,
    "dots": PeopleDots(GROUPS),
    "crossings": CROSSINGS,
    "contrast": CONTRAST,
    "cloud": CLOUD,
    "network": NETWORK,
    "stability": STABILITY,
    "flow": FLOW,
    "numbers": NUMBERS,
    "tree": TREE,
}

"""One set of data for each chart, of thirty-nine people in three segments and three in none."""

from workbench.errors import Message
from workbench.records import charts as given
from workbench.records.text import KeyWord

GROUPS = (
    given.Group(1, "放松 · 任务 · 每日", 13),
    given.Group(2, "操作 · 首领 · 延迟", 13),
    given.Group(3, "朋友 · 组队 · 聊天", 10),
    given.Group(0, "", 3),
)
CENTRES = {1: (0.0, 0.0), 2: (4.0, 0.0), 3: (4.0, 3.0), 0: (2.0, 1.0)}
PLACES = [group.number for group in GROUPS for _ in range(group.size)]
PEOPLE = tuple(
    given.PlacedPerson(
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
MAP = given.PeopleMap(PEOPLE, GROUPS, 39)
FLOW = given.Flow(
    before=(given.Group(1, "每日 · 任务", 14), given.Group(2, "首领 · 掉帧", 14), given.Group(3, "朋友 · 组队", 11)),
    after=GROUPS,
    moves=(
        *(given.Move(1, 1, 12, stayed=True), given.Move(1, 0, 2), given.Move(2, 2, 13, stayed=True)),
        *(given.Move(2, 3, 1), given.Move(3, 3, 9, stayed=True), given.Move(3, 1, 1), given.Move(3, 0, 1)),
    ),
)
CROSSINGS = given.Crossings(
    (
        given.Crossing("想组队", "匹配太久", 9, True),
        given.Crossing("想组队", "掉帧", 2),
        given.Crossing("放松", "匹配太久", 0),
        given.Crossing("放松", "掉帧", 3),
    ),
    14,
)
CONTRAST = given.WordContrast(
    "放松的人",
    tuple(
        KeyWord(text=word, said=11 - place, of=13, said_elsewhere=place // 2, of_elsewhere=26, g2=20 - place)
        for place, word in enumerate(WORDS)
    ),
)
CLOUD = given.WordCloud(tuple(given.SaidWord(word, 20 - 2 * place) for place, word in enumerate(WORDS)), 39)
NETWORK = given.WordNetwork(
    words=CLOUD.words,
    pairs=(given.WordPair("放松", "看云", 8), given.WordPair("放松", "风景", 5), given.WordPair("组队", "掉帧", 4)),
    of=39,
)
STABILITY = given.StabilityBars(
    (
        given.StabilityBar(GROUPS[0], 0.93, "非常稳定"),
        given.StabilityBar(GROUPS[1], 0.78, "稳定"),
        given.StabilityBar(GROUPS[2], 0.52, "不可靠"),
    )
)
NUMBERS = given.NumbersTried(
    tuple(given.Tried(k, 0.9 - k / 20, 0.8 - k / 20, 0.7 - k / 20, 0.6 - k / 20, 0.5 - k / 20) for k in range(2, 9)),
    3,
    Message("分成 %(k)s 群最站得住。", {"k": 3}),
)
TREE = given.Tree(
    (given.Leaf("小满", 1), given.Leaf("老周", 1), given.Leaf("阿凛", 2)),
    (given.Join(0, 1, 1.0), given.Join(2, 3, 5.0)),
    Message("由位置算出。"),
)
ALL = {
    "map": MAP,
    "dots": given.PeopleDots(GROUPS),
    "crossings": CROSSINGS,
    "contrast": CONTRAST,
    "cloud": CLOUD,
    "network": NETWORK,
    "stability": STABILITY,
    "flow": FLOW,
    "numbers": NUMBERS,
    "tree": TREE,
}

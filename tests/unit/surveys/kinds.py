"""A form of two pages with every kind of question that asks for more than one field, and everything around them."""

# One pixel each.
PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
RANKING = {"type": "ranking", "name": "order", "title": "按喜欢的程度排一排", "choices": ["钓鱼", "种田", "对战"]}
SOME = {**RANKING, "name": "top", "selectToRankEnabled": True, "minSelectedChoices": 1, "maxSelectedChoices": 2}
MATRIX = {
    "type": "matrix",
    "name": "rate",
    "title": "你觉得它们怎么样？",
    "eachRowRequired": True,
    "columns": [{"value": 1, "text": "差"}, {"value": 2, "text": "一般"}, {"value": 3, "text": "好"}],
    "rows": [{"value": "art", "text": "画面"}, {"value": "music", "text": "音乐"}],
}
BOXES = {
    "type": "matrix",
    "name": "where",
    "title": "在哪里玩？",
    "cellType": "checkbox",
    "columns": ["手机", "电脑"],
    "rows": ["平时", "周末"],
}
PICTURES = {
    "type": "imagepicker",
    "name": "look",
    "title": "喜欢哪种画风？",
    "choices": [
        {"value": "ink", "text": "水墨", "imageLink": PNG},
        {"value": "pixel", "text": "像素", "imageLink": PNG},
    ],
}
TEXTS = {
    "type": "multipletext",
    "name": "who",
    "title": "怎么联系你？",
    "items": [
        {"name": "nick", "title": "称呼", "isRequired": True},
        {"name": "age", "title": "年龄", "inputType": "number"},
        {"name": "code", "title": "邀请码", "validators": [{"type": "regex", "regex": "^[A-Z]{2}\\d{2}$"}]},
    ],
}
NPS = {
    "type": "rating",
    "name": "nps",
    "title": "你有多愿意把它推荐给朋友？",
    "rateMin": 0,
    "rateMax": 10,
    "minRateDescription": "完全不愿意",
    "maxRateDescription": "非常愿意",
}
WORDS = {"type": "expression", "name": "intro", "title": "关于画面", "description": "下面几题只问画面。"}
PANEL = {
    "type": "panel",
    "name": "more",
    "title": "再多说一点",
    "visibleIf": "{nps} >= 9",
    "elements": [{"type": "comment", "name": "why", "title": "为什么给了 {nps} 分？"}],
}
FIRST = [NPS, RANKING, MATRIX, BOXES]
SECOND = [WORDS, PICTURES, SOME, TEXTS, PANEL]
EVERY_KIND = {
    "title": "各种题",
    "pages": [{"name": "one", "elements": FIRST}, {"name": "two", "title": "第二页", "elements": SECOND}],
}

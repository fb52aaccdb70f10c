"""The marks in brackets that say what kind of question a line begins, as 问卷星 and 腾讯问卷 call it and in short."""

import re
from enum import StrEnum, auto

from workbench.errors import N_


class Kind(StrEnum):
    """What a question is."""

    SINGLE = auto()
    DROPDOWN = auto()
    MULTIPLE = auto()
    YES_NO = auto()
    RANKING = auto()
    SCALE = auto()
    NPS = auto()
    LINE = auto()
    WORDS = auto()
    DATE = auto()
    SEVERAL = auto()
    MATRIX_SCALE = auto()
    MATRIX_SINGLE = auto()
    MATRIX_MULTIPLE = auto()
    MATRIX_TEXT = auto()
    SLIDER = auto()
    SHARES = auto()
    STATIC = auto()
    REFUSED = auto()


CHOOSING = frozenset({Kind.SINGLE, Kind.DROPDOWN, Kind.MULTIPLE, Kind.RANKING})
MATRICES = frozenset({Kind.MATRIX_SCALE, Kind.MATRIX_SINGLE, Kind.MATRIX_MULTIPLE, Kind.MATRIX_TEXT})
WITH_BODY = CHOOSING | MATRICES | {Kind.SCALE, Kind.SHARES}

_NAMES = {
    Kind.SINGLE: "单选题 单选 单项选择题 单项选择 选择题 评分单选题 评分单选 测评单选题 投票单选题 投票单选 情景题 "
    "图片单选题 图片单选",
    Kind.DROPDOWN: "下拉题 下拉框 下拉单选 下拉单选题 下拉选择题",
    Kind.MULTIPLE: "多选题 多选 多项选择题 多项选择 评分多选题 评分多选 测评多选题 投票多选题 投票多选 不定项选择题 "
    "图片多选题 图片多选",
    Kind.YES_NO: "判断题 判断 是非题",
    Kind.RANKING: "排序题 排序",
    Kind.SCALE: "量表题 量表 评分题 打分题 反向量表题 星级题",
    Kind.NPS: "NPS题 NPS NPS量表题 净推荐值",
    Kind.LINE: "填空题 单项填空题 单行文本题 单行填空题 联动题 多级下拉题 地理位置题 地区题 填空 "
    "省市题 省份题 城市题 省市区题 省市区县题 地址题 高校题 学校题 行业题 职业题 姓名题 手机题 手机号题 邮箱题",
    Kind.WORDS: "简答题 问答题 多行文本题 多行填空题 主观题 简答 问答",
    Kind.DATE: "日期题 日期时间题 日期",
    Kind.SEVERAL: "多项填空题 考试多项填空 考试完形填空 多项填空 多项简答题",
    Kind.MATRIX_SCALE: "矩阵量表题 矩阵量表 矩阵评分题 反向矩阵量表题 评分矩阵题 量表矩阵题",
    Kind.MATRIX_SINGLE: "矩阵单选题 矩阵单选 矩阵题 单选矩阵题",
    Kind.MATRIX_MULTIPLE: "矩阵多选题 矩阵多选 多选矩阵题",
    Kind.MATRIX_TEXT: "矩阵填空题 矩阵填空 矩阵文本题 表格填空题",
    Kind.SLIDER: "滑动条 滑动条题 滑块题",
    Kind.SHARES: "比重题 比重",
    Kind.STATIC: "段落说明 段落 文本描述 引导语",
    Kind.REFUSED: "文件上传 文件上传题 附件题 图片上传题 多项文件题 绘图题 手写签名题 签名题 商品题 视频题 签到题 "
    "矩阵滑动条 矩阵数值题 表格下拉框 表格组合题 表格自增题",
}
KINDS = {name.upper(): kind for kind, names in _NAMES.items() for name in names.split()}
LONGEST_TAG = 12
_ENDINGS = sorted((name for name in KINDS if name.endswith("题")), key=len, reverse=True)

# What becomes of a tag whose question is taken, but not as it is meant.
REPLACED = {
    "联动题": N_("联动题没有对应的题型，改成了填空题。"),
    "多级下拉题": N_("多级下拉题没有对应的题型，改成了填空题。"),
    "地理位置题": N_("不收集地理位置，改成了填空题。"),
    "地区题": N_("不收集地理位置，改成了填空题。"),
    **dict.fromkeys(
        ("省市题", "省份题", "城市题", "省市区题", "省市区县题", "地址题", "高校题", "学校题", "行业题", "职业题"),
        N_("“%(tag)s”没有对应的题型，改成了填空题。"),
    ),
    **dict.fromkeys(
        ("图片单选题", "图片单选", "图片多选题", "图片多选"),
        N_("图片没有带过来，只读了选项的文字。要图片就改成图片选择题再上传。"),
    ),
    "日期时间题": N_("只问日期，不问时刻。"),
    "星级题": N_("星级改成了数字量表。"),
    "反向量表题": N_("反向计分没有带过来，档位照原来的顺序。"),
    "反向矩阵量表题": N_("反向计分没有带过来，档位照原来的顺序。"),
}
REQUIRED = frozenset({"必答", "必填", "必答题", "必填题", "必选"})
OPTIONAL = frozenset({"选填", "选答", "非必填", "非必答", "可不填", "可选填", "选答题", "选填题", "可选"})
# Settings of examinations and scores, which a screening questionnaire has no place for.
SETTINGS = ("答案", "分数", "分值", "解析", "全部", "部分", "人工", "计分", "得分", "难度")
# Settings that a vendor prints in square brackets behind a title or an option.
SWITCH = re.compile(
    r"(?:(?:选项|题目)?(?:随机|乱序)(?:排列|排序|显示|顺序|出现)?|不?参?与?随机|固定(?:位置)?|置底|置顶|隐藏|只读|不可修改"
    r"|(?:跳题|跳转|显示|关联|题目|选项|甄别)?逻辑.{0,6}|(?:选项|题目)?(?:关联|引用).{0,6}|跳题.{0,6}|甄别.{0,4}|配额.{0,4}"
    r"|默认(?:选中|选择|选项)?|(?:允许|可)填空|必选|正确答案|终止|不?计分|唯一(?:性)?(?:校验)?|不可重复|限时.{0,6}|计时.{0,6})"
)
# By which words a text gives away whose it is.
OF_TENCENT = frozenset(
    {"单行文本题", "多行文本题", "联动题", "日期时间题", "地理位置题", "附件题", "手写签名题", "文本描述"}
)
OF_WJX = frozenset(
    {
        "填空题",
        "简答题",
        "下拉框",
        "下拉单选",
        "滑动条",
        "比重题",
        "矩阵填空题",
        "评分单选",
        "多级下拉题",
        "文件上传",
    }
)


def kind_of(tag: str) -> Kind | None:
    """What a mark says: one of the names, or one that ends like one of them."""
    name = tag.upper()
    ending = next((one for one in _ENDINGS if name.endswith(one)), None) if len(name) <= LONGEST_TAG else None
    return KINDS.get(name) or (KINDS[ending] if ending else None)

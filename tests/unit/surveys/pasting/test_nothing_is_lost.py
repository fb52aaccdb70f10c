"""Whatever is pasted gives a draft, and each line of it is in the draft or in the report."""

import re
import unicodedata

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from workbench.records.imported_forms import Dialect
from workbench.surveys import load_form
from workbench.surveys.cleaning import clean_line
from workbench.surveys.pasting import read_pasted
from workbench.surveys.pasting.headlines import is_page_break
from workbench.surveys.pasting.tags import KINDS, OPTIONAL, REQUIRED

STEMS = (
    "你的性别 常用哪些 说说原因 姓名{_}，电话{_} 请打分 {答案} 其他____ 以上都没有 A.I.工具 18-25岁 感谢参与 "
    "1.5元 很好 一般 很差 100"
)
BODIES = (
    "行： 列： 行：外观 列：很好_一般 1~5 0-10分（不会~会） 1~99 0 1 2 姓名：____ ____ □是_□否 [必答] === "
    "===_分页_=== 很差_一般_很好 [分页] [单选题]"
)
MARKS = [
    f"{brackets[0]}{tag}{brackets[1]}"
    for tag in (*KINDS, *REQUIRED, *OPTIONAL, "可多选", "答案：A", "全部", "备注", "最多选2项")
    for brackets in ("[]", "【】", "（）", "()")
]
ROUTES = ["（请跳至第5题）", "（结束作答）", "依赖于第1题第1个选项", "[互斥]", "【随机】", "【热门】"]
PREFIXES = ["", "", "1. ", "2、", "3．", "A. ", "B、", "C ", "- ", "□", "① ", "* ", "Q4：", "第5题", "(1)", "12) "]
STEM = st.sampled_from(STEMS.split())
LINE = st.one_of(
    st.just(""),
    st.sampled_from([body.replace("_", " ") if "____" not in body else body for body in BODIES.split(" ")]),
    st.tuples(
        st.sampled_from(PREFIXES), STEM, st.sampled_from(["", "", *MARKS]), st.sampled_from(["", *MARKS, *ROUTES])
    ).map("".join),
    st.text(max_size=30),
)
TEXT = st.one_of(st.lists(LINE, max_size=40).map("\n".join), st.text(max_size=400))


def strings(value):
    """Every text in a form but its names and types."""
    if isinstance(value, dict):
        return [text for key, one in value.items() if key not in ("name", "type") for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def letters(text):
    """The letters of a text, in order: punctuation marks structure, digits may be numbering or a range."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] == "L")


def unmarked(line):
    """What a line says without the marks that the reading uses up."""
    names = sorted({*KINDS, *REQUIRED, *OPTIONAL}, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in names)
    line = re.sub(rf"[\[【(（［]\s*(?:{pattern})\s*[\]】)）］]", " ", line, flags=re.IGNORECASE)
    line = re.sub(r"^\W*(?:第\s*)?(?:Q(?=\d))?\d+\s*题?|^[-*•·\s]*[(（]?[A-Z](?=[.．、:：)）\s])", " ", line)
    line = re.sub(r"(?:行标题|列标题|子问题|行|列|选项|Rows?|Columns?)\s*[:：]", " ", line, flags=re.IGNORECASE)
    return re.sub(r"(?<=\d)\s*(?:分|级|星)(?![^\W\d])", " ", line)


@settings(max_examples=300, deadline=None)
@given(TEXT, st.sampled_from([None, *Dialect]), st.sampled_from([None, True, False]))
@example("甲\n\n1. 乙[矩阵单选题]\n行：\n丙\n列：\n丁\n1~5", None, None)
@example("甲\n\n[单选题]\n一", Dialect.TENCENT, None)
def test_every_line_is_in_the_draft_or_in_the_report(text, dialect, required):
    form = read_pasted(text, dialect, required=required)
    reported = {problem.row for problem in (*form.left_out, *form.changed)}
    said = letters(" ".join(strings(form.definition)))
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = clean_line(raw)
        if line and number not in reported and not is_page_break(line):
            missing = [word for part in re.split(r"[^\w]+", unmarked(line)) if (word := letters(part)) not in said]
            assert not missing, (number, line, form.definition)


@settings(max_examples=150, deadline=None)
@given(TEXT, st.sampled_from([None, *Dialect]))
def test_a_draft_with_words_everywhere_may_be_published_unless_its_jumps_keep_a_question_from_all(text, dialect):
    form = read_pasted(text, dialect)
    elements = [one for page in form.definition["pages"] for one in page["elements"]]
    assume(elements and all(page["elements"] for page in form.definition["pages"]))
    assume(all(one["title"] and "visibleIf" not in one for one in elements))
    assert len(load_form(form.definition, form.rules).form.pages) == len(form.definition["pages"])

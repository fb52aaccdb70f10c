"""What SurveyJS knows and a form of ours does not take, each with its reason or with what to write instead."""

import difflib
import re
from collections.abc import Iterable

from workbench.errors import N_, Message

_NO_HTML = N_("“%(name)s”不能用：其中的 HTML 会在受访者的浏览器里运行；静态文字请写成没有算式的 expression 题。")
_NO_FILES = N_("“%(name)s”不能用：问卷不接收文件和签名。")
_NO_OUTSIDE = N_("“%(name)s”不能用：选项不能来自外部网址，请直接写在 choices 里。")
_NO_SCRIPT = N_("“%(name)s”不能用：问卷里不能带脚本。")
_NO_COMPUTING = N_("“%(name)s”不能用：问卷只存受访者自己的回答，不存算出来的值；条件里可以直接写算式。")
_NO_LEADING = N_("“%(name)s”不能用：所有人看到同样的页面和结束语，只能用 visibleIf 决定哪些页面显示。")
_NO_TABLE = N_("“%(name)s”不能用：请改用 matrix（多选写 cellType: checkbox），要填文字的每行用一道 multipletext。")
_NO_GROWING = N_("“%(name)s”不能用：题目不能在填写时增加，请写成固定的几道题。")
_NO_WORDS_BESIDE = N_("“%(name)s”不能用：补充说明请另写一道简答题，选项自填请用 showOtherItem。")
_PLAIN = N_("“%(name)s”不用写：显示方式由页面决定，删去即可。")
_TRUE_FALSE = N_("“%(name)s”不能用：是非题只存 true 和 false，要存别的值请用 radiogroup。")
_WHOLE_NUMBERS = N_("“%(name)s”不能用：量表请写 rateMin、rateMax、rateStep，要逐级写文字请用 radiogroup。")
_OWN_NAMES = N_("“%(name)s”不能用：回答存在题目自己的 name 下面。")
_PLAIN_ROWS = N_("“%(name)s”不能用：请把这几行拆成另一道题，再给它写 visibleIf。")
_BY_EXPRESSION = N_("“%(name)s”不能用：默认值请直接写在 defaultValue 里。")
_PASSED_ON = N_("“%(name)s”不能用：选项请直接写在 choices 里，可以用 choicesVisibleIf 筛选。")

_REASONS = {
    _NO_HTML: "html",
    _NO_FILES: "file signaturepad",
    _NO_OUTSIDE: "choicesByUrl",
    _NO_SCRIPT: "javascript script runexpression",
    _NO_COMPUTING: "calculatedValues expression setValueIf setValueExpression resetValueIf",
    _NO_LEADING: "triggers completedHtmlOnCondition navigateToUrl navigateToUrlOnCondition firstPageIsStartPage",
    _NO_TABLE: "matrixdropdown",
    _NO_GROWING: "matrixdynamic paneldynamic",
    _NO_WORDS_BESIDE: "showCommentArea isCommentRequired commentPlaceholder commentText",
    _PLAIN: """
        showProgressBar progressBarLocation progressBarType showQuestionNumbers rateType displayMode renderAs
        showPageTitles showTitle colCount width minWidth maxWidth startWithNewLine titleLocation widthMode
        showSelectAllItem imageFit contentMode imageHeight imageWidth showPageNumbers
    """,
    _TRUE_FALSE: "valueTrue valueFalse",
    _WHOLE_NUMBERS: "rateValues rateCount",
    _OWN_NAMES: "valueName",
    _PLAIN_ROWS: "rowsVisibleIf columnsVisibleIf",
    _BY_EXPRESSION: "defaultValueExpression minValueExpression maxValueExpression",
    _PASSED_ON: "choicesFromQuestion choicesFromQuestionMode",
}
_REFUSED = {name: sentence for sentence, names in _REASONS.items() for name in names.split()}
_RENAMED = {
    "hasOther": "showOtherItem",
    "hasNone": "showNoneItem",
    "required": "isRequired",
    "isAllRowRequired": "eachRowRequired",
    "rowsOrder": "rowOrder",
    "label": "title",
    "options": "choices",
    "questions": "elements",
    "select": "dropdown",
    "tagbox": "checkbox",
    "buttongroup": "radiogroup",
    "slider": "rating",
    "image": "imagepicker",
    "radio": "radiogroup",
    "textarea": "comment",
    "number": "text",
}
_EVENT = re.compile(r"on[A-Z]\w*")


def why_refused(name: str, known: Iterable[str]) -> Message:
    """Why a type or property is not taken, or what was probably meant; `known` are those that are."""
    if name in _REFUSED or _EVENT.fullmatch(name):
        return Message(_REFUSED.get(name, _NO_SCRIPT), {"name": name})
    if name in known:
        return Message(N_("“%(name)s”不能用在这里。"), {"name": name})
    close = _RENAMED.get(name) or next(iter(difflib.get_close_matches(name, known, n=1)), None)
    if close is None:
        return Message(N_("不认识“%(name)s”。"), {"name": name})
    return Message(N_("不认识“%(name)s”，是不是想写“%(suggestion)s”？"), {"name": name, "suggestion": close})

"""A form.json from SurveyJS, made to fit: what only concerns looks is taken off, old names become the present ones.

What would change who sees or answers what stays as it is, so that `load_form` refuses it with its reason: scripts,
HTML, files, addresses, triggers, computed values.
"""

from typing import Any

from workbench.errors import N_, Message
from workbench.records import Problem
from workbench.surveys.shape import place

Json = dict[str, Any]

FORM = "form.json"
_LOOKS = """
    logo logoWidth logoHeight logoFit logoPosition width minWidth maxWidth widthMode startWithNewLine indent colCount
    titleLocation descriptionLocation errorLocation questionTitleLocation questionDescriptionLocation
    questionErrorLocation questionTitlePattern questionTitleWidth showNumber showQuestionNumbers questionStartIndex
    showPageNumbers showPageTitles showTitle showCompletePage showPreviewBeforeComplete showNavigationButtons
    navigationButtonsLocation showPrevButton showProgressBar progressBarLocation progressBarType
    progressBarShowPageTitles progressBarShowPageNumbers progressBarInheritWidthFrom showTOC tocLocation
    completeText pageNextText pagePrevText startSurveyText previewText editText requiredMark requiredText
    focusFirstQuestionAutomatic focusOnFirstError autoAdvanceEnabled autoAdvanceAllowComplete goNextPageAutomatic
    allowCompleteSurveyAutomatic checkErrorsMode textUpdateMode questionsOnPageMode questionOrder
    itemSize rateType scaleColorMode rateColorMode displayMode rateDescriptionLocation renderAs itemComponent
    displayRateDescriptionsAsExtremeItems swapOrder switchOptions labelTrueLocation imageFit contentMode imageHeight
    imageWidth minImageWidth maxImageWidth minImageHeight maxImageHeight alternateRows verticalAlign columnMinWidth
    rowTitleWidth itemTitleWidth showHeader state innerIndent isPanelless gridLayoutColumns effectiveColSpan size
    inputSize autocomplete searchEnabled searchMode allowClear closeOnSelect itemsPerPage cols autoGrow
    acceptCarriageReturn
    backgroundImage backgroundImageFit backgroundImageAttachment backgroundOpacity fitToContainer headerView header
    theme cssType tooltipFormat labelFormat longTap selectToRankAreasLayout selectToRankEmptyRankedAreaText
    selectToRankEmptyUnrankedAreaText collapseOnStart cellErrorLocation mobileView otherErrorText inputTextAlignment
"""
_HARMLESS = frozenset(_LOOKS.split())
# Settings of what the server does its own way here.
_OTHERWISE = frozenset(
    (
        "clearInvisibleValues",
        "sendResultOnPageNext",
        "cookieName",
        "partialSendEnabled",
        "surveyPostId",
        "surveyId",
        "mode",
    )
)
_OLD_NAMES = {
    "hasOther": "showOtherItem",
    "hasNone": "showNoneItem",
    "hasRefuse": "showRefuseItem",
    "hasDontKnow": "showDontKnowItem",
    "isAllRowRequired": "eachRowRequired",
    "rowsOrder": "rowOrder",
    "otherPlaceHolder": "otherPlaceholder",
    "placeHolder": "placeholder",
    "minRateText": "minRateDescription",
    "minimumRateDescription": "minRateDescription",
    "maximumRateDescription": "maxRateDescription",
}
_AS_TYPE = {"tagbox": "checkbox", "buttongroup": "radiogroup"}
_PARTS = ("pages", "elements", "choices", "columns", "rows", "items", "validators", "templateElements")
_DEEPEST = 50


def fit(definition: Json) -> tuple[Json, list[Problem]]:
    """The definition without what only concerns looks, and what was taken off or renamed, each with its place."""
    told: list[Problem] = []
    fitted = _fit(definition, (), told)
    if "pages" not in fitted and "elements" in fitted:
        fitted["pages"] = [{"name": "page1", "elements": fitted.pop("elements")}]
    pages = fitted.get("pages")
    for number, page in enumerate(pages if isinstance(pages, list) else (), 1):
        if isinstance(page, dict):
            page.setdefault("name", f"page{number}")
    return fitted, told


def _fit(given: Json, where: tuple[str | int, ...], told: list[Problem]) -> Json:
    kept: Json = {}
    for key, value in given.items():
        if key in _HARMLESS:
            told.append(_problem(where, key, N_("“%(name)s”只管显示样式，没有带过来。")))
            continue
        if key in _OTHERWISE:
            told.append(_problem(where, key, N_("“%(name)s”在这里有固定的做法，没有带过来。")))
            continue
        name = _OLD_NAMES.get(key, key)
        if name in given:  # the present name says more than the old one
            name = key
        if name != key:
            told.append(_problem(where, key, N_("“%(name)s”是旧写法，已改成“%(now)s”。"), now=name))
        kept[name] = _parts(value, (*where, key), told) if key in _PARTS and len(where) < _DEEPEST else value
    kind = kept.get("type")
    if isinstance(kind, str) and kind in _AS_TYPE:
        kept["type"] = _AS_TYPE[kind]
        told.append(_problem(where, kind, N_("“%(name)s”改成了“%(now)s”。"), now=_AS_TYPE[kind]))
    return kept


def _parts(value: Any, where: tuple[str | int, ...], told: list[Problem]) -> Any:
    if not isinstance(value, list):
        return value
    return [_fit(one, (*where, number), told) if isinstance(one, dict) else one for number, one in enumerate(value)]


def _problem(where: tuple[str | int, ...], name: str, sentence: str, **values: object) -> Problem:
    return Problem(column=place(FORM, *where), expected=Message(sentence, {"name": name, **values}))

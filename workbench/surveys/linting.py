"""What has to fit together in a form whose shape is right: names, conditions, references, the pictures of a page.

Each check yields problems with their place; none stops at the first. What lies inside one question is checked in
`question_linting`, what the rules say in `rules_linting`. Nothing here changes a form.
"""

import difflib
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from workbench.errors import N_, InvalidForm, Message
from workbench.records import Problem
from workbench.records.elements import Element, Panel
from workbench.records.form_texts import LocalText
from workbench.records.forms import Form, Page, Rules
from workbench.records.questions import BaseQuestion, ListQuestion, PicturePicker
from workbench.surveys.expressions import parse
from workbench.surveys.form_conditions import conditions_in, option_conditions, vain_problems
from workbench.surveys.pictures import MOST_BYTES_A_PAGE, picture_size
from workbench.surveys.piping import piped_names
from workbench.surveys.question_linting import FORM, Where, problem_at, question_problems
from workbench.surveys.reachability import reach_problems
from workbench.surveys.references import condition_problems
from workbench.surveys.rules_linting import rule_problems
from workbench.surveys.shape import place

MAX_QUESTIONS = 500
MAX_NESTING = 3


def lint(form: Form, rules: Rules) -> list[Problem]:
    """Everything that does not fit, the form's first, then the rules'; an empty list means it may be published."""
    known = list(answer_names(form))
    problems = [
        *_names(form),
        *(problem for element, where in _placed(form) for problem in _element(element, where)),
        *(problem for index, page in enumerate(form.pages) for problem in _pictures(page, index)),
        *_conditions(form, known),
        *_piped(form, known),
        *_cycles(form),
        *vain_problems(form),
        *rule_problems(form, rules, known),
    ]
    return problems or list(reach_problems(form))


def answer_names(form: Form) -> Iterator[str]:
    """Under which names answers are stored, the words beside "other" and the parts of an answer included."""
    for question in form.questions:
        yield from dict.fromkeys((question.name, *question.fields))


def _placed(form: Form) -> Iterator[tuple[Element, Where]]:
    """Each element with its place, panels before what is in them."""
    for index, page in enumerate(form.pages):
        yield from _within(page.elements, ("pages", index))


def _within(elements: Iterable[Element], where: Where) -> Iterator[tuple[Element, Where]]:
    for number, element in enumerate(elements):
        yield element, (*where, "elements", number)
        if isinstance(element, Panel):
            yield from _within(element.elements, (*where, "elements", number))


def _names(form: Form) -> Iterator[Problem]:
    """Names of pages and elements are unique together, and conditions do not tell capitals from small letters."""
    if not form.title:
        yield problem_at(("title",), N_("“%(name)s”是空的。"), name="title")
    if len(form.questions) > MAX_QUESTIONS:
        yield problem_at(
            ("pages",),
            N_("题目太多：最多 %(limit)s 题。请删去一些，或拆成两份。"),
            len(form.questions),
            limit=MAX_QUESTIONS,
        )
    taken = {question.comment_name.lower() for question in form.questions}
    pages: list[tuple[Element | Page, Where]] = [(page, ("pages", index)) for index, page in enumerate(form.pages)]
    for element, where in [*pages, *_placed(form)]:
        if element.name.lower() in taken:
            yield problem_at((*where, "name"), N_("名字“%(name)s”用了不止一次。"), element.name, name=element.name)
        taken.add(element.name.lower())


def _element(element: Element, where: Where) -> Iterator[Problem]:
    if isinstance(element, BaseQuestion):
        yield from question_problems(element, where)
    elif not isinstance(element, Panel) and not element.title and not element.description:
        yield problem_at(where, N_("这段文字是空的，请写 title 或 description。"))
    if isinstance(element, Panel) and where.count("elements") > MAX_NESTING:
        yield problem_at(where, N_("题组套得太深：最多 %(limit)s 层。"), limit=MAX_NESTING)


def _pictures(page: Page, index: int) -> Iterator[Problem]:
    """Together they are light enough to be sent within the page."""
    pickers = [question for question in page.questions if isinstance(question, PicturePicker)]
    size = sum(picture_size(choice.image_link) for question in pickers for choice in question.choices)
    if size > MOST_BYTES_A_PAGE:
        sentence = N_("这一页的图片一共 %(size)s KB，最多 %(limit)s KB，请换小一点的图。")
        yield problem_at(("pages", index), sentence, size=size // 1000, limit=MOST_BYTES_A_PAGE // 1000)


def _conditions(form: Form, known: list[str]) -> Iterator[Problem]:
    """All conditions can be read and speak of questions that exist."""
    for where, condition in conditions_in(form):
        of_options = any(step in ("choices", "choicesVisibleIf", "choicesEnableIf") for step in where)
        yield from condition_problems(condition, [*known, "item"] if of_options else known, place(FORM, *where))


def _piped(form: Form, known: list[str]) -> Iterator[Problem]:
    """A name in braces that is nearly that of a question is a slip; other braces are text."""
    texts: list[tuple[Where, LocalText | None]] = []
    for element, where in [*((page, ("pages", index)) for index, page in enumerate(form.pages)), *_placed(form)]:
        texts += [((*where, "title"), element.title), ((*where, "description"), element.description)]
    lower = [name.lower() for name in known]
    for where, text in texts:
        for name in piped_names(text) if text else ():
            close = difflib.get_close_matches(name.lower(), lower, n=1, cutoff=0.8)
            if close and name.lower() not in lower:
                meant = known[lower.index(close[0])]
                sentence = N_("没有叫“%(name)s”的题，是不是“%(suggestion)s”？")
                yield problem_at(where, sentence, name, name=name, suggestion=meant)


def _cycles(form: Form) -> Iterator[Problem]:
    """No question is shown on account of itself, be it by a detour over others, its panel, its page or its options."""
    needs: dict[str, set[str]] = {}
    for page in form.pages:
        _add_needs(needs, page.elements, _names_in(page.visible_if))
    for question in form.questions:
        needs[question.comment_name.lower()] = {question.name.lower()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        titles = {question.name.lower(): f"“{question.heading}”" for question in form.questions}
        names = " → ".join(titles.get(name, name) for name in dict.fromkeys(error.args[1]))
        sentence = N_("显示条件绕成了一圈：%(names)s。请去掉其中一条。")
        yield Problem(column=FORM, expected=Message(sentence, {"names": names}))


def _add_needs(needs: dict[str, set[str]], elements: Iterable[Element], above: set[str]) -> None:
    for element in elements:
        own = above | _names_in(element.visible_if)
        if isinstance(element, Panel | BaseQuestion):
            own |= _names_in(element.enable_if)
        if isinstance(element, ListQuestion):
            own = own.union(*(_names_in(condition) for _, condition in option_conditions(element))) - {"item"}
        if isinstance(element, Panel):
            _add_needs(needs, element.elements, own)
        else:
            needs[element.name.lower()] = own


def _names_in(condition: str | None) -> set[str]:
    """The questions of which a condition speaks."""
    if condition is None:
        return set()
    try:
        return {name.lower() for name in parse(condition).names}
    except InvalidForm:  # told of where conditions are read
        return set()

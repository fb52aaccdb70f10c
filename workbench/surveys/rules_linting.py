"""What has to fit in the rules of a form: questions, options and conditions that exist, each rule under its name."""

from collections.abc import Iterable, Iterator

from workbench.errors import N_, Message
from workbench.records import Problem
from workbench.records.forms import Form, Rules
from workbench.records.questions import ChoiceQuestion, Rating, TextLine, YesNo
from workbench.records.screening import QuotaCell, ScoreRule, ScreenOut
from workbench.surveys.expressions import parse
from workbench.surveys.references import (
    Offer,
    called,
    condition_problems,
    reference_problems,
    value_problem,
    value_problems,
)
from workbench.surveys.screening import closed_options
from workbench.surveys.shape import place

RULES = "rules.json"


def rule_problems(form: Form, rules: Rules, known: list[str]) -> Iterator[Problem]:
    """Everything in the rules that does not fit the form."""
    names = [question.name for question in form.questions]
    for name in rules.roles:
        yield from reference_problems(name, names, place(RULES, "roles", name), name)
    for number, name in enumerate(rules.pii):
        yield from reference_problems(name, known, place(RULES, "pii", number), name)
    yield from _typed(form, rules)
    yield from _marked(form, rules, names)
    told = called(form)
    offers = {one.name: Offer(told[one.name], options) for one in form.questions if (options := closed_options(one))}
    for part, listed in (("screen_out", rules.screen_out), ("score", rules.score), ("quotas", rules.quotas)):
        yield from _listed(part, listed, known, offers)


def _listed(
    part: str, listed: Iterable[ScreenOut | ScoreRule | QuotaCell], known: list[str], offers: dict[str, Offer]
) -> Iterator[Problem]:
    """Rules of one kind: each has a name of its own and a condition that can hold."""
    taken: set[str] = set()
    for number, rule in enumerate(listed):
        where = place(RULES, part, number, "if")
        unread = list(condition_problems(rule.condition, known, where))
        yield from unread
        yield from value_problems(rule.condition, offers, where)
        if not unread and not parse(rule.condition).names:
            yield Problem(column=where, expected=Message(N_("条件里没有题目。")), found=rule.condition)
        if rule.id in taken:
            expected = Message(N_("规则名“%(name)s”用了不止一次。"), {"name": rule.id})
            yield Problem(column=place(RULES, part, number, "id"), expected=expected, found=rule.id)
        taken.add(rule.id)


def _marked(form: Form, rules: Rules, names: list[str]) -> Iterator[Problem]:
    """Marked options exist, and somebody is left who can be chosen."""
    questions, told = {question.name: question for question in form.questions}, called(form)
    for name, marks in rules.options.items():
        where = place(RULES, "options", name)
        if name not in questions:
            yield from reference_problems(name, names, where, name)
            continue
        options = closed_options(questions[name])
        if options is None:
            expected = Message(N_("%(question)s没有选项，不能按选项筛人。"), {"question": told[name]})
            yield Problem(column=where, expected=expected)
            continue
        for value in marks:
            if value not in options:
                yield value_problem(Offer(told[name], options), value, place(RULES, "options", name, value), value)
        if all(marks.get(value) == "reject" for value in options):
            expected = Message(N_("%(question)s的每个选项都不合格，没有人能通过。"), {"question": told[name]})
            yield Problem(column=where, expected=expected)


def _typed(form: Form, rules: Rules) -> Iterator[Problem]:
    """All questions by which respondents are placed into segments are still there, and still closed."""
    closed = {question.name for question in form.questions if isinstance(question, ChoiceQuestion | Rating | YesNo)}
    closed |= {one.name for one in form.questions if isinstance(one, TextLine) and one.input_type == "number"}
    for number, asked in enumerate(rules.typing.questions if rules.typing else ()):
        if asked.key not in closed:
            sentence = N_("归类要用“%(title)s”这道题：请撤销对它的删改，或在“标题与说明”里停止归类。")
            yield Problem(
                column=place(RULES, "typing", "questions", number),
                expected=Message(sentence, {"title": asked.title}),
                found=asked.key,
            )

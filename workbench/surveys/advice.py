"""What makes respondents say what we seem to want to hear: questions that give the criterion away, and their kin.

A screener should hide whom it looks for: several answers plausible, only some of them right. Advice is in nobody's way.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.errors import N_, InvalidForm, Message
from workbench.records.advice import Advice
from workbench.records.evidence import Topic
from workbench.records.forms import CheckedForm, Form, Rules
from workbench.records.questions import Question, TextLine, YesNo
from workbench.surveys.consent import consent_question
from workbench.surveys.expressions import parse
from workbench.surveys.piping_advice import advise_repeats
from workbench.surveys.screening import answer_of, closed_options, takes_several, turns_away
from workbench.surveys.unlimited import outside_cells, told

MOST_DECIDING = 7
_CONSENT = re.compile("同意|知情|consent|agree", re.IGNORECASE)


class _Deciding(NamedTuple):
    """A question on which it depends who is turned away: its options, and those with which one is not."""

    question: Question
    options: Mapping[str, str]
    passing: tuple[str, ...]


def advise(checked: CheckedForm) -> list[Advice]:
    """Everything that could be better, in the order of the form; what concerns the whole form comes first."""
    form, rules = checked.form, checked.rules
    deciding = [_weighed(question, rules) for question in form.questions if question.name in _deciding_names(rules)]
    consents = [one for one in deciding if _is_consent(one)]
    asking = [one for one in deciding if one not in consents]
    return [
        *_without_consent(form, consents),
        *_too_many(asking),
        *_unlimited(checked),
        *(advice for one in asking for advice in _gives_away(one)),
        *_early_contacts(form, rules),
        *advise_repeats(form),
    ]


def _deciding_names(rules: Rules) -> set[str]:
    """The questions on which the rules turn somebody away."""
    names = {name for name, marks in rules.options.items() if {"must", "reject"} & set(marks.values())}
    for rule in rules.screen_out:
        names |= _asked(rule.condition)
    return names


def _weighed(question: Question, rules: Rules) -> _Deciding:
    """The options that pass by the rules that ask for nothing else; where several may be chosen, beside one that does.

    A product that must be among those chosen is well hidden by the others.
    """
    options = list(closed_options(question) or {})
    alone = [value for value in options if _passes(question, rules, [value])]
    if takes_several(question) and alone:
        alone = [value for value in options if _passes(question, rules, [alone[0], value])]
    return _Deciding(question, closed_options(question) or {}, tuple(alone))


def _passes(question: Question, rules: Rules, values: list[str]) -> bool:
    answer = answer_of(question, values)
    marks = rules.options.get(question.name, {})
    own = [parse(rule.condition) for rule in rules.screen_out if _asked(rule.condition) == {question.name}]
    return not (marks and turns_away(marks, answer)) and not any(one.holds({question.name: answer}) for one in own)


def _is_consent(one: _Deciding) -> bool:
    return any(_CONSENT.search(text) for text in (str(one.question.heading), *one.options.values()))


def _without_consent(form: Form, consents: list[_Deciding]) -> Iterator[Advice]:
    """Nobody is asked, or who does not agree is neither turned away nor spared the other pages."""
    asked = consent_question(form.model_dump(by_alias=True))
    if asked and not consents and not any(asked["name"] in _asked(page.visible_if or "") for page in form.pages[1:]):
        yield Advice(
            rule="consent_in_vain",
            question=asked["name"],
            noticed=Message(N_("问了知情同意，但不同意的人也会一路填到底。")),
            advice=Message(N_("把不同意的那一项设成不合格。")),
        )
    if not asked and not consents:
        yield Advice(
            rule="no_consent",
            page=0,
            noticed=Message(N_("没有知情同意：不同意的人也会一路填到底。")),
            advice=Message(N_("在第 1 页加一道“同意 / 不参加”的单选题，把“不参加”设成不合格。")),
        )


def _too_many(asking: list[_Deciding]) -> Iterator[Advice]:
    if len(asking) > MOST_DECIDING:
        yield Advice(
            rule="too_many",
            noticed=Message(N_("有 %(count)s 道题在筛人，太多了。"), {"count": len(asking)}),
            advice=Message(
                N_("最好不超过 %(most)s 道：每多一道，能通过的人就少一截。把可有可无的改成加分。"),
                {"most": MOST_DECIDING},
            ),
        )


def _unlimited(checked: CheckedForm) -> Iterator[Advice]:
    """Cells limit only whom they count: of all others everybody who passes is taken."""
    outside = outside_cells(checked)
    if outside is not None:
        example = told(checked, outside)
        yield Advice(
            rule="in_no_cell",
            noticed=Message(N_("不在任何配额格里的人不限名额，例如：%(example)s。"), {"example": example}),
            advice=Message(N_("要限的话，再加一格把他们算进去；不想要的话，把他们设成不合格。")),
        )


def _gives_away(one: _Deciding) -> Iterator[Advice]:
    """A question of which the right answer can be guessed."""
    name, count = one.question.name, len(one.options)
    if isinstance(one.question, YesNo) or count == 2:
        yield Advice(
            rule="yes_no",
            question=name,
            noticed=Message(N_("二选一的题会让人看出你要找谁。")),
            advice=Message(N_("改成单选，列出三种以上说得通的情况，把要找的那种混在里面。")),
        )
    elif count > 2 and len(one.passing) == 1:
        passing = one.options[one.passing[0]]
        yield Advice(
            rule="no_decoy",
            question=name,
            noticed=Message(N_("只有“%(option)s”能通过，猜得到标准答案。"), {"option": passing[:40]}),
            advice=Message(N_("加几个也说得通、看不出对错的选项，或者让不止一个选项通过。")),
        )


def _early_contacts(form: Form, rules: Rules) -> Iterator[Advice]:
    """Who is asked for a telephone number before the questions are done may leave."""
    after = False  # whether something else is asked after this place
    early = []
    for question in reversed(form.questions):
        if not _is_contact(question, rules):
            after = True
        elif after:
            early.append(question)
    for question in reversed(early):
        yield Advice(
            rule="early_contact",
            question=question.name,
            noticed=Message(N_("联系方式问得太早，后面还有别的题。")),
            advice=Message(N_("移到最后：先答完题的人更愿意留下联系方式。")),
        )


def _is_contact(question: Question, rules: Rules) -> bool:
    written = isinstance(question, TextLine) and question.input_type in ("tel", "email")
    return written or rules.roles.get(question.name) == Topic.CONTACT or question.name in rules.pii


def _asked(condition: str) -> set[str]:
    """The questions of which a condition speaks; of a part of an answer, its question."""
    try:
        return {re.split(r"[.\[]", name)[0] for name in parse(condition).names}
    except InvalidForm:
        return set()

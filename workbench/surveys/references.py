"""What conditions speak of: questions that exist, and options that they have."""

import difflib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.errors import N_, InvalidForm, Message
from workbench.records import Problem
from workbench.records.forms import Form
from workbench.surveys.expressions import parse
from workbench.surveys.expressions.syntax import Apply, Listing, Literal, Node, Variable, children

_CHOOSING = ("=", "!=", "contains", "notcontains", "anyof", "allof", "noneof")


class Offer(NamedTuple):
    """What can be chosen in a question: how it is spoken of, and its options, value → text."""

    question: Message
    options: Mapping[str, str]


def condition_problems(text: str, known: list[str], where: str) -> Iterator[Problem]:
    """A condition can be read and speaks of questions that exist."""
    try:
        expression = parse(text)
    except InvalidForm as error:
        for message in (error.what, error.advice):
            yield Problem(column=where, expected=message, found=text)
        return
    for name in sorted(expression.names):
        yield from reference_problems(name, known, where, text)
    for word in sorted(expression.words & set(known)):
        sentence = N_("“%(name)s”是题目名，要写成 {%(name)s}。")
        yield Problem(column=where, expected=Message(sentence, {"name": word}), found=text)


def reference_problems(name: str, known: list[str], where: str, found: str) -> Iterator[Problem]:
    """A question of that name exists, whatever its capitals."""
    if name.lower() in (one.lower() for one in known):
        return
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    sentence = N_("没有叫“%(name)s”的题，是不是“%(suggestion)s”？") if close else N_("没有叫“%(name)s”的题。")
    message = Message(sentence, {"name": name, "suggestion": close[0] if close else ""})
    yield Problem(column=where, expected=message, found=found)


def called(form: Form) -> dict[str, Message]:
    """How people speak of a form's questions: by name, "第 3 题“性别？”"."""
    sentence = N_("第 %(number)s 题“%(title)s”")
    numbered = enumerate(form.questions, start=1)
    return {one.name: Message(sentence, {"number": number, "title": str(one.heading)}) for number, one in numbered}


def value_problems(text: str, offers: Mapping[str, Offer], where: str) -> Iterator[Problem]:
    """A condition that asks who chose an option asks for one that exists; `offers` holds those of closed questions."""
    try:
        root = parse(text).root
    except InvalidForm:  # told by `condition_problems`
        return
    offered = {name.lower(): given for name, given in offers.items()}
    for name, value in _chosen(root):
        known = offered.get(name.lower())
        if known is None or value.lower() in (one.lower() for one in known.options):
            continue
        yield value_problem(known, value, where, text)


def value_problem(offer: Offer, value: str, where: str, found: str) -> Problem:
    """The question has no such option; perhaps another one was meant."""
    close = difflib.get_close_matches(value, offer.options, n=1, cutoff=0.5)
    sentence = (
        N_("%(question)s没有选项“%(value)s”，是不是“%(suggestion)s”？")
        if close
        else N_("%(question)s没有选项“%(value)s”，只有 %(known)s。")
    )
    named = {one: one if one == text else f"{one}（{text}）" for one, text in offer.options.items()}
    values: dict[str, object] = {
        "question": offer.question,
        "value": value,
        "suggestion": named[close[0]] if close else "",
        "known": "、".join([*named.values()][:8]),
    }
    return Problem(column=where, expected=Message(sentence, values), found=found)


def written(value: object) -> str:
    """A literal as options are written.

    >>> written(5.0), written(1200000.0), written(True), written(" rpg ")
    ('5', '1200000', 'true', 'rpg')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.15g}" if isinstance(value, int | float) else str(value).strip()


def _chosen(node: Node) -> Iterator[tuple[str, str]]:
    """Each question with each option that the condition asks for."""
    match node:
        case Apply(operator, (Variable(name), Literal() | Listing() as right)) if operator in _CHOOSING:
            items = right.items if isinstance(right, Listing) else (right,)
            yield from (
                (name, written(one.value)) for one in items if isinstance(one, Literal) and one.value not in (None, "")
            )
        case _:
            for child in children(node):
                yield from _chosen(child)

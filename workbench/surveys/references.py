"""What conditions speak of: questions that exist, and options that they have."""

import difflib
from collections.abc import Iterator, Mapping

from workbench.errors import N_, InvalidForm, Message
from workbench.records import Problem
from workbench.surveys.expressions import parse
from workbench.surveys.expressions.syntax import Apply, Listing, Literal, Node, Variable, children

_CHOOSING = ("=", "!=", "contains", "notcontains", "anyof", "allof", "noneof")


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


def value_problems(text: str, values: Mapping[str, list[str]], where: str) -> Iterator[Problem]:
    """A condition that asks who chose an option asks for one that exists; `values` holds those of closed questions."""
    try:
        root = parse(text).root
    except InvalidForm:  # told by `condition_problems`
        return
    offered = {name.lower(): given for name, given in values.items()}
    for name, value in _chosen(root):
        known = offered.get(name.lower())
        if known is None or value.lower() in (one.lower() for one in known):
            continue
        yield value_problem(name, value, known, where, text)


def value_problem(name: str, value: str, known: list[str], where: str, found: str) -> Problem:
    """The question has no such option; perhaps another one was meant."""
    close = difflib.get_close_matches(value, known, n=1, cutoff=0.5)
    sentence = (
        N_("“%(name)s”没有选项“%(value)s”，是不是“%(suggestion)s”？")
        if close
        else N_("“%(name)s”没有选项“%(value)s”，只有 %(known)s。")
    )
    values: dict[str, object] = {
        "name": name,
        "value": value,
        "suggestion": close[0] if close else "",
        "known": "、".join(known[:8]),
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

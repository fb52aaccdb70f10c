"""Conditions that read as a sentence: questions, an operator and options each, all of them or any of them.

What cannot be said so stays a condition for those who can read it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from workbench.errors import InvalidForm
from workbench.surveys.expressions import parse
from workbench.surveys.expressions.syntax import Apply, Listing, Literal, Node, Variable
from workbench.surveys.references import written

_LISTING = ("anyof", "allof", "noneof")
BETWEEN = "between"
_COMPARING = (">=", "<=", ">", "<", "=", "!=", "contains", "notcontains")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


class Term(NamedTuple):
    """A question, an operator of the expression language, and the options or the number that it speaks of.

    The operator `between` stands for `>=` and `<=` together; its values are the two ends, which belong to it.
    """

    name: str
    operator: str
    values: tuple[str, ...] = ()


class Terms(NamedTuple):
    """Terms of which all have to hold ("and") or one ("or")."""

    joined: str
    terms: tuple[Term, ...]


def read_terms(text: str) -> Terms | None:
    """A condition as terms; None if it says more than terms can.

    >>> read_terms("{age} >= 18 and {age} <= 25 and {city} = 'bj'").terms
    (Term(name='age', operator='between', values=('18', '25')), Term(name='city', operator='=', values=('bj',)))
    """
    try:
        root = parse(text).root
    except InvalidForm:
        return None
    joined = "or" if isinstance(root, Apply) and root.operator == "or" else "and"
    terms = [_term(node) for node in _flat(root, joined)]
    if not all(terms):
        return None
    said = [term for term in terms if term]
    return Terms(joined, tuple(_bands(said) if joined == "and" else said))


def write_terms(terms: Terms) -> str:
    r"""The condition that says so.

    >>> write_terms(Terms("or", (Term("age", "between", ("18", "25")), Term("city", "anyof", ("bj", "it's")))))
    "({age} >= 18 and {age} <= 25) or {city} anyof ['bj', 'it\\'s']"
    """
    apart = terms.joined == "or" and len(terms.terms) > 1
    written = [f"({_written(term)})" if apart and term.operator == BETWEEN else _written(term) for term in terms.terms]
    return f" {terms.joined} ".join(written)


def _flat(node: Node, operator: str) -> Iterable[Node]:
    if isinstance(node, Apply) and node.operator == operator:
        return [part for operand in node.operands for part in _flat(operand, operator)]
    return [node]


def _bands(terms: Iterable[Term]) -> list[Term]:
    """The terms, of which a `>=` and a `<=` of the same question, one after the other, make one together."""
    for order in (
        (">=", "<="),
        ("<=", ">="),
    ):  # as bands are written first: `<= 1 and >= 2 and <= 4` has one from 2 to 4
        found: list[Term] = []
        for term in terms:
            before = found[-1] if found else term
            if (before.operator, term.operator) == order and before.name.lower() == term.name.lower():
                ends = {before.operator: before.values, term.operator: term.values}
                found[-1] = Term(before.name, BETWEEN, ends[">="] + ends["<="])
            else:
                found.append(term)
        terms = found
    return list(terms)


def _term(node: Node) -> Term | None:
    match node:
        case Apply("and", operands):
            ends = [_term(one) for one in operands]
            whole = _bands(one for one in ends if one) if all(ends) else []
            return whole[0] if len(whole) == 1 else None
        case Apply("empty" | "notempty" as operator, (Variable(name),)):
            return Term(name, operator)
        case Apply(operator, (Variable(name), Listing(items))) if operator in _LISTING:
            values = [one.value for one in items if isinstance(one, Literal)]
            return Term(name, operator, tuple(map(written, values))) if len(values) == len(items) else None
        case Apply(operator, (Variable(name), Literal(value))) if operator in (*_COMPARING, *_LISTING):
            return Term(name, operator, (written(value),)) if value is not None else None
    return None


def _written(term: Term) -> str:
    if term.operator in ("empty", "notempty"):
        return f"{{{term.name}}} {term.operator}"
    if term.operator == BETWEEN:
        low, high = map(_literal, term.values)
        return f"{{{term.name}}} >= {low} and {{{term.name}}} <= {high}"
    values = ", ".join(map(_literal, term.values))
    return f"{{{term.name}}} {term.operator} " + (f"[{values}]" if term.operator in _LISTING else values)


def _literal(value: str) -> str:
    """A value without quotes only where it is read back as it stands: `007` and `1.0` are texts."""
    if value in ("true", "false") or (_NUMBER.fullmatch(value) and written(float(value)) == value):
        return value
    return "'" + re.sub(r"(['\"])", r"\\\1", value) + "'"

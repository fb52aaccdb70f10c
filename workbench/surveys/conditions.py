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
_AS_LISTING = {"=": "anyof", "contains": "anyof", "!=": "noneof", "notcontains": "noneof"}
_COMPARING = (">=", "<=", ">", "<", "=", "!=")
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?|true|false")


class Term(NamedTuple):
    """A question, an operator of the expression language, and the options or the number that it speaks of."""

    name: str
    operator: str
    values: tuple[str, ...] = ()


class Terms(NamedTuple):
    """Terms of which all have to hold ("and") or one ("or")."""

    joined: str
    terms: tuple[Term, ...]


def read_terms(text: str, *, exact: bool = False) -> Terms | None:
    """A condition as terms; None if it says more than terms can. `exact` keeps the operators of texts as written.

    >>> read_terms("{age} >= 18 and {city} = 'bj'").terms
    (Term(name='age', operator='>=', values=('18',)), Term(name='city', operator='anyof', values=('bj',)))
    """
    try:
        root = parse(text).root
    except InvalidForm:
        return None
    joined = "or" if isinstance(root, Apply) and root.operator == "or" else "and"
    terms = [_term(node, exact=exact) for node in _flat(root, joined)]
    return Terms(joined, tuple(term for term in terms if term)) if all(terms) else None


def write_terms(terms: Terms) -> str:
    r"""The condition that says so.

    >>> write_terms(Terms("and", (Term("age", ">=", ("18",)), Term("city", "anyof", ("bj", "it's")))))
    "{age} >= 18 and {city} anyof ['bj', 'it\\'s']"
    """
    return f" {terms.joined} ".join(map(_written, terms.terms))


def _flat(node: Node, operator: str) -> Iterable[Node]:
    if isinstance(node, Apply) and node.operator == operator:
        return [part for operand in node.operands for part in _flat(operand, operator)]
    return [node]


def _term(node: Node, *, exact: bool) -> Term | None:
    match node:
        case Apply("empty" | "notempty" as operator, (Variable(name),)):
            return Term(name, operator)
        case Apply(operator, (Variable(name), Listing(items))) if operator in _LISTING:
            values = [one.value for one in items if isinstance(one, Literal)]
            return Term(name, operator, tuple(map(written, values))) if len(values) == len(items) else None
        case Apply(operator, (Variable(name), Literal(value))) if _is_number(value) and operator in _COMPARING:
            return Term(name, operator, (written(value),))
        case Apply(operator, (Variable(name), Literal(value))) if exact and operator in (*_COMPARING, *_AS_LISTING):
            return Term(name, operator, (written(value),)) if value is not None else None
        case Apply(operator, (Variable(name), Literal(value))) if value is not None:
            meant = _AS_LISTING.get(operator, operator)
            return Term(name, meant, (written(value),)) if meant in _LISTING else None
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(term: Term) -> str:
    if term.operator in ("empty", "notempty"):
        return f"{{{term.name}}} {term.operator}"
    values = ", ".join(map(_literal, term.values))
    return f"{{{term.name}}} {term.operator} " + (f"[{values}]" if term.operator in _LISTING else values)


def _literal(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return "'" + re.sub(r"(['\"])", r"\\\1", value) + "'"

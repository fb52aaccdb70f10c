"""Conditions on answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from workbench.surveys.expressions.functions import FUNCTIONS
from workbench.surveys.expressions.operators import OPERATORS
from workbench.surveys.expressions.paths import find
from workbench.surveys.expressions.syntax import Apply, Call, Listing, Literal, Node, Variable, children, parse_tree
from workbench.surveys.expressions.values import MISSING, Unanswerable, Value, plain, to_number, typed


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition that was read. Answers are a mapping of question names to values; it may lack any and hold more."""

    root: Node

    @property
    def names(self) -> frozenset[str]:
        """The questions in braces: of `{matrix.row}` and `{list[0]}` what stands before the dot or bracket."""
        return frozenset(node.path[0].name for node in walk(self.root) if isinstance(node, Variable))

    @property
    def words(self) -> frozenset[str]:
        """The texts that stand there without quotes; often a name whose braces were forgotten."""
        return frozenset(str(node.value) for node in walk(self.root) if isinstance(node, Literal) and node.word)

    def value(self, answers: Mapping[str, object], now: datetime | None = None) -> Value:
        """What the expression comes to, None for nothing; it never raises, whatever the answers are.

        `now` is the local time that `today()` and `age()` go by.
        """
        try:
            value = _evaluate(self.root, answers, now or datetime.now())
        except Unanswerable:
            return None
        return None if value in MISSING else value

    def holds(self, answers: Mapping[str, object], now: datetime | None = None) -> bool:
        """Whether the condition is fulfilled: the value is true or equals 1.

        >>> parse("{age} >= 18 and {genres} contains 'rpg'").holds({"age": "20", "genres": ["rpg", "card"]})
        True
        """
        value = self.value(answers, now)
        try:
            return value is not None and to_number(value) == 1
        except Unanswerable:
            return False


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read a condition. Raises InvalidForm with a sentence on the first thing that cannot be read."""
    return Expression(parse_tree(text))


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def _evaluate(node: Node, answers: Mapping[str, object], now: datetime) -> Value:
    match node:
        case Literal(value):
            return value
        case Variable(_, path):
            return typed(plain(find(path, answers)))
        case Listing(items):
            return [_evaluate(item, answers, now) for item in items]
        case Call(function, operands):
            return FUNCTIONS[function]([_evaluate(operand, answers, now) for operand in operands], now)
        case Apply(operator, operands):
            return OPERATORS[operator](*[_evaluate(operand, answers, now) for operand in operands])

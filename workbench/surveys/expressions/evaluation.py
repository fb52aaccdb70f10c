"""Conditions on answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from workbench.surveys.expressions.functions import FUNCTIONS, ON_DAYS
from workbench.surveys.expressions.operators import ARITHMETIC, OPERATORS
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
    def parts(self) -> frozenset[tuple[str, str]]:
        """Of names with a dot such as `{matrix.row}` the question and the part."""
        paths = [node.path for node in walk(self.root) if isinstance(node, Variable)]
        return frozenset((path[0].name, path[1].name) for path in paths if len(path) > 1 and path[0].place is None)

    @property
    def equated(self) -> frozenset[str]:
        """The questions, in small letters, that are compared as a whole by = or !=."""
        nodes = [node for node in walk(self.root) if isinstance(node, Apply) and node.operator in ("=", "!=")]
        sides = [side for node in nodes for side in node.operands if isinstance(side, Variable)]
        return frozenset(side.name.lower() for side in sides)

    @property
    def counts_from_end(self) -> bool:
        """Whether a place such as `{list[-1]}` is counted from the end."""
        paths = [node.path for node in walk(self.root) if isinstance(node, Variable)]
        return any(step.place is not None and step.place < 0 for path in paths for step in path)

    @property
    def asks_for_the_day(self) -> bool:
        """Whether it may come to something else tomorrow, or reads days."""
        return any(isinstance(node, Call) and node.function in ON_DAYS for node in walk(self.root))

    def compared_with(self, name: str) -> list[Value] | None:
        """The literals with which a question is compared; None if anything else is done with it."""
        found: list[Value] = []
        for node in walk(self.root):
            literals = _compared(node, name)
            if literals is None:
                return None
            found += literals
        return found

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


def _compared(node: Node, name: str) -> list[Value] | None:
    """The literals beside a question right below this node; none where it is not, None where it is part of more."""
    own = [child for child in children(node) if isinstance(child, Variable) and child.path[0].name.lower() == name]
    if not own:
        return []
    others = [child for child in children(node) if child not in own]
    if not isinstance(node, Apply) or node.operator in ARITHMETIC or any(len(one.path) > 1 for one in own):
        return None
    literals = [item for other in others for item in (other.items if isinstance(other, Listing) else (other,))]
    if not all(isinstance(one, Literal) for one in literals) and node.operator not in ("and", "or"):
        return None
    return [one.value for one in literals if isinstance(one, Literal)]


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

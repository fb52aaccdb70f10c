"""Conditions on answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.surveys.expressions.operators import FUNCTIONS
from workbench.surveys.expressions.syntax import Apply, Listing, Literal, Node, Variable, children, parse_tree
from workbench.surveys.expressions.values import Value, to_number, typed


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition that was read. Answers are a mapping of question names to values; it may lack any and hold more."""

    root: Node

    @property
    def names(self) -> frozenset[str]:
        """The names in braces."""
        return frozenset(node.name for node in _walk(self.root) if isinstance(node, Variable))

    @property
    def words(self) -> frozenset[str]:
        """The texts that stand there without quotes; often a name whose braces were forgotten."""
        return frozenset(str(node.value) for node in _walk(self.root) if isinstance(node, Literal) and node.word)

    def value(self, answers: Mapping[str, object]) -> Value:
        """What the expression comes to; it never raises, whatever the answers are."""
        return _evaluate(self.root, answers)

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Whether the condition is fulfilled: the value is true or equals 1.

        >>> parse("{age} >= 18 and {genres} contains 'rpg'").holds({"age": "20", "genres": ["rpg", "card"]})
        True
        """
        value = self.value(answers)
        return value is not None and to_number(value) == 1


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read a condition. Raises InvalidForm with a sentence on the first thing that cannot be read."""
    return Expression(parse_tree(text))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _walk(child)


def _evaluate(node: Node, answers: Mapping[str, object]) -> Value:
    match node:
        case Literal(value):
            return value
        case Variable(name):
            return typed(_find(name, answers))
        case Listing(items):
            return [_evaluate(item, answers) for item in items]
        case Apply(operator, operands):
            return FUNCTIONS[operator](*[_evaluate(operand, answers) for operand in operands])


def _find(name: str, answers: Mapping[str, object]) -> object:
    """Names ignore case."""
    if name in answers:
        return answers[name]
    wanted = name.lower()
    return next((answer for key, answer in answers.items() if key.lower() == wanted), None)

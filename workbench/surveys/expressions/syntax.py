r"""From the text of a condition to its tree, by operator precedence (Pratt 1973).

From loosest to tightest: `or ||` · `and &&` · `= == != <> < <= > >=` · `+ -` · `* / %` · `^` ·
`contains *= notcontains anyof allof noneof` · `!` before, `empty notempty` after an operand. Operands: `{name}`,
`{a.b}`, `{a[0]}`, `'text'` (`\'` inside), `12.5`, `-3`, `true`, `null`, `[list]`, `(…)`, `sum(…)`, and a bare `word`,
which is a text.

What SurveyJS accepts and this refuses, so that a slip is seen when the form is written, is listed in
docs/decisions/0040-conditions-mean-what-surveyjs-means.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from workbench.errors import N_, InvalidForm
from workbench.surveys.expressions.functions import FUNCTIONS
from workbench.surveys.expressions.operators import BINARY, SPELLINGS
from workbench.surveys.expressions.paths import Path, read_path
from workbench.surveys.expressions.tokens import END, REWRITTEN, Token, tokens
from workbench.surveys.expressions.values import Value

MAX_NODES = 200
MAX_NESTING = 30

_CONSTANTS: dict[str, Value] = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written; `word` if it stood there without quotes."""

    value: Value
    word: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """The answer of that name, or a part of it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of operands."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator, under its first spelling, on one or two operands."""

    operator: str
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function on any number of operands."""

    function: str
    operands: tuple["Node", ...]


Node = Literal | Variable | Listing | Apply | Call


def parse_tree(text: str) -> Node:
    """The tree of a condition. Raises InvalidForm with the place (counted from 1) of what cannot be read."""
    return _Parser(list(tokens(text))).whole()


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below."""
    match node:
        case Listing(items):
            return items
        case Apply(_, operands) | Call(_, operands):
            return operands
    return ()


class _Parser:
    """One pass over the tokens. Nodes and nesting are counted, so that the tree can be walked without overflow."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._nodes = 0
        self._nesting = 0

    def whole(self) -> Node:
        node = self._expression(0)
        if self._peek() is not END:
            self._refuse()
        return self._operand_proper(node)

    def _expression(self, power: int) -> Node:
        left = self._operand()
        while True:
            symbol = self._symbol()
            operator = BINARY.get(symbol)
            if operator is None or operator.power <= power:
                return left
            self._take()
            left = self._node(Apply(symbol, (left, self._expression(operator.power))))

    def _operand(self) -> Node:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise InvalidForm(N_("条件的括号套得太深：最多 %(limit)s 层。"), N_("请把它拆成几条。"), limit=MAX_NESTING)
        node = self._operand_inside()
        self._nesting -= 1
        return node

    def _operand_inside(self) -> Node:
        if self._skip("!"):
            return self._node(Apply("!", (self._operand_proper(self._operand()),)))
        if self._skip("("):
            node = self._expression(0)
            self._expect(")")
            return node
        if self._skip("["):
            return self._node(Listing(tuple(self._items("]"))))
        if self._peek().kind == "word" and self._touching("("):
            return self._call(self._take())
        atom = self._node(self._atom())
        if self._symbol() in ("empty", "notempty"):
            return self._node(Apply(self._take().text.lower(), (self._operand_proper(atom),)))
        return atom

    def _call(self, word: Token) -> Node:
        if word.text not in FUNCTIONS:
            raise InvalidForm(
                N_("第 %(place)s 个字符：问卷里不能用函数 %(name)s()。"),
                N_("可以用的函数有 %(functions)s。"),
                place=word.start + 1,
                name=word.text,
                functions="、".join(FUNCTIONS),
            )
        self._expect("(")
        return self._node(Call(word.text, tuple(self._items(")"))))

    def _items(self, closing: str) -> Iterator[Node]:
        if self._peek().text == closing and not self._touching(closing, ahead=0):  # SurveyJS cannot read `[ ]`
            self._refuse()
        while not self._skip(closing):
            yield self._operand_proper(self._expression(0))
            if self._peek().text != closing:
                self._expect(",")
                if self._peek().text == closing:
                    self._refuse()

    def _touching(self, sign: str, ahead: int = 1) -> bool:
        """Whether the sign so far ahead follows the token before it without a blank."""
        place = self._next + ahead
        if place >= len(self._tokens):
            return False
        before, token = self._tokens[place - 1], self._tokens[place]
        return token.text == sign and token.start == before.start + len(before.text)

    def _atom(self) -> Node:
        token = self._take()
        match token.kind:
            case "number":
                return Literal(float(int(token.text, 16) if token.text[1:2] == "x" else token.text))
            case "text":
                return Literal(re.sub(r"\\(['\"])", r"\1", token.text[1:-1]))
            case "name":
                return _variable(token)
            case "word":
                return self._word(token)
        following = self._peek()
        digits = following.kind == "number" and not following.text.startswith("0x")
        if token.text != "-" or not digits or following.start != token.start + 1:
            self._next -= 1
            self._refuse()
        return Literal(-float(self._take().text))

    def _word(self, token: Token) -> Node:
        if token.text in ("null", "undefined"):
            return Literal(None)
        if token.text.lower() in _CONSTANTS:
            return Literal(_CONSTANTS[token.text.lower()])
        if re.match(r"(?i:true|false|negate)|null|undefined", token.text) or REWRITTEN.search(token.text):
            self._next -= 1
            self._refuse()
        return Literal(token.text, word=True)

    def _operand_proper(self, node: Node) -> Node:
        """`null` may be compared with and nothing else."""
        if node == Literal(None):
            raise InvalidForm(N_("null 只能用在比较里。"), N_("判断有没有回答请写 {题目名} empty。"))
        return node

    def _node(self, node: Node) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise InvalidForm(
                N_("条件太大：最多 %(limit)s 个部分。"), N_("请把它拆成几条，或用 anyof。"), limit=MAX_NODES
            )
        return node

    def _symbol(self) -> str:
        token = self._peek()
        if token.kind not in ("word", "sign"):
            return ""
        written = token.text.lower()
        return SPELLINGS.get(written, written)

    def _peek(self) -> Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else END

    def _take(self) -> Token:
        token = self._peek()
        if token is END:
            self._refuse()
        self._next += 1
        return token

    def _skip(self, sign: str) -> bool:
        found = self._peek().kind == "sign" and self._peek().text == sign
        self._next += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._skip(sign):
            self._refuse(sign)

    def _refuse(self, expected: str = "") -> NoReturn:
        token = self._peek()
        if token is END:
            raise InvalidForm(N_("条件没有写完。"), N_("请检查括号和最后一个运算符。"))
        advice = N_("这里应该是 %(expected)s。") if expected else N_("请检查它前面是不是少了运算符、引号或花括号。")
        raise InvalidForm(
            N_("第 %(place)s 个字符起的“%(text)s”放错了位置。"),
            advice,
            place=token.start + 1,
            text=token.text,
            expected=expected,
        )


def _variable(token: Token) -> Variable:
    name = token.text[1:-1]
    path = read_path(name)
    if path is None:
        raise InvalidForm(
            N_("第 %(place)s 个字符：暂不支持 %(name)s 这样的写法。"),
            N_("花括号里请写题目名，或 {题目.行}、{题目[0]}。"),
            place=token.start + 1,
            name=token.text,
        )
    return Variable(name, path)

"""The XPath of XLSForm conditions in our words: `${q} = 1 and selected(${m}, 'b')` is `{q} = 1 and {m} contains 'b'`.

A recursive descent over a small part of XPath 1.0. What is outside of it raises Untranslatable with the word that it
stopped at; nothing is guessed.
"""

import re
from collections.abc import Callable, Mapping

LONGEST = 2_000
DEEPEST = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{\s*[^{}\s]+\s*\})|(?P<path>(?:\.\./)+[\w-]+|(?:/[\w-]+)+)|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")|(?P<word>[A-Za-z][\w:-]*)|(?P<sign><=|>=|!=|[=<>+*(),.-]))"
)
_COMPARISONS = ("=", "!=", "<=", ">=", "<", ">")


class Untranslatable(Exception):
    """A condition says something that ours cannot; `args[0]` is the word."""


def translate(condition: str, *, itself: str, lists: frozenset[str], names: Mapping[str, str]) -> str:
    """A condition in our language. `.` is the question `itself`; `lists` are those whose answer is a list.

    `names` maps the spreadsheet's names to the form's. Raises Untranslatable.

    >>> translate("selected(${m}, 'b') and not(. >= 3)", itself="n", lists=frozenset({"m"}), names={"m": "m", "n": "n"})
    "{m} contains 'b' and !({n} >= 3)"
    """
    tokens = _tokens(condition) if len(condition) <= LONGEST else []
    if not tokens:
        raise Untranslatable(condition[:40])
    return _Translator(tokens, itself, lists, names).whole()


def _tokens(condition: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    condition = condition.strip()
    while at < len(condition):
        found = _TOKEN.match(condition, at)
        if found is None or found.lastgroup is None:
            raise Untranslatable(condition[at : at + 40])
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


class _Translator:
    """One pass over the tokens; each method returns what it read in our words."""

    def __init__(
        self, tokens: list[tuple[str, str]], itself: str, lists: frozenset[str], names: Mapping[str, str]
    ) -> None:
        self.tokens, self.itself, self.lists, self.names = tokens, itself, lists, names
        self.at = self.depth = 0

    def whole(self) -> str:
        said = self._either()
        if self.at < len(self.tokens):
            raise Untranslatable(self.tokens[self.at][1])
        return said

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self.at += 1
        return token

    def _expect(self, sign: str) -> None:
        kind, text = self._next()
        if (kind, text) != ("sign", sign):
            raise Untranslatable(text or sign)

    def _either(self) -> str:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Untranslatable("(")
        said = self._chain(lambda: self._chain(self._comparison, {"and": "and"}), {"or": "or"})
        self.depth -= 1
        return said

    def _chain(self, part: Callable[[], str], words: Mapping[str, str]) -> str:
        said = part()
        while self._peek()[1] in words and self._peek()[0] in ("word", "sign"):
            sign = words[self._next()[1]]
            said = f"{said} {sign} {part()}"
        return said

    def _comparison(self) -> str:
        left = self._sum()
        while self._peek()[0] == "sign" and self._peek()[1] in _COMPARISONS:
            sign, right = self._next()[1], self._sum()
            if right == "''" and sign in ("=", "!="):
                left = f"{left} {'empty' if sign == '=' else 'notempty'}"
            else:
                left = f"{left} {sign} {right}"
        return left

    def _sum(self) -> str:
        return self._chain(lambda: self._chain(self._one, {"*": "*", "div": "/", "mod": "%"}), {"+": "+", "-": "-"})

    def _one(self) -> str:
        kind, text = self._next()
        if kind == "number":
            return text
        if kind == "text":
            return "'" + re.sub(r"(['\"])", r"\\\1", text[1:-1]) + "'"
        if kind in ("name", "path"):
            return self._named(text.strip("${} ") if kind == "name" else text.rpartition("/")[2])
        if text == ".":
            return f"{{{self.itself}}}"
        if text == "-":  # our minus stands before digits alone
            operand = self._one()
            return f"-{operand}" if operand[0].isdigit() else f"(0 - {operand})"
        if text == "(":
            inside = self._either()
            self._expect(")")
            return f"({inside})"
        if kind == "word":
            return self._call(text)
        raise Untranslatable(text or self.tokens[-1][1])

    def _named(self, name: str) -> str:
        if name not in self.names:
            raise Untranslatable(name)
        return f"{{{self.names[name]}}}"

    def _call(self, word: str) -> str:
        self._expect("(")
        given: list[str] = []
        while self._peek()[1] != ")":
            if given:
                self._expect(",")
            given.append(self._either())
        self._expect(")")
        if (word, len(given)) not in _CALLS:
            raise Untranslatable(f"{word}()")
        if word == "selected":
            is_list = given[0].strip("{}") in self.lists
            return f"{given[0]} contains {given[1]}" if is_list else f"{given[0]} = {given[1]}"
        return _CALLS[word, len(given)].format(*given)


_CALLS = {
    ("selected", 2): "",
    ("not", 1): "!({})",
    ("true", 0): "true",
    ("false", 0): "false",
    ("today", 0): "today()",
    ("if", 3): "iif({}, {}, {})",
    ("round", 2): "round({}, {})",
    ("number", 1): "{}",
    ("string", 1): "{}",
    ("boolean", 1): "{}",
}

"""Random conditions with answers to try them on, the same for the same seed.

They stay inside what the decision on conditions promises: `null` is only compared with, a day from `today()` only
compared and measured, and powers are small, as browsers differ in the last digit of others.
"""

import random

TEXTS = [
    *("", " ", "5", "7", "0", "007", "1,5", "1.5", "-3", "1e3", "0x10", "12345678901234567", "abc", " ABC ", "rpg"),
    *("card", "true", "False", "undefined", "'5'", "是", "游戏 rpg", "2026-03-08", "O'Neil", "😀"),
]
NUMBERS = [5, 0, -1, 1.5, 0.1, 100, 1e21, 1e-7]
LISTS = [[], ["rpg"], ["card", "rpg"], ["1", 2], [1, 2.5], [0], [None], [["a"]]]
OBJECTS = [{}, {"row": "1"}, {"row": None, "col": ["rpg"]}, {"row": ""}]
VALUES = [*TEXTS, *NUMBERS, True, False, None, *LISTS, *OBJECTS]
SIMPLE = ["a", "b", "c", "年龄", "q 1", "q-1"]
NAMES = [
    *SIMPLE,
    "A",
    "missing",
    "m.row",
    "M.Row",
    "m.no",
    "l[0]",
    "l[-1]",
    "l[9]",
    "l.length",
    "l[1].row",
    "a.b",
    "l.0",
]
LITERALS = [
    *("5", "0", "-1", "1.5", "0.1", "100", "0x10", "true", "FALSE", "abc", "rpg", "''", "'5'", "'abc'", '" ABC "'),
    *("'rpg'", "'card'", "'true'", "'undefined'", "'是'", "'007'", r"'a\'b'", r'"say \"hi\""', "'2026-03-08'", "[]"),
]
LOGIC = ["or", "||", "and", "&&", "AND", "Or"]
COMPARISONS = ["=", "==", "!=", "<>", "<", "<=", "=<", ">", ">=", "=>"]
ARITHMETIC = ["+", "-", "*", "/", "%"]
EXPONENTS = ["0", "1", "2", "'2'", "true", "{missing}", "[]"]
SETS = ["contains", "*=", "notcontains", "anyof", "allof", "noneof", "ANYOF"]
DAYS = ["'2000-02-29'", "'2026-11-22'", "'2001-02-30'", "'1990-06-15T08:30:00'", "'2026/3/8'", "'无'", "86400000"]
UNITS = ["'days'", "'months'", "'years'", "'hours'", "'minutes'", "'seconds'", "'weeks'"]


class Conditions:
    """A stream of cases, `{"expr", "data"}`."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._pick = self._random.choice

    def cases(self, count: int) -> list[dict]:
        """So many cases."""
        return [{"expr": self._expression(self._random.randint(1, 4)), "data": self._answers()} for _ in range(count)]

    def _answers(self) -> dict:
        answers = {name: self._pick(VALUES) for name in SIMPLE if self._random.random() < 0.75}
        answers["m"] = {"row": self._pick(VALUES), "col": self._pick(VALUES)}
        answers["l"] = self._random.choices(VALUES, k=self._random.randint(0, 3))
        answers["born"] = self._day(1950, 2015)
        answers["day"] = self._day(2024, 2028)
        answers["n"] = self._random.randint(-40, 40)
        return answers

    def _day(self, first: int, last: int) -> str:
        between = self._random.randint
        return f"{between(first, last)}-{between(1, 12):02}-{between(1, 28):02}"

    def _expression(self, depth: int) -> str:
        if depth <= 0:
            return self._atom()
        kinds = [self._atom, self._binary, self._binary, self._negated, self._postfix, self._bracketed, self._call]
        kinds += [self._binary, self._listing, self._null, self._on_days, self._power]
        kind = self._pick(kinds)
        return kind() if kind in (self._atom, self._postfix) else kind(depth - 1)

    def _atom(self) -> str:
        return self._pick(LITERALS) if self._random.random() < 0.45 else f"{{{self._pick([*NAMES, 'n', 'born'])}}}"

    def _postfix(self) -> str:
        return f"{{{self._pick(NAMES)}}} {self._pick(['empty', 'notempty'])}"

    def _binary(self, depth: int) -> str:
        operator = self._pick(self._pick([LOGIC, COMPARISONS, ARITHMETIC, SETS]))
        blank = self._pick([" ", " ", "  ", "\n"])
        return f"{self._expression(depth)}{blank}{operator}{blank}{self._expression(depth)}"

    def _power(self, depth: int) -> str:
        return f"({self._expression(depth)}) ^ {self._pick(EXPONENTS)}"

    def _negated(self, depth: int) -> str:
        return f"!{self._expression(depth)}"

    def _bracketed(self, depth: int) -> str:
        return f"({self._expression(depth)})"

    def _listing(self, depth: int) -> str:
        return f"[{self._several(depth, 0, 3)}]"

    def _null(self, _depth: int) -> str:
        return f"({{{self._pick(NAMES)}}} {self._pick(['=', '!='])} {self._pick(['null', 'undefined'])})"

    def _several(self, depth: int, least: int, most: int) -> str:
        return ", ".join(self._expression(depth) for _ in range(self._random.randint(least, most)))

    def _call(self, depth: int) -> str:
        function = self._pick(["iif", "iif", "sum", "avg", "min", "max", "round", "age", "year", "dateDiff"])
        if function in ("age", "year", "dateDiff"):
            days = ", ".join(self._moment() for _ in range(2 if function == "dateDiff" else 1))
            unit = f", {self._pick(UNITS)}" if function != "year" and self._random.random() < 0.6 else ""
            return f"{function}({days}{unit})"
        if function == "round":
            return f"round({self._expression(depth)}{self._pick(['', ', 0', ', 2', ', -1', ', {missing}'])})"
        least, most = (2, 3) if function == "iif" else (0, 3)
        return f"{function}({self._several(depth, least, most)})"

    def _moment(self) -> str:
        days = [
            "'2000-02-29'",
            "'2026-11-22'",
            "'2001-02-30'",
            "'1990-06-15T08:30:00'",
            "'2026/3/8'",
            "'无'",
            "86400000",
        ]
        return self._pick(["{born}", "{day}", "{missing}", "today()", "today(-400)", *days])

    def _on_days(self, _depth: int) -> str:
        operator = self._pick(COMPARISONS)
        sides = [
            f"today({self._pick(['', '1', '-30', '{n}'])})",
            self._pick(["{born}", "{day}", "{n}", self._moment()]),
        ]
        self._random.shuffle(sides)
        return f"({sides[0]} {operator} {sides[1]})"

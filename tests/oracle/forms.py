"""Random forms that our linter takes, with answers such as respondents give; the same for the same seed."""

import random

from workbench.errors import InvalidForm
from workbench.records.forms import CheckedForm
from workbench.surveys import load_form

RULES = {"consent_version": "1", "retention_months": 12}
WORDS = ["rpg", "Card", "每天", "never", "5", "北京", "O'Neil", "a b"]
TEXTS = ["rpg", "每天 玩", "", "5", "是", "true", "007", "  x "]
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
# Conditions on each kind of question; Q stands for its name, VALUE for one of its options.
ATOMS = {
    "checkbox": [f"{{Q}} {one} ['VALUE']" for one in ("contains", "notcontains", "anyof", "allof", "noneof", "=", "!=")]
    + ["{Q.length} > 1"],
    "ranking": ["{Q[0]} = 'VALUE'", "{Q[1]} != 'VALUE'"],
    "matrix": ["{Q.速度} = '好'", "{Q.价格} != '好'"],
    "matrix+": ["{Q.速度} contains '好'", "{Q.价格} noneof ['好', '差']"],
    "multipletext": ["{Q.城市} notempty", "{Q.年龄} > 3", "{Q.城市} contains 'rpg'"],
    "boolean": ["{Q} = true", "{Q} != false", "{Q} = 'true'"],
    "rating": ["{Q} = 3", "{Q} > 2", "{Q} <= 4", "{Q} <> 5"],
    "number": ["{Q} > 3", "{Q} + 1 <= 6", "sum({Q}, 2) = 7", "{Q} = '5'"],
    "date": ["{Q} > '2010-01-01'", "age({Q}) >= 18", "{Q} < today()"],
    "text": [f"{{Q}} {one} 'VALUE'" for one in ("=", "!=", "contains", "notcontains", "anyof", ">")],
}
KINDS = [
    *("radiogroup", "dropdown", "checkbox", "boolean", "text", "number", "date", "comment", "rating"),
    *("ranking", "matrix", "matrix_several", "multipletext", "imagepicker"),
]


class Forms:
    """A stream of forms with answers and a change of one answer: `(definition, checked form, answers, change)`."""

    def __init__(self, seed: int, kinds: list[str] | None = None) -> None:
        self._random = random.Random(seed)
        self._pick = self._random.choice
        self._kinds = kinds or KINDS

    def cases(self, count: int) -> list[tuple[dict, CheckedForm, dict, list]]:
        """So many forms; what our linter refuses, for example an element that never shows, is left out."""
        found: list[tuple[dict, CheckedForm, dict, list]] = []
        while len(found) < count:
            definition = self._form()
            try:
                checked = load_form(definition, RULES)
            except InvalidForm:
                continue
            found += [(definition, checked, self._answers(), self._change()) for _ in range(2) if self._asked]
        return found[:count]

    def _form(self) -> dict:
        self._asked: list[dict] = []
        self._count = 0
        return {"title": "t", "pages": [self._page(number) for number in range(self._random.randint(2, 5))]}

    def _page(self, number: int) -> dict:
        page = {"name": f"p{number}", **self._maybe("visibleIf", 0.5)}
        return {**page, "elements": [self._element(0) for _ in range(self._random.randint(1, 4))]}

    def _element(self, depth: int) -> dict:
        self._count += 1
        name = f"{self._pick(['q', '题', 'q-', 'Q '])}{self._count}"
        shown = self._maybe("visibleIf", 0.5)
        if depth < 2 and self._random.random() < 0.15:
            inner = [self._element(depth + 1) for _ in range(self._random.randint(1, 3))]
            return {
                "type": "panel",
                "name": name,
                "title": "组",
                **shown,
                **self._maybe("enableIf", 0.2),
                "elements": inner,
            }
        if self._random.random() < 0.08:
            return {"type": "expression", "name": name, "title": "说明", **shown}
        question = {"name": name, **shown, **self._maybe("enableIf", 0.15), **self._maybe("requiredIf", 0.2)}
        question |= self._kind(self._pick(self._kinds))
        self._asked.append(question)
        return question

    def _maybe(self, property_name: str, share: float) -> dict:
        return {property_name: self._condition(2)} if self._asked and self._random.random() < share else {}

    def _kind(self, kind: str) -> dict:
        values = self._random.sample(WORDS, self._random.randint(2, 4))
        match kind:
            case "radiogroup" | "dropdown" | "checkbox":
                return {"type": kind, **self._choices(values)}
            case "ranking":
                return {"type": kind, "choices": values}
            case "imagepicker":
                pictures = [{"value": value, "text": value, "imageLink": PIXEL} for value in values]
                return {"type": kind, "choices": pictures, "multiSelect": self._random.random() < 0.5}
            case "matrix" | "matrix_several":
                cells = {"cellType": "checkbox"} if kind == "matrix_several" else {}
                return {"type": "matrix", "rows": ["速度", "价格"], "columns": ["好", "中", "差"], **cells}
            case "multipletext":
                return {"type": kind, "items": [{"name": "城市"}, {"name": "年龄"}]}
            case "number" | "date":
                return {"type": "text", "inputType": kind}
            case "rating":
                return {"type": kind, "rateMin": 1, "rateMax": 5}
        return {"type": kind}

    def _choices(self, values: list[str]) -> dict:
        choices: list[str | dict] = list(values)
        if self._random.random() < 0.3:  # to survey-core an option that does not show is then words of one's own
            return {"choices": choices, "showOtherItem": True}
        if self._asked and self._random.random() < 0.25:
            choices[0] = {"value": values[0], "visibleIf": self._condition(1)}
        if self._asked and self._random.random() < 0.15:
            choices[-1] = {"value": values[-1], "enableIf": self._condition(1)}
        return {"choices": choices}

    def _condition(self, depth: int) -> str:
        if depth and self._random.random() < 0.45:
            return f"({self._condition(depth - 1)}) {self._pick(['and', 'or'])} ({self._condition(depth - 1)})"
        atom = self._atom(self._pick(self._asked))
        return atom if self._random.random() < 0.85 else f"!({atom})"

    def _atom(self, question: dict) -> str:
        values = [one["value"] if isinstance(one, dict) else one for one in question.get("choices", ["rpg"])]
        kind = question.get("inputType") or question["type"] + ("+" if "cellType" in question else "")
        atom = self._pick([*ATOMS.get(kind, ATOMS["text"]), "{Q} empty", "{Q} notempty"])
        return atom.replace("Q", question["name"], 1).replace("VALUE", self._pick(values).replace("'", r"\'"))

    def _answers(self) -> dict:
        return {
            one["name"]: value
            for one in self._asked
            if self._random.random() < 0.8 and (value := self._answer(one)) not in (None, "")
        }

    def _change(self) -> list:
        question = self._pick(self._asked)
        answer = self._answer(question)
        return [question["name"], None if answer == "" else answer]

    def _answer(self, question: dict) -> object:
        match question["type"]:
            case "matrix":
                cell = self._several if "cellType" in question else self._pick
                return {row: cell(question["columns"]) for row in self._several(question["rows"])}
            case "multipletext":
                return {item["name"]: self._pick(["rpg 5", "5", "2"]) for item in self._several(question["items"])}
            case "boolean":
                return self._pick([True, False])
            case "rating":
                return self._random.randint(1, 5)
        if "choices" in question:
            return self._chosen(question)
        day, number = f"{self._random.randint(1980, 2024)}-03-08", self._random.randint(0, 9)
        return {"number": number, "date": day}.get(question.get("inputType", ""), self._pick(TEXTS).strip())

    def _chosen(self, question: dict) -> object:
        values = [one["value"] if isinstance(one, dict) else one for one in question["choices"]]
        if question["type"] == "ranking":
            return self._random.sample(values, len(values))
        several = question["type"] == "checkbox" or question.get("multiSelect")
        return self._several(values) if several else self._pick(values)

    def _several(self, pool: list) -> list:
        return [one for one in pool if self._random.random() < 0.5] or pool[:1]

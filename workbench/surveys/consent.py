"""Whether a form asks for consent before anything else, as ours do, as others do, with or without rules beside it."""

import re
from collections.abc import Iterator

from workbench.surveys.drafts import Json, elements

MOST_ANSWERS = 3
_ONE_ANSWER = ("radiogroup", "dropdown", "boolean")
_AGREES = re.compile(r"同意|consent|\bagree\b", re.IGNORECASE)
# Who is asked whether they agree with an opinion is asked of none of these.
_STUDY = re.compile(
    r"参加|参与|调[查研]|问卷|访谈|研究|测试|说明|条款|隐私|协议|采集|收集|授权|录音|以上|上述|继续|填写|知情同意"
    r"|consent|take part|participa|study|survey|interview|research|terms|privacy|above|continue",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"不(?:同意|参加|参与|愿|接受|授权|继续|想)|拒绝|退出|^否$|disagree|decline|do not|don['’]t|^no\b", re.IGNORECASE
)


def consent_question(definition: Json) -> Json | None:
    """The question of the first page that asks whether somebody takes part: one answer of at most three.

    It is called `consent`, or it and its answers speak of agreeing, and all around it of a study.
    """
    page = (definition.get("pages") or [{}])[0]
    around = " ".join(_texts(page))
    for question in elements(page):
        if question.get("type") not in _ONE_ANSWER or len(question.get("choices", ())) > MOST_ANSWERS:
            continue
        said = " ".join([*_texts(question), *(text for _, text in answers(question))])
        if str(question.get("name", "")).lower().startswith("consent"):
            return question
        if _AGREES.search(said) and _STUDY.search(f"{said} {around}"):
            return question
    return None


def refusal(question: Json) -> str | None:
    """The value of the one answer that says no, as conditions have it; None if that cannot be told."""
    refusing = [value for value, text in answers(question) if _REFUSES.search(text)]
    if question["type"] == "boolean":
        return "false"
    return f"'{refusing[0]}'" if len(refusing) == 1 and "'" not in refusing[0] else None


def answers(question: Json) -> Iterator[tuple[str, str]]:
    """Value and text of each answer."""
    for name, value in (("labelTrue", "true"), ("labelFalse", "false")):
        if name in question:
            yield value, _words(question[name])
    for choice in question.get("choices", ()):
        value = choice["value"] if isinstance(choice, dict) else choice
        yield str(value), _words(choice.get("text") or value) if isinstance(choice, dict) else str(choice)


def _texts(node: Json) -> Iterator[str]:
    for name in ("title", "description"):
        if node.get(name):
            yield _words(node[name])


def _words(text: object) -> str:
    """All languages of a text."""
    return " ".join(text.values()) if isinstance(text, dict) else str(text)

"""An answer as people read it: the texts of options instead of their values."""

from collections.abc import Callable, Sequence

from workbench.records.choices import OTHER, Item
from workbench.records.form_texts import ChoiceKey, LocalText
from workbench.records.questions import Answer, Answers, ListQuestion, Matrix, Question, Ranking, YesNo

Say = Callable[[LocalText], str]


def answer_text(question: Question, answers: Answers, say: Say = str, joiner: str = "、") -> str:
    """What was answered to a question, empty where nothing was; an order is written with arrows.

    Several options are joined by `joiner`; the words beside "other" follow as `其他〖…〗`.
    """
    answer = answers.get(question.name)
    if isinstance(answer, dict):
        told = [(label, part_text(question, part, answers, say, joiner)) for part, label in question.parts]
        return joiner.join(f"{say(label)} {text}" for label, text in told if text)
    if isinstance(question, YesNo) and isinstance(answer, bool):
        return say(question.label_true if answer else question.label_false)
    texts = _labels(question.options if isinstance(question, ListQuestion) else (), answer, say)
    if OTHER in _values(answer) and (words := answers.get(question.comment_name)):
        place = _values(answer).index(OTHER)
        texts[place] = f"{texts[place]}〖{words}〗"
    return (" → " if isinstance(question, Ranking) else joiner).join(texts)


def part_text(question: Question, part: str, answers: Answers, say: Say = str, joiner: str = "、") -> str:
    """What was answered to a row of a matrix or to one of several texts."""
    answer = answers.get(question.name)
    given = answer.get(part) if isinstance(answer, dict) else None
    return joiner.join(_labels(question.columns if isinstance(question, Matrix) else (), given, say))


def _labels(items: Sequence[Item], answer: Answer, say: Say) -> list[str]:
    labels = {item.value: say(item.label) for item in items}
    return [labels.get(value, str(value)) for value in _values(answer)]


def _values(answer: Answer) -> list[ChoiceKey]:
    if answer is None or isinstance(answer, dict):
        return []
    return answer if isinstance(answer, list) else [answer]

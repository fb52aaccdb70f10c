"""An answer as people read it: the texts of options in the form's language instead of their values."""

from collections.abc import Sequence

from workbench.records.choices import OTHER, Item
from workbench.records.form_texts import ChoiceKey
from workbench.records.forms import Form
from workbench.records.questions import Answer, Answers, ListQuestion, Matrix, Question, Ranking, YesNo


def answers_in_words(form: Form, answers: Answers) -> dict[str, tuple[str, str]]:
    """Title and answer of each question that was answered, by its name and in the form's order.

    A row of a matrix and one of several texts stand for themselves (`feel.fun`: `感觉 · 好玩`).
    """
    told: dict[str, tuple[str, str]] = {}
    for question in form.questions:
        title = question.heading.into(form.locale)
        if not question.parts:
            told[question.name] = (title, answer_text(question, answers, form.locale))
        for part, label in question.parts:
            text = part_text(question, part, answers, form.locale)
            told[f"{question.name}.{part}"] = (f"{title} · {label.into(form.locale)}", text)
    return {name: (title, text) for name, (title, text) in told.items() if text}


def answer_text(question: Question, answers: Answers, locale: str) -> str:
    """What was answered to a question, empty where nothing was; an order is written with arrows.

    The words beside "other" follow it as `其他〖…〗` or `Other (…)`. A value that the form does not know is shown as it
    is.
    """
    answer = answers.get(question.name)
    if isinstance(answer, dict):
        told = [(label, part_text(question, part, answers, locale)) for part, label in question.parts]
        return _joiner(locale).join(f"{label.into(locale)} {text}" for label, text in told if text)
    if isinstance(question, YesNo) and isinstance(answer, bool):
        return (question.label_true if answer else question.label_false).into(locale)
    texts = _labels(question.options if isinstance(question, ListQuestion) else (), answer, locale)
    if OTHER in _values(answer) and (words := answers.get(question.comment_name)):
        place = _values(answer).index(OTHER)
        texts[place] += f"〖{words}〗" if locale.startswith("zh") else f" ({words})"
    return (" → " if isinstance(question, Ranking) else _joiner(locale)).join(texts)


def part_text(question: Question, part: str, answers: Answers, locale: str) -> str:
    """What was answered to a row of a matrix or to one of several texts."""
    answer = answers.get(question.name)
    given = answer.get(part) if isinstance(answer, dict) else None
    return _joiner(locale).join(_labels(question.columns if isinstance(question, Matrix) else (), given, locale))


def _labels(items: Sequence[Item], answer: Answer, locale: str) -> list[str]:
    labels = {item.value: item.label.into(locale) for item in items}
    return [labels.get(value, str(value)) for value in _values(answer)]


def _values(answer: Answer) -> list[ChoiceKey]:
    if answer is None or isinstance(answer, dict):
        return []
    return answer if isinstance(answer, list) else [answer]


def _joiner(locale: str) -> str:
    return "、" if locale.startswith("zh") else ", "

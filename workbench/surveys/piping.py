"""Answers inside texts: `你说常玩{games}，为什么？` shows what was answered before, as a page does that runs SurveyJS.

The answer is put in as plain text, once: braces inside an answer mean nothing, and the template escapes the rest. Where
there is none, the quotation marks or brackets around its place go with it.
"""

import re
from collections.abc import Iterator

from workbench.records.form_texts import LocalText
from workbench.records.forms import Form
from workbench.records.questions import Answers, Question
from workbench.surveys.wording import answer_text, part_text

LONGEST = 200
_PAIRS = ("“”", "‘’", "「」", "『』", "《》", "【】", "（）", "()", '""')
_OPENING, _CLOSING = (re.escape("".join(pair[end] for pair in _PAIRS)) for end in (0, 1))
_PLACE = re.compile(rf"([{_OPENING}]?)\{{([^{{}}\n]{{1,200}})\}}([{_CLOSING}]?)")


def piped(text: LocalText, form: Form, answers: Answers) -> str:
    """The text in the form's language with each `{question}` replaced; what is no question's name stays as it is."""
    written = text.into(form.locale)
    if "{" not in written:
        return written
    questions = {question.name.lower(): question for question in form.questions}

    def fill(found: re.Match[str]) -> str:
        return _filled(found, questions, answers, form.locale)

    return _PLACE.sub(fill, written)


def piped_names(text: LocalText) -> Iterator[str]:
    """The names in braces, of all languages."""
    for written in text.root.values():
        for found in _PLACE.finditer(written):
            yield found[2].strip()


def _filled(found: re.Match[str], questions: dict[str, Question], answers: Answers, locale: str) -> str:
    name, _, part = found[2].strip().partition(".")
    question = questions.get(name.lower())
    if question is None:
        return found[0]
    told = part_text(question, part, answers, locale) if part else answer_text(question, answers, locale)
    line = " ".join(told.split())
    if not line and found[1] + found[3] in _PAIRS:
        return ""
    return found[1] + (line if len(line) <= LONGEST else line[: LONGEST - 1] + "…") + found[3]

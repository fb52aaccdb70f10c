"""One posted question: all its fields become an answer, or the sentence that says why not.

Whatever was sent, nothing escapes `read_question` but a `Reading`. Whether the question was visible or had to be
answered is decided in `filling`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.errors import N_, Message
from workbench.records.form_texts import ChoiceKey, LocalText
from workbench.records.questions import Answer, Answers, Matrix, Question, Ranking, SeveralTexts
from workbench.surveys.cleaning import clean_line, clean_text, half_width
from workbench.surveys.fields import Wrong, read_comment, read_field, read_line, read_one, read_several


class Reading(NamedTuple):
    """What was made of a posted question: `answer` (None if it was left empty) and `comment`, or what is `wrong`.

    `typed` is what the respondent is to see again beside the sentence.
    """

    answer: Answer = None
    comment: str | None = None
    wrong: Message | None = None
    typed: str = ""


def read_question(question: Question, raw: Mapping[str, Sequence[str]]) -> Reading:
    """Read what was posted of a question; `raw` holds all texts of each field."""
    sent = {field: _texts(raw, field) for field in question.fields if field != question.comment_name}
    typed = clean_text("\n".join(text for texts in sent.values() for text in texts))
    try:
        answer = _read(question, sent)
        comment = read_comment(question, answer, _texts(raw, question.comment_name))
    except Wrong as error:
        return Reading(wrong=error.message, typed=typed)
    return Reading(answer, comment, typed=typed)


def posted_fields(question: Question, answers: Answers) -> dict[str, list[str]]:
    """The answer to a question as the texts that a browser would post for it, field by field.

    Reading them again gives the same answer, whatever order they were shown in.
    """
    answer, comment = answers.get(question.name), answers.get(question.comment_name)
    beside = {question.comment_name: _as_posted(comment)} if comment is not None else {}
    if isinstance(answer, dict):
        return {f"{question.name}.{part}": _as_posted(cell) for part, cell in answer.items()}
    if isinstance(question, Ranking):
        order = answer if isinstance(answer, list) else []
        return {f"{question.name}.{value}": [str(place)] for place, value in enumerate(order, 1)}
    return {question.name: _as_posted(answer), **beside}


def _as_posted(answer: Answer) -> list[str]:
    """An answer of one field.

    >>> _as_posted(["rpg", 3]), _as_posted(False), _as_posted(None)
    (['rpg', '3'], ['false'], [])
    """
    if isinstance(answer, bool):
        return ["true" if answer else "false"]
    if isinstance(answer, list):
        return [str(item) for item in answer]
    return [] if answer is None else [str(answer)]


def _read(question: Question, sent: Mapping[str, list[str]]) -> Answer:
    if isinstance(question, Ranking):
        return _ranked(question, [" ".join(texts) for texts in sent.values()])
    if question.parts:
        parts = zip(question.parts, sent.values(), strict=True)
        read = {key: _part(question, key, label, texts) for (key, label), texts in parts if texts}
        return _distinct(question, read) or None
    texts = sent[question.name]
    return read_field(question, texts) if texts else None


def _part(question: Question, key: str, label: LocalText, texts: list[str]) -> ChoiceKey | list[ChoiceKey]:
    """A row of a matrix or one of several texts; its name stands before what is wrong with it."""
    try:
        if isinstance(question, SeveralTexts):
            return read_line(next(item for item in question.items if item.name == key), texts[0])
        read = read_several if _takes_several(question) else read_one
        return read(question.columns if isinstance(question, Matrix) else (), texts)
    except Wrong as error:
        raise Wrong(N_("“%(part)s”：%(problem)s"), part=label, problem=error.message) from None


def _takes_several(question: Question) -> bool:
    return isinstance(question, Matrix) and question.cell_type == "checkbox"


def _distinct(
    question: Question, read: dict[str, ChoiceKey | list[ChoiceKey]]
) -> dict[str, ChoiceKey | list[ChoiceKey]]:
    """A matrix may ask for another column in each row."""
    if isinstance(question, Matrix) and question.each_row_unique:
        cells = [str(cell) for cell in read.values()]
        if len(set(cells)) < len(cells):
            raise Wrong(N_("每一行要选不同的一列，请检查重复的。"))
    return read


def _ranked(question: Ranking, places: list[str]) -> Answer:
    """The options by the places that were given to them; a gap between places closes."""
    taken: dict[int, ChoiceKey] = {}
    for choice, text in zip(question.choices, places, strict=True):
        place = _place(text, len(question.choices))
        if place in taken:
            raise Wrong(N_("第 %(place)s 名选了不止一次，请改成不同的名次。"), place=place)
        if place:
            taken[place] = choice.value
    most = question.max_selected_choices if question.select_to_rank_enabled else 0
    if most and len(taken) > most:
        raise Wrong(N_("最多排 %(most)s 项，现在排了 %(count)s 项。"), most=most, count=len(taken))
    return [taken[place] for place in sorted(taken)] or None


def _place(text: str, count: int) -> int | None:
    written = half_width(text)
    if not written:
        return None
    if written not in {str(place) for place in range(1, count + 1)}:
        raise Wrong(N_("名次要在 1 到 %(count)s 之间。"), count=count)
    return int(written)


def _texts(raw: Mapping[str, Sequence[str]], name: str) -> list[str]:
    """The texts of a field that are not empty; whatever else was sent is not one."""
    posted: object = raw.get(name)
    texts = posted if isinstance(posted, list | tuple) else [posted]
    return [text for text in texts if isinstance(text, str) and clean_line(text)]

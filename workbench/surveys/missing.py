"""What a question still asks for: an answer where one is required, every row, every item, every place.

Messages hold the form's own texts in all their languages; whoever shows them knows the form's.
"""

from collections.abc import Container, Iterator, Sequence

from workbench.errors import N_, Message
from workbench.records.form_texts import LocalText
from workbench.records.questions import (
    Answers,
    ListQuestion,
    Matrix,
    MultipleChoice,
    PicturePicker,
    Question,
    Ranking,
    SeveralTexts,
)
from workbench.surveys.showing import holds, visible_options


def missing_answer(question: Question, answers: Answers) -> Message | None:
    """What is missing from a question that shows and is open, under the answers so far; None if nothing is."""
    answer = answers.get(question.name)
    if answer is None and is_wanted(question, answers):
        return _required(question)
    if isinstance(question, Ranking) and isinstance(answer, list):
        return _unranked(question, answer, answers)
    return next(_missing_parts(question, answer if isinstance(answer, dict) else ()), None)


def is_wanted(question: Question, answers: Answers) -> bool:
    """Whether an answer is required now; of a question without an option to choose it never is."""
    if not question.is_required and (question.required_if is None or not holds(question.required_if, answers)):
        return False
    return not isinstance(question, ListQuestion) or bool(visible_options(question, answers))


def _required(question: Question) -> Message:
    if question.required_error_text:
        return Message("%(text)s", {"text": question.required_error_text})
    several = isinstance(question, MultipleChoice) or (isinstance(question, PicturePicker) and question.multi_select)
    return Message(N_("请至少选一项。") if several else N_("这一题需要回答。"))


def _unranked(question: Ranking, answer: list[str | int | float], answers: Answers) -> Message | None:
    if not question.select_to_rank_enabled:
        wanted = len(visible_options(question, answers))
        return Message(N_("请给每一项都选一个名次。")) if len(answer) < wanted else None
    least = question.min_selected_choices
    return Message(N_("请至少排 %(least)s 项。"), {"least": least}) if len(answer) < least else None


def _missing_parts(question: Question, given: Container[str]) -> Iterator[Message]:
    if isinstance(question, Matrix) and question.each_row_required:
        rows = [row.label for row in question.rows if row.key not in given]
        if rows:
            yield Message(N_("每一行都要选，还差：%(rows)s。"), {"rows": _joined(rows)})
    if isinstance(question, SeveralTexts):
        for item in question.items:
            if item.is_required and item.name not in given:
                sentence = Message(N_("“%(part)s”需要填写。"), {"part": item.heading})
                own = item.required_error_text
                yield Message("%(text)s", {"text": own}) if own else sentence


def _joined(labels: Sequence[LocalText]) -> LocalText:
    """The labels in a row, in each language that one of them has."""
    languages = ["default", *(language for label in labels for language in label.root)]
    return LocalText({one: "、".join(label.into(one) for label in labels) for one in dict.fromkeys(languages)})

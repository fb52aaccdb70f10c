"""Whom a form looks for: the verdict on completed answers, with the candidate's score and what it is made of.

Everything is decided when all answers are there: nothing here changes which pages somebody sees.
"""

from workbench.errors import InvalidForm
from workbench.records.forms import Form, Rules
from workbench.records.questions import (
    Answer,
    Answers,
    ListQuestion,
    MultipleChoice,
    PicturePicker,
    Question,
    Ranking,
    Rating,
    YesNo,
)
from workbench.records.screening import Mark, ScorePart, Verdict
from workbench.surveys.expressions import parse

OPTION = "option:"


def judge(form: Form, rules: Rules, counted: Answers) -> Verdict:
    """The verdict on completed answers: screen-out rules first, then marked options, in the order of the form.

    The rule of a marked option is called `option:<question>`; the reason then says what was answered.
    """
    parts = score_parts(rules, counted)
    score = sum(part.points for part in parts)
    for rule in rules.screen_out:
        if parse(rule.condition).holds(counted):
            return Verdict(qualified=False, rule=rule.id, reason=rule.reason, score=score, score_parts=parts)
    for question in form.questions:
        marks = rules.options.get(question.name)
        if marks and turns_away(marks, counted.get(question.name)):
            reason = f"{question.heading}：{_said(question, counted.get(question.name))}"[:500]
            rule_id = OPTION + question.name
            return Verdict(qualified=False, rule=rule_id, reason=reason, score=score, score_parts=parts)
    return Verdict(qualified=True, score=score, score_parts=parts)


def score_parts(rules: Rules, counted: Answers) -> tuple[ScorePart, ...]:
    """The rules that add to the score of who answered so."""
    return tuple(
        ScorePart(id=rule.id, points=rule.points, reason=rule.reason)
        for rule in rules.score
        if parse(rule.condition).holds(counted)
    )


def turns_away(marks: dict[str, Mark], answer: Answer) -> bool:
    """Whether an answer has a rejected option, or none of those of which one must be chosen.

    >>> turns_away({"rpg": "must", "card": "may"}, ["card"]), turns_away({"never": "reject"}, None)
    (True, False)
    """
    chosen = set(chosen_values(answer))
    wanted = {value for value, mark in marks.items() if mark == "must"}
    refused = {value for value, mark in marks.items() if mark == "reject"}
    return bool(refused & chosen) or bool(wanted and not wanted & chosen)


def turned_away_by(question: Question, condition: str) -> tuple[str, ...]:
    """The options that the condition of a rule turns away as a mark would; it asks for this question alone.

    Where several may be chosen, an option counts that turns away both alone and beside all others.
    """
    values, asked = list(closed_options(question) or {}), parse(condition)
    if takes_several(question) and not asked.holds({question.name: answer_of(question, values)}):
        return ()
    return tuple(value for value in values if asked.holds({question.name: answer_of(question, [value])}))


def sole_question(condition: str) -> str:
    """The one question, in small letters, for which a condition asks; empty where there are several or it is unread."""
    try:
        names = {name.lower() for name in parse(condition).names}
    except InvalidForm:  # a draft may hold a condition that cannot be read yet
        return ""
    return names.pop() if len(names) == 1 else ""


def answer_of(question: Question, values: list[str]) -> Answer:
    """The answer of a question with options in which these are chosen."""
    if isinstance(question, YesNo):
        return values[0] == "true"
    if isinstance(question, Rating):
        return int(values[0])
    return [*values] if takes_several(question) else values[0]


def takes_several(question: Question) -> bool:
    """Whether more than one option may be chosen."""
    return isinstance(question, MultipleChoice) or (isinstance(question, PicturePicker) and question.multi_select)


def chosen_values(answer: Answer) -> list[str]:
    """The values of the options chosen, as rules write them.

    >>> chosen_values(["rpg", 3]), chosen_values(True), chosen_values(None)
    (['rpg', '3'], ['true'], [])
    """
    given = answer if isinstance(answer, list) else [] if answer is None else [answer]
    return [("true" if one else "false") if isinstance(one, bool) else str(one) for one in given]


def closed_options(question: Question) -> dict[str, str] | None:
    """The options from which an answer is chosen, value → text; None for a question that is not closed."""
    match question:
        case ListQuestion() if not isinstance(question, Ranking):  # of an order nothing is left out
            return {option.key: str(option.label) for option in question.options}
        case YesNo():
            return {"true": str(question.label_true), "false": str(question.label_false)}
        case Rating():
            return {str(mark): str(mark) for mark in question.scale}
    return None


def _said(question: Question, answer: Answer) -> str:
    texts = closed_options(question) or {}
    return "、".join(texts.get(value, value) for value in chosen_values(answer)) or "—"

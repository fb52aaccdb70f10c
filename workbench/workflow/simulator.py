"""The simulator: what the draft's rules would make of answers, beside what the published rules make of them.

It reads and never writes: no state, no place in a quota changes.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from workbench.errors import N_, BadInput
from workbench.records.forms import CheckedForm
from workbench.records.questions import Answers
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form, Participant, Submission
from workbench.surveys import load_form
from workbench.surveys.screening import OPTION
from workbench.surveys.simulation import Filled, Outcome, Simulation, made_up, simulate
from workbench.workflow.form_versions import checked_version

MOST_STORED = 5_000
MOST_MADE_UP = 2_000
SCORE_STEPS, MOST_SCORES = 8, 12


@dataclass(frozen=True)
class Change:
    """Somebody of whom the draft's rules make something else."""

    participant_id: int
    pseudonym: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class RuleEffect:
    """How many people a rule turns away, by the published rules and by the draft's."""

    rule: str
    reason: str
    before: int
    after: int


@dataclass(frozen=True)
class CellEffect:
    """A cell of the draft, and how many places were taken in it by the published rules; None where it is new."""

    filled: Filled
    before: int | None


@dataclass(frozen=True)
class Comparison:
    """Both results: states, rules and cells side by side; `changes` of stored people only.

    `scores` are (from, to, how many) of those who qualify or wait by the draft. `before` is empty for a form that was
    never published.
    """

    people: int
    before: Counter[str]
    after: Counter[str]
    rules: list[RuleEffect]
    cells: list[CellEffect]
    changes: list[Change]
    scores: list[tuple[float, float, int]]


def replay_stored(session: Session, form: Form) -> Comparison:
    """Everybody who handed the form in, in order, as far as `MOST_STORED`. Raises InvalidForm for a draft with gaps."""
    query = select(Submission.answers, Participant.id, Participant.pseudonym).join(
        Participant, col(Participant.id) == Submission.participant_id
    )
    query = query.where(Submission.form_id == form.id, col(Submission.completed_at).is_not(None))
    rows = session.exec(query.order_by(col(Submission.completed_at), col(Submission.id)).limit(MOST_STORED)).all()
    before, after = _both(session, form, [answers for answers, _, _ in rows])
    changes = [
        Change(person, pseudonym, old.state, new.state, _why(old, new))
        for (_, person, pseudonym), old, new in zip(
            rows, before.outcomes if before else (), after.outcomes, strict=False
        )
        if old.state != new.state
    ]
    return _comparison(before, after, changes)


def count_stored(session: Session, form_id: int) -> int:
    """How many have handed the form in and are still known."""
    handed_in = (col(Submission.completed_at).is_not(None), col(Submission.participant_id).is_not(None))
    return session.exec(select(func.count()).where(Submission.form_id == form_id, *handed_in)).one()


def replay_made_up(session: Session, form: Form, count: str, seed: str) -> Comparison:
    """People who do not exist, made up from the draft's questions.

    `count` and `seed` are as typed. Raises BadInput for what cannot be read or is too much, InvalidForm.
    """
    if not re.fullmatch("[0-9]{1,5}", count, re.ASCII) or not 1 <= int(count) <= MOST_MADE_UP:
        raise BadInput(N_("一次模拟 1 到 %(most)s 人。"), N_("请改一个数再试。"), most=MOST_MADE_UP)
    if not re.fullmatch("[0-9]{1,9}", seed, re.ASCII):
        raise BadInput(N_("随机种子要是一个整数。"), N_("例如 1；同一个数每次编出同样的人。"))
    people = list(made_up(load_form(form.definition, form.rules), int(count), int(seed)))
    return _comparison(*_both(session, form, people), [])


def _both(session: Session, form: Form, people: Sequence[Answers]) -> tuple[Simulation | None, Simulation]:
    version = newest_version(session, form.id)
    draft: CheckedForm = load_form(form.definition, form.rules)
    return simulate(checked_version(version), people) if version else None, simulate(draft, people)


def _comparison(before: Simulation | None, after: Simulation, changes: list[Change]) -> Comparison:
    taken = {one.cell.id: one.taken for one in before.cells} if before else {}
    return Comparison(
        people=len(after.outcomes),
        before=before.states if before else Counter(),
        after=after.states,
        rules=_rules(before, after),
        cells=[CellEffect(one, taken.get(one.cell.id)) for one in after.cells],
        changes=changes,
        scores=_scores(after),
    )


def _rules(before: Simulation | None, after: Simulation) -> list[RuleEffect]:
    """Each rule that turned somebody away, what turned most away first."""
    old, new = before.turned_away if before else Counter[str](), after.turned_away
    reasons = _reasons(before) | _reasons(after)
    effects = [RuleEffect(rule, reasons[rule], old[rule], new[rule]) for rule in reasons]
    return sorted(effects, key=lambda one: (-max(one.after, one.before), one.rule))


def _reasons(result: Simulation | None) -> dict[str, str]:
    """What each rule says; marked options of one question stand together under its title."""
    found: dict[str, str] = {}
    for outcome in result.outcomes if result else ():
        verdict = outcome.verdict
        if verdict.rule:
            is_option = verdict.rule.startswith(OPTION)
            found[verdict.rule] = verdict.reason.rpartition("：")[0] if is_option else verdict.reason
    return found


def _why(old: Outcome, new: Outcome) -> str:
    """What speaks against somebody by the draft, or spoke against them before."""
    return new.verdict.reason or new.cell or old.verdict.reason or old.cell


def _scores(result: Simulation) -> list[tuple[float, float, int]]:
    """How many have each score; steps of equal width where there are many different ones."""
    scores = Counter(one.verdict.score for one in result.outcomes if one.state != "screened_out")
    if len(scores) <= MOST_SCORES:
        return [(score, score, scores[score]) for score in sorted(scores)] if any(scores) else []
    low, high = min(scores), max(scores)
    width = (high - low) / SCORE_STEPS
    places = Counter[int]()
    for score, count in scores.items():
        places[min(int((score - low) / width), SCORE_STEPS - 1)] += count
    return [(low + step * width, low + (step + 1) * width, places[step]) for step in range(SCORE_STEPS)]

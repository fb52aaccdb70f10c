"""The simulator: what the draft's rules would make of answers, beside what has become of them.

Of people who answered it begins with the states they are in: somebody's state differs only where the draft's rules say
something else of them than the published ones, and never where a person has decided. It reads and never writes: no
state, no place in a quota changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from workbench.errors import N_, BadInput
from workbench.records.forms import CheckedForm
from workbench.storage.queries.exclusions import EXCLUDED, listed_state
from workbench.storage.queries.forms import newest_version
from workbench.storage.queries.quotas import HOLDING, cells_by_participant
from workbench.storage.tables import Form, Participant, Submission
from workbench.surveys import load_form
from workbench.surveys.simulation import Against, Filled, Outcome, Simulation, Somebody, made_up, simulate
from workbench.workflow.completion import QUOTA
from workbench.workflow.form_versions import checked_version
from workbench.workflow.quotas import current_form

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
    """How many people a rule or a marked option turns away, by the published rules and by the draft's.

    `reason` is the rule's own, or the title of the question whose options `against` names.
    """

    against: Against
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

    `decided` is how many states a person decided, which no rule changes; the draft says otherwise than the published
    rules of `against` of these. `scores` are (from, to, how many) of those who are still candidates by the draft.
    `before` is empty for a form that was never published.
    """

    people: int
    before: Counter[str]
    after: Counter[str]
    rules: list[RuleEffect]
    cells: list[CellEffect]
    scores: list[tuple[float, float, int]]
    changes: Sequence[Change] = ()
    decided: int = 0
    against: int = 0


class Replayed(NamedTuple):
    """Somebody who handed the form in: their state now, and what the published and the draft's rules say of them."""

    participant_id: int
    pseudonym: str
    state: str
    decided: bool
    old: Outcome
    new: Outcome

    @property
    def after(self) -> str:
        """Their state by the draft."""
        return self.state if self.decided or self.new.state == self.old.state else self.new.state


def replay_stored(session: Session, form: Form) -> Comparison:
    """Everybody who handed the form in, in order, as far as `MOST_STORED`. Raises InvalidForm for a draft with gaps."""
    rows = _handed_in(session, form.id)
    before, after = _both(session, form, [row.somebody for row in rows])
    people = [
        Replayed(row.participant_id, row.pseudonym, row.state, row.somebody.decided, old, new)
        for row, old, new in zip(rows, (before or after).outcomes, after.outcomes, strict=True)
    ]
    decided = [one for one in people if one.decided]
    taken = _taken_now(session, form.id, people)
    return Comparison(
        people=len(people),
        before=Counter(one.state for one in people),
        after=Counter(one.after for one in people),
        rules=_rules(before, after, *_turned_away([one for one in people if not one.decided])),
        cells=[CellEffect(_filled(one, people), taken.get(one.cell.id)) for one in after.cells],
        scores=_scores(one.new.verdict.score for one in people if one.after in (*HOLDING["qualified"], "waiting")),
        changes=[
            Change(one.participant_id, one.pseudonym, one.state, one.after, _why(one.old, one.new))
            for one in people
            if one.after != one.state
        ],
        decided=len(decided),
        against=sum(one.old.verdict.qualified != one.new.verdict.qualified for one in decided),
    )


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
    before, after = _both(session, form, [Somebody(one) for one in people])
    taken = {one.cell.id: one.taken for one in before.cells} if before else {}
    old, new = before.outcomes if before else [], after.outcomes
    return Comparison(
        people=len(people),
        before=Counter(one.state for one in old),
        after=Counter(one.state for one in new),
        rules=_rules(before, after, *(Counter(one.against for one in side if one.against) for side in (old, new))),
        cells=[CellEffect(one, taken.get(one.cell.id)) for one in after.cells],
        scores=_scores(one.verdict.score for one in new if one.state != "screened_out"),
    )


def _both(session: Session, form: Form, people: Sequence[Somebody]) -> tuple[Simulation | None, Simulation]:
    version = newest_version(session, form.id)
    draft: CheckedForm = load_form(form.definition, form.rules)
    return simulate(checked_version(session, version), people) if version else None, simulate(draft, people)


class _Row(NamedTuple):
    participant_id: int
    pseudonym: str
    state: str
    somebody: Somebody


def _handed_in(session: Session, form_id: int) -> list[_Row]:
    """Who handed a form in, in order. A person has decided where a state is not the one of the submission's verdict."""
    query = select(Participant.id, Participant.pseudonym, listed_state(), Submission)
    query = query.join(Submission, col(Submission.participant_id) == Participant.id)
    query = query.where(Submission.form_id == form_id, col(Submission.completed_at).is_not(None))
    rows = session.exec(query.order_by(col(Submission.completed_at), col(Submission.id)).limit(MOST_STORED)).all()
    return [_Row(number, name, state, _somebody(state, sent)) for number, name, state, sent in rows]


def _somebody(state: str, sent: Submission) -> Somebody:
    waited = (sent.verdict_rule or "").startswith(QUOTA)
    judged = "qualified" if sent.qualified else "waiting" if waited else "screened_out"
    held = [of for of, states in HOLDING.items() if state in states] if state != judged else []
    return Somebody(sent.answers, decided=state != judged, holds=held)


def _taken_now(session: Session, form_id: int, people: Sequence[Replayed]) -> dict[str, int]:
    """The places that these people take in the published cells: there may be more people than are replayed."""
    own = cells_by_participant(session, form_id, [one.participant_id for one in people])
    held = Counter((cell, one.state) for one in people for cell in own.get(one.participant_id, ()))
    form = current_form(session, form_id)
    cells = form.rules.quotas if form else ()
    return {cell.id: sum(held[cell.id, state] for state in HOLDING[cell.of]) for cell in cells}


def _filled(cell: Filled, people: Sequence[Replayed]) -> Filled:
    """A cell with the places that are taken by people's states; which answers filled it is not known any more."""
    fitting = [one for one in people if any(own.id == cell.cell.id for own in one.new.fits)]
    taken = sum(one.after in HOLDING[cell.cell.of] for one in fitting)
    return cell._replace(
        fitting=sum(one.after not in ("screened_out", EXCLUDED) for one in fitting), taken=taken, full_after=None
    )


def _turned_away(people: Sequence[Replayed]) -> tuple[Counter[Against], Counter[Against]]:
    """What the rules have turned people away by, and would by the draft."""
    old = Counter(one.old.against for one in people if one.state == "screened_out" and one.old.against)
    return old, Counter(one.new.against for one in people if one.after == "screened_out" and one.new.against)


def _rules(
    before: Simulation | None, after: Simulation, old: Counter[Against], new: Counter[Against]
) -> list[RuleEffect]:
    """What turned anybody away, what turned most away first."""
    reasons = (before.reasons if before else {}) | after.reasons
    effects = [RuleEffect(against, reasons[against.rule], old[against], new[against]) for against in old | new]
    return sorted(effects, key=lambda one: (-max(one.after, one.before), one.against))


def _why(old: Outcome, new: Outcome) -> str:
    """What speaks against somebody by the draft, or spoke against them before."""
    return new.verdict.reason or new.full or old.verdict.reason or old.full


def _scores(found: Iterable[float]) -> list[tuple[float, float, int]]:
    """How many have each score; steps of equal width where there are many different ones."""
    scores = Counter(found)
    if len(scores) <= MOST_SCORES:
        return [(score, score, scores[score]) for score in sorted(scores)] if any(scores) else []
    low, high = min(scores), max(scores)
    width = (high - low) / SCORE_STEPS
    places = Counter[int]()
    for score, count in scores.items():
        places[min(int((score - low) / width), SCORE_STEPS - 1)] += count
    return [(low + step * width, low + (step + 1) * width, places[step]) for step in range(SCORE_STEPS)]

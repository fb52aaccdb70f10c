"""What a researcher chooses for a run, checked, as the plan that is stored with it."""

from typing import Any

from workbench.errors import N_, BadInput, InvalidPlan
from workbench.records import Record
from workbench.records.analysis import Plan
from workbench.storage import Store
from workbench.storage.queries.decisions import decisions_in_force
from workbench.storage.queries.segments import voices_by_topic
from workbench.storage.tables import Run
from workbench.text.segmenter import default_engine
from workbench.workflow.constraints import Constraints, constraints
from workbench.workflow.words import study_lexicon

MOST_SEGMENTS = 8


class RunChoices(Record):
    """How many segments (None: the data decide), the seed, and whether meaning is compared besides words."""

    k: int | None = None
    seed: int = 0
    meaning: bool = True


def plan_of(store: Store, study_id: int, choices: RunChoices) -> dict[str, Any]:
    """The plan of a run of this study, with its words as they are now. Raises InvalidPlan for what cannot be run."""
    _check_number(choices.k)
    if not 0 <= choices.seed < 2**32:
        raise InvalidPlan(N_("随机种子超出了范围。"), N_("请填 0 到 4294967295 之间的整数。"))
    with store.reading() as session:
        voices, lexicon = voices_by_topic(session, study_id), study_lexicon(session, study_id)
        bound = constraints(decisions_in_force(session, study_id))
    if not voices.get("motivation") and not voices.get("pain_point"):
        raise BadInput(
            N_("还没有人说过动机或痛点。"),
            N_("请先收集答卷，把开放题标为动机或痛点，或在访谈里给原话打标。"),
        )
    plan = Plan(
        **choices.model_dump(),
        most=MOST_SEGMENTS,
        engine=default_engine(),
        words=lexicon.words,
        stops=lexicon.stops,
        synonyms=lexicon.synonyms,
    )
    return _bind(plan, bound)


def plan_again(store: Store, run_id: int, k: int | None) -> dict[str, Any]:
    """The plan of a run with another number of segments and what researchers have decided by now."""
    _check_number(k)
    with store.reading() as session:
        run = session.get_one(Run, run_id)
        bound = constraints(decisions_in_force(session, run.study_id))
    return _bind(Plan.model_validate({**run.plan, "k": k}), bound)


def _bind(plan: Plan, bound: Constraints) -> dict[str, Any]:
    return plan.model_copy(update={"together": bound.together, "apart": bound.apart}).model_dump(mode="json")


def _check_number(k: int | None) -> None:
    if k is not None and not 2 <= k <= MOST_SEGMENTS:
        raise InvalidPlan(
            N_("不能分成 %(k)s 群。"), N_("请选 2 到 %(most)s 群，或由数据决定。"), k=k, most=MOST_SEGMENTS
        )

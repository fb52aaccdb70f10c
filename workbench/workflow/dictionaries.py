"""With which dictionary (词典) a segment's words were counted, so that its page counts all words with the same."""

from typing import Any

from sqlmodel import Session

from workbench.records.analysis import Plan
from workbench.records.text import Lexicon
from workbench.storage.tables import Run, Segment
from workbench.workflow.words import study_lexicon

_WORDS = ("words", "stops", "synonyms")


def lexicon_of_run(run: Run) -> Lexicon:
    """The words of the run's plan."""
    plan = Plan.model_validate(run.plan)
    return Lexicon(engine=plan.engine, **{name: getattr(plan, name) for name in _WORDS})


def lexicon_of_segment(session: Session, segment: Segment) -> Lexicon:
    """The words of its run's plan; of a group by hand those of the study when it was put together."""
    if segment.run_id is not None:
        return lexicon_of_run(session.get_one(Run, segment.run_id))
    kept = segment.facts.get("lexicon")
    return Lexicon.model_validate(kept) if kept else study_lexicon(session, segment.study_id)


def is_outdated(session: Session, study_id: int, lexicon: Lexicon) -> bool:
    """Whether the study's dictionary, stop words or synonyms have changed since."""
    return _listed(lexicon) != _listed(study_lexicon(session, study_id))


def _listed(lexicon: Lexicon) -> list[Any]:
    return [getattr(lexicon, name) for name in _WORDS]

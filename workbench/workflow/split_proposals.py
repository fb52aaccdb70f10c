"""How a segment could be split in two, proposed from the words and closed answers of its people alone."""

from dataclasses import dataclass

from workbench.errors import InvalidPlan
from workbench.records.analysis import Plan
from workbench.storage import Store
from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Run, Segment
from workbench.workflow.run_evidence import gather
from workbench.workflow.segment_people import segment_people

_RESAMPLES = 10
_WORDS = 6
_MOST = 1000


@dataclass(frozen=True)
class Split:
    """Who would leave, and the words that either side says more; nobody and nothing when they cannot be told apart."""

    leaving: frozenset[int] = frozenset()
    words_of_leaving: tuple[str, ...] = ()
    words_of_staying: tuple[str, ...] = ()


def propose_split(store: Store, segment_id: int) -> Split:
    """The members of a run's segment in two halves, of which the smaller would leave.

    The answer is waited for: meaning is not compared, and of more than 1000 people nobody is proposed.
    """
    with store.reading() as session:
        segment = session.get_one(Segment, segment_id)
        run = session.get_one(Run, segment.run_id)
        members = members_of_run(session, run.id)[segment_id]
        if len(members) > _MOST:
            return Split()
        people = [person for person in gather(session, segment.study_id) if int(person.id) in members]
    chosen = {"k": 2, "meaning": False, "resamples": _RESAMPLES, "quotes": 0, "together": (), "apart": ()}
    plan = Plan.model_validate({**run.plan, **chosen})
    try:
        found = segment_people(people, plan)
    except InvalidPlan:
        return Split()
    if len(found.segments) < 2:
        return Split()
    staying, leaving = (tuple(dict.fromkeys(term.text for term in one.terms))[:_WORDS] for one in found.segments)
    return Split(frozenset(int(person) for person in found.segments[1].members), leaving, staying)

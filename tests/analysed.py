"""A run of the crowd that has ended, its three segments, and the people of each."""

from dataclasses import dataclass

from sqlmodel import select

from tests.crowd import put_crowd, queue
from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Run, Segment, SegmentDecision
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out


@dataclass
class Analysed:
    """A study with the crowd and a run; `calm`, `keen` and `social` are the segments of that kind of people."""

    store: object
    cast: object
    run: int
    kinds: list[list[int]]

    def members(self, run_id=None):
        """The people of each segment as it is shown."""
        with self.store.reading() as session:
            return members_of_run(session, run_id or self.run)

    def groups(self, run_id=None):
        """The same without ids, in no order."""
        return sorted(sorted(people) for people in self.members(run_id).values())

    def of(self, person, run_id=None):
        """The segment somebody is in, or None."""
        return next((one for one, people in self.members(run_id).items() if person in people), None)

    def segment(self, segment_id):
        """The stored segment."""
        with self.store.reading() as session:
            return session.get(Segment, segment_id)

    def decisions(self):
        """All decisions, oldest first."""
        with self.store.reading() as session:
            return list(session.exec(select(SegmentDecision).order_by(SegmentDecision.id)))

    def result(self, run_id=None):
        """What is stored of a run."""
        with self.store.reading() as session:
            return session.get_one(Run, run_id or self.run).result

    def again(self, **choices):
        """Run again with what is decided by now; the new run's id."""
        run_id = queue(self.store, self.cast, **choices)
        end_run(self.store, run_id)
        return run_id

    @property
    def calm(self):
        """The segment of those who play to relax."""
        return self.of(self.kinds[0][-1])

    @property
    def keen(self):
        """The segment of those who want a challenge."""
        return self.of(self.kinds[1][-1])

    @property
    def social(self):
        """The segment of those who play with friends."""
        return self.of(self.kinds[2][-1])


def end_run(store, run_id):
    """Claim a run and carry it out."""
    runs.claim_run(store, "one", run_id=run_id)
    carry_out(store, run_id, "one")


def analyse(store, cast, **choices) -> Analysed:
    """Store the crowd and run."""
    kinds = put_crowd(store, cast.study)
    run_id = queue(store, cast, **choices)
    end_run(store, run_id)
    return Analysed(store, cast, run_id, kinds)

"""A server that is killed again and again while it carries out a run: the run ends once, as without kills."""

import random
import time

import pytest
from sqlmodel import select

from tests.multitude import put_multitude
from tests.runs_server import runs_server
from workbench.storage.tables import Run, Segment, SegmentMember
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out
from workbench.workflow.run_plans import RunChoices, plan_of

KILLS, PEOPLE, PATIENCE = 10, 400, 300
KILLED_AFTER = (2.0, 9.0)  # seconds: while it starts, waits for the lease, prepares, divides or stores


def put_run(store, cast) -> int:
    plan = plan_of(store, cast.study, RunChoices(k=5))
    return runs.queue_run(store, cast.owner, cast.study, {**plan, "resamples": 400})


def ended(store, run_id) -> Run | None:
    with store.reading() as session:
        run = session.get_one(Run, run_id)
    return run if run.state not in runs.GOING else None


@pytest.mark.prove
def test_ten_kills_of_the_server_lose_no_run_and_finish_none_twice(settings, store, cast):
    put_multitude(store, cast.study, PEOPLE)
    run_id, kills = put_run(store, cast), 0
    while kills < KILLS and not ended(store, run_id):
        with runs_server(settings) as server:
            time.sleep(random.uniform(*KILLED_AFTER))
            server.kill()
        kills += 1
    with runs_server(settings):
        end = time.monotonic() + PATIENCE
        while not ended(store, run_id):
            assert time.monotonic() < end
            time.sleep(0.2)
    there = ended(store, run_id)
    again = put_run(store, cast)
    runs.claim_run(store, "here")
    carry_out(store, again, "here")
    print(f"\n{kills} kills while a run went on: ended once, as without kills")  # noqa: T201  # for docs/proofs.md
    assert (there.state, there.result) == ("done", ended(store, again).result)
    with store.reading() as session:
        assert len(session.exec(select(Segment).where(Segment.run_id == run_id)).all()) == 5
        members = select(SegmentMember).join(Segment).where(Segment.run_id == run_id)
        assert len(session.exec(members).all()) == PEOPLE

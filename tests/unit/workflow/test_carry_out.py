"""A run is claimed, carried out and stored once, all or nothing, whatever happens to its processes."""

from datetime import timedelta

import pytest
from sqlmodel import select

from tests.crowd import put_crowd, queue
from tests.web.material import put_people
from workbench.storage.tables import AuditEntry, Participant, Run, Segment, SegmentMember, now
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out


@pytest.fixture
def kinds(store, cast):
    return put_crowd(store, cast.study)


def all_of(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def groups(store, run_id):
    """The members of each segment of a run."""
    query = select(SegmentMember).join(Segment, Segment.id == SegmentMember.segment_id)
    found = {}
    with store.reading() as session:
        for one in session.exec(query.where(Segment.run_id == run_id)):
            found.setdefault(one.segment_id, set()).add(one.participant_id)
    return list(found.values())


def test_a_queued_run_finds_the_kinds_of_people_and_stores_them(store, cast, kinds):
    run_id = queue(store, cast)
    assert runs.claim_run(store, "one") == run_id
    carry_out(store, run_id, "one")
    run = all_of(store, Run)[0]
    assert (run.state, run.share, run.lease_until) == ("done", 1.0, None)
    assert run.result["verdict"] == "stable"
    assert sorted(map(sorted, groups(store, run_id))) == sorted(kinds)
    assert len(run.evidence_digest) == 64
    assert run.versions["workbench"]


def test_who_was_screened_out_or_dropped_is_in_no_segment(store, cast, kinds):
    with store.writing() as session:
        session.get_one(Participant, kinds[0][0]).state = "screened_out"
        session.get_one(Participant, kinds[1][0]).state = "dropped"
    run_id = queue(store, cast)
    runs.claim_run(store, "one")
    carry_out(store, run_id, "one")
    assert set().union(*groups(store, run_id)) == set().union(*kinds) - {kinds[0][0], kinds[1][0]}


def test_a_run_whose_worker_lost_the_lease_stores_nothing(store, cast, kinds):
    run_id = queue(store, cast)
    runs.claim_run(store, "slow")
    with store.writing() as session:
        session.get_one(Run, run_id).worker = "other"
    carry_out(store, run_id, "slow")
    assert all_of(store, Segment) == []
    assert all_of(store, Run)[0].state == "running"


def test_the_run_of_a_killed_process_is_claimed_again_and_finished_once(store, cast, kinds):
    run_id = queue(store, cast)
    runs.claim_run(store, "killed")
    assert runs.claim_run(store, "next") is None, "its lease has not passed"
    with store.writing() as session:
        session.get_one(Run, run_id).lease_until = now() - timedelta(seconds=1)
    assert runs.claim_run(store, "next") == run_id
    carry_out(store, run_id, "next")
    carry_out(store, run_id, "killed")
    assert len(all_of(store, Segment)) == 3
    assert all_of(store, Run)[0].worker == "next"


def test_a_run_that_is_given_back_waits_no_longer(store, cast, kinds):
    run_id = queue(store, cast)
    runs.claim_run(store, "broken")
    runs.give_back(store, run_id, "broken")
    assert runs.claim_run(store, "next") == run_id
    with pytest.raises(runs.RunStopped):
        runs.give_back(store, run_id, "broken")


def test_a_run_that_is_cancelled_while_it_goes_stores_nothing(store, cast, kinds):
    run_id = queue(store, cast)
    runs.claim_run(store, "one")
    runs.cancel_run(store, cast.owner, run_id)
    carry_out(store, run_id, "one")
    assert all_of(store, Run)[0].state == "cancelled"
    assert all_of(store, Segment) == []


def test_a_plan_that_cannot_be_carried_out_ends_with_a_sentence(store, cast):
    put_people(store, cast.study)
    run_id = queue(store, cast, k=8)
    runs.claim_run(store, "one")
    carry_out(store, run_id, "one")
    run = all_of(store, Run)[0]
    assert run.state == "failed"
    assert "分不成" in run.message["sentence"]


def test_the_same_plan_on_unchanged_evidence_may_run_again_with_the_same_result(store, cast, kinds):
    for _ in range(2):
        run_id = queue(store, cast, seed=7)
        runs.claim_run(store, "one")
        carry_out(store, run_id, "one")
    first, second = all_of(store, Run)
    assert first.evidence_digest == second.evidence_digest
    assert first.result == second.result
    assert [entry.verb for entry in all_of(store, AuditEntry)].count("queue_run") == 2

"""Runs on a Dask cluster: the same result as in processes here, and whoever is killed, a run ends and ends once."""

from dataclasses import replace
from time import monotonic, sleep

import pytest
from sqlmodel import select

from tests.cluster import Cluster
from tests.crowd import put_crowd, queue
from tests.runs_server import runs_server
from workbench.storage import Store
from workbench.storage.tables import Run, Segment, SegmentMember
from workbench.workflow import runner as runners
from workbench.workflow.carry_out import carry_out
from workbench.workflow.runs import claim_run

PATIENCE = 90
pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture(scope="module")
def cluster():
    """Two workers."""
    found = Cluster()
    try:
        found.start(workers=2)
        yield found
    finally:
        found.stop()


@pytest.fixture
def serve(store, cast, monkeypatch):
    """Let a server have its runs carried out on the cluster at an address."""
    monkeypatch.setattr(runners, "LOOK_EVERY", 0.1)
    put_crowd(store, cast.study)
    started = []

    def served(address):
        started.append(runners.Runner(Store(replace(store.settings, cluster=address))))
        started[-1].start()
        return started[-1]

    yield served
    for runner in started:
        runner.stop()
        runner.join(PATIENCE)
        runner.store.close()


def wait_for(store, run_id, reached):
    """The run, once it is as wished."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        with store.reading() as session:
            run = session.get_one(Run, run_id)
        if reached(run):
            return run
        sleep(0.02)
    raise AssertionError(f"waited too long: {run.state} {run.share} {run.message}")


def ended(run):
    return run.state not in ("queued", "running")


def is_at_work(run):
    return run.state == "running" and run.message


def groups(store, run_id):
    """For each segment of a run number, name, facts and members."""
    query = select(Segment, SegmentMember.participant_id).join(SegmentMember).where(Segment.run_id == run_id)
    found = {}
    with store.reading() as session:
        for segment, person in session.exec(query):
            found.setdefault((segment.number, segment.name, repr(segment.facts)), set()).add(person)
    return found


def test_a_cluster_gives_the_same_result_as_a_process_here(serve, cluster, store, cast, settings):
    server = serve(cluster.address)
    there = queue(store, cast)
    run = wait_for(store, there, ended)
    server.stop()
    for file in (settings.cache / str(cast.study)).iterdir():
        file.unlink()
    here = queue(store, cast)
    claim_run(store, "here", run_id=here)
    carry_out(store, here, "here")
    assert run.state == "done"
    assert run.result == wait_for(store, here, ended).result
    assert groups(store, there) == groups(store, here)


def test_a_run_survives_the_kill_of_a_worker_and_ends_once(serve, cluster, store, cast):
    serve(cluster.address)
    run_id = queue(store, cast, resamples=300, seed=1)
    wait_for(store, run_id, is_at_work)
    cluster.kill_the_busy_worker()
    assert wait_for(store, run_id, ended).state == "done"
    assert len(groups(store, run_id)) == 3


@pytest.mark.parametrize("where", ["in processes here", "on the cluster"])
def test_a_run_survives_the_kill_of_the_server_and_ends_once(cluster, store, cast, settings, where):
    put_crowd(store, cast.study)
    address = cluster.address if where == "on the cluster" else ""
    with runs_server(settings, address) as first:
        run_id = queue(store, cast, resamples=500)
        wait_for(store, run_id, is_at_work)
        first.kill()
    with runs_server(settings, address):
        assert wait_for(store, run_id, ended).state == "done"
    assert len(groups(store, run_id)) == 3


def test_a_cluster_that_is_away_ends_a_run_with_a_sentence(serve, store, cast):
    serve("tcp://127.0.0.1:1")
    run = wait_for(store, queue(store, cast), ended)
    assert (run.state, run.message["values"]) == ("failed", {"address": "tcp://127.0.0.1:1"})
    assert "连不上 Dask 集群" in run.message["sentence"]

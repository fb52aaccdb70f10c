"""The runner takes runs up by itself, through real processes, and survives their death."""

import os
import signal
from multiprocessing import active_children
from time import monotonic, sleep

import pytest
from sqlmodel import select

from tests.crowd import put_crowd, queue
from workbench.storage.tables import Run, Segment
from workbench.workflow import runner as runners
from workbench.workflow import runs

PATIENCE = 90


@pytest.fixture
def runner(store, cast, monkeypatch):
    monkeypatch.setattr(runners, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(runners, "SIGNS_A_LEASE", 150)
    put_crowd(store, cast.study)
    thread = runners.Runner(store)
    thread.start()
    yield thread
    thread.stop()
    thread.join(PATIENCE)
    for process in active_children():
        process.join(PATIENCE)


def wait_for(store, reached):
    """The one run, once it is as wished."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        with store.reading() as session:
            run = session.exec(select(Run)).one()
        if reached(run):
            return run
        sleep(0.02)
    raise AssertionError(f"waited too long: {run.state} {run.share}")


def kill_the_process():
    for process in active_children():
        os.kill(process.pid, signal.SIGKILL)


def is_at_work(run):
    return run.state == "running" and run.message


def segments(store):
    with store.reading() as session:
        return session.exec(select(Segment)).all()


def test_a_queued_run_is_carried_out_in_a_process_of_its_own(runner, store, cast):
    queue(store, cast)
    run = wait_for(store, lambda run: run.state == "done")
    assert run.worker.startswith(f"{os.getpid()}-")
    assert len(segments(store)) == 3


def test_a_run_whose_process_is_killed_is_taken_up_again_at_once(runner, store, cast, settings):
    queue(store, cast, resamples=300)
    killed = wait_for(store, is_at_work).worker
    started = monotonic()
    kill_the_process()
    again = wait_for(store, lambda run: run.state == "running" and run.worker != killed)
    assert monotonic() - started < settings.lease_seconds / 2
    assert wait_for(store, lambda run: run.state == "done").worker == again.worker
    assert len(segments(store)) == 3


def test_a_run_that_breaks_every_process_fails_with_a_sentence(runner, store, cast):
    queue(store, cast, resamples=1000)
    workers = set()
    for _ in range(runners.MOST_TRIES):
        run = wait_for(store, lambda run: is_at_work(run) and run.worker not in workers and active_children())
        workers.add(run.worker)
        kill_the_process()
    assert "中途断了" in wait_for(store, lambda run: run.state == "failed").message["sentence"]
    assert segments(store) == []


def test_a_cancelled_run_leaves_its_process(runner, store, cast):
    run_id = queue(store, cast, resamples=1000)
    wait_for(store, is_at_work)
    runs.cancel_run(store, cast.owner, run_id)
    next_id = queue(store, cast)
    with store.reading() as session:
        assert session.get_one(Run, run_id).state == "cancelled"
    end = monotonic() + PATIENCE
    while not segments(store) and monotonic() < end:
        sleep(0.05)
    assert {one.run_id for one in segments(store)} == {next_id}

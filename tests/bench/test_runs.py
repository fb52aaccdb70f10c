"""How long a run takes whose people are known already, how long sixty interviews, and how soon a cancel is felt."""

import resource
import subprocess
import sys
import time
from threading import Timer

import pytest

from tests.conftest import ROOT
from tests.multitude import put_multitude
from workbench.storage.tables import Run
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out, settle, work
from workbench.workflow.run_plans import RunChoices, plan_of

SIXTY = """
import sys
from workbench.settings import read_settings
from workbench.workflow.carry_out import work
work(read_settings({}, home=sys.argv[1]), int(sys.argv[2]), "cold")
"""


def claimed(store, cast, **choices) -> int:
    run_id = runs.queue_run(store, cast.owner, cast.study, plan_of(store, cast.study, RunChoices(**choices)))
    assert runs.claim_run(store, "cold") == run_id
    return run_id


def state(store, run_id) -> str:
    with store.reading() as session:
        return session.get_one(Run, run_id).state


@pytest.mark.prove
def test_another_number_of_segments_of_ten_thousand_people_takes_a_second(store, cast):
    put_multitude(store, cast.study, 10_000)
    took = []
    for k in (3, 4, 5, 6, 7, 8):
        run_id = claimed(store, cast, k=k)
        started, worked = time.perf_counter(), time.process_time()
        carry_out(store, run_id, "cold")
        took.append((time.perf_counter() - started, time.process_time() - worked))
        settle()  # as a worker does when the result is stored
        assert state(store, run_id) == "done"
    first, *others = took
    print(f"\n10 000 people, first run: {first[0]:.1f} s, {first[1]:.1f} s of processor")  # noqa: T201  # for docs/proofs.md
    print("with another k: " + ", ".join(f"{wall:.2f} s ({cpu:.2f})" for wall, cpu in others))  # noqa: T201
    assert sorted(cpu for _, cpu in others)[len(others) // 2] <= 1.0


@pytest.mark.prove
def test_sixty_people_with_a_hundred_bootstraps_take_ten_seconds_from_a_cold_start(settings, store, cast):
    put_multitude(store, cast.study, 60)
    run_id = claimed(store, cast)
    started, worked = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", SIXTY, str(settings.home), str(run_id)], cwd=ROOT, check=True)
    took, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - worked.ru_utime - worked.ru_stime
    print(f"\n60 people, 100 bootstraps, cold start: {took:.1f} s, {cpu:.1f} s of processor")  # noqa: T201
    assert state(store, run_id) == "done"
    assert cpu <= 10


@pytest.mark.prove
@pytest.mark.parametrize("after", [1.0, 4.0, 8.0, 16.0])
def test_a_cancel_is_felt_at_once_with_ten_thousand_people(settings, store, cast, after):
    put_multitude(store, cast.study, 10_000)
    run_id, asked = claimed(store, cast), []

    def cancel():
        runs.cancel_run(store, cast.owner, run_id)
        asked.extend((time.perf_counter(), time.process_time()))

    timer = Timer(after, cancel)
    timer.start()
    work(settings, run_id, "cold")
    wall, cpu = time.perf_counter() - asked[0], time.process_time() - asked[1]
    print(f"\ncancelled after {after:.0f} s, felt after {wall:.1f} s more, {cpu:.1f} s of processor")  # noqa: T201
    assert state(store, run_id) == "cancelled"
    assert cpu <= 2

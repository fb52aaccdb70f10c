"""Submits a second: `workbench serve` as it is run, 16 respondents at once, each post a whole form kept on disk."""

import http.client
import os
import time
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.web.answering import rows
from tests.web.killing import Served, free_port
from tests.web.screening import WANTED, publish
from workbench.storage.tables import Participant, Submission

RESPONDENTS, EACH = 16, 150
WANTED_A_SECOND, LONGEST = 300, 0.5


def post_on_and_on(port, link, times, refused):
    """Hand in `EACH` forms over one connection, as fast as they are taken."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(EACH):
        body = urlencode({":uuid": str(uuid4()), ":version": "1", **WANTED, "sex": "m"}, doseq=True)
        began = time.perf_counter()
        connection.request("POST", link, body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 303:
            refused.append(answer.status)
    connection.close()


def processor_seconds(group: int) -> float:
    """What all processes of a group have used of a processor so far."""
    used = 0.0
    for entry in Path("/proc").iterdir():
        try:
            parts = (entry / "stat").read_text().rpartition(")")[2].split() if entry.name.isdecimal() else []
        except OSError:
            continue
        if parts and int(parts[2]) == group:
            used += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return used


@pytest.mark.prove
def test_three_hundred_submits_a_second_are_taken_and_kept(settings, store, cast):
    _, link = publish(store, cast, quotas=[])
    served = Served(str(settings.home), free_port())
    times, refused = [], []
    try:
        served.start()
        threads = [Thread(target=post_on_and_on, args=(served.port, link, times, refused)) for _ in range(RESPONDENTS)]
        used, began = processor_seconds(served.process.pid), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, used = time.perf_counter() - began, processor_seconds(served.process.pid) - used
    finally:
        served.kill()
    slowest = sorted(times)[int(len(times) * 0.99)]
    count = len(times)
    print(  # noqa: T201  # for docs/proofs.md
        f"\n{count} submits: {count / took:.0f} a second, p50 {sorted(times)[count // 2] * 1e3:.0f} ms, "
        f"p99 {slowest * 1e3:.0f} ms, {used / count * 1e3:.2f} ms of the server's processors each"
    )
    assert not refused
    assert len([row for row in rows(store, Submission) if row.completed_at]) == len(rows(store, Participant)) == count
    assert slowest < LONGEST
    assert count / took >= WANTED_A_SECOND

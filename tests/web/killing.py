"""A server that is killed while respondents submit, and the count afterwards."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from sqlmodel import select, text

from tests.conftest import ROOT
from tests.web.answering import OFTEN, PAIN, WHY, rows
from workbench.storage.tables import Answer, Participant, Submission, Utterance

SERVE = [sys.executable, "-m", "workbench.cli", "serve"]
TWO_PAGES = {"title": "两页问卷", "pages": [{"name": "a", "elements": [OFTEN]}, {"name": "b", "elements": [WHY, PAIN]}]}
LONGEST_WAIT = 120


@dataclass
class Served:
    """`workbench serve` on a home folder, in a process group of its own."""

    home: str
    port: int
    process: subprocess.Popen | None = None

    def start(self):
        """Start, and wait until it answers."""
        environment = {**os.environ, "WORKBENCH_HOME": self.home, "WORKBENCH_BIND": f"127.0.0.1:{self.port}"}
        self.process = subprocess.Popen(
            SERVE, cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + LONGEST_WAIT
        while send(self.port, "GET", "/sign-in")[0] != 200:
            assert self.process.poll() is None, "the server does not start"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)

    def kill(self):
        """Kill -9 of all its processes."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Crowd:
    """Respondents who begin, fill in two pages and send each again until the server says that it has it."""

    port: int
    link: str
    done: Event = field(default_factory=Event)
    acknowledged: list = field(default_factory=list)
    retries: int = 0
    refusals: list = field(default_factory=list)

    def run(self, people):
        """Let `people` submit at the same time until `done`."""
        self.threads = [Thread(target=self._submit_on_and_on, daemon=True) for _ in range(people)]
        for thread in self.threads:
            thread.start()

    def finish(self):
        """Let everybody come to an end."""
        self.done.set()
        for thread in self.threads:
            thread.join(LONGEST_WAIT)

    def _submit_on_and_on(self):
        while not self.done.is_set():
            uuid = str(uuid4())
            second = self._sent(self.link, {":uuid": uuid, "often": "daily"})
            if second and self._sent(second, {"why": f"因为 {uuid}", "pain": "太肝"}):
                self.acknowledged.append(uuid)

    def _sent(self, address, body) -> str | None:
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            status, location = send(self.port, "POST", address, body)
            if status == 303:
                return location
            if status:
                self.refusals.append((status, address))
            self.retries += 1
            time.sleep(0.05)
        return None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def send(port, method, address, body=None) -> tuple[int, str | None]:
    """Status and `Location` of an answer; status 0 when the line broke."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, urlsplit(address).path, urlencode(body) if body else None, headers)
        response = connection.getresponse()
        response.read()
        return response.status, response.getheader("Location")
    except (OSError, http.client.HTTPException):
        return 0, None
    finally:
        connection.close()


def kill_while_submitting(settings, link, *, times, people) -> Crowd:
    """Kill and restart the server `times` times, at moments that nobody can foresee, while `people` submit."""
    served = Served(str(settings.home), free_port())
    crowd = Crowd(served.port, link)
    try:
        served.start()
        crowd.run(people)
        for _ in range(times):
            time.sleep(random.uniform(0.2, 1.2))
            served.kill()
            served.start()
        crowd.finish()
    finally:
        crowd.done.set()
        served.kill()
    return crowd


def check_all_there_once(store, crowd):
    """Every acknowledged submission is there, completed, with its evidence, and nothing is there twice."""
    completed = [row for row in rows(store, Submission) if row.completed_at]
    people = {person.source_key: person.id for person in rows(store, Participant)}
    said = [(row.participant_id, row.text) for row in rows(store, Utterance) if row.text.startswith("因为")]
    assert len({row.uuid for row in completed}) == len(completed) == len(people)
    assert set(crowd.acknowledged) <= people.keys()
    assert sorted(said) == sorted((person, f"因为 {uuid}") for uuid, person in people.items())
    assert len(rows(store, Answer)) == 3 * len(people)
    with store.reading() as session:
        assert session.exec(text("PRAGMA integrity_check")).scalar() == "ok"
        assert not session.exec(select(Submission).where(Submission.completed_at.is_(None), Submission.page > 1)).all()

"""A Dask scheduler and its workers as processes of their own, as `docs/running.md` tells to start them."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from distributed import Client

from tests.conftest import ROOT
from tests.web.killing import free_port

PATIENCE = 60


@dataclass
class Cluster:
    """`address` is what the setting wants."""

    address: str = ""
    processes: list[subprocess.Popen] = field(default_factory=list)

    def start(self, workers):
        """Start a scheduler and `workers` workers of one thread each, and wait until they work."""
        port = free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self._spawn("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
        for _ in range(workers):
            self._spawn("dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--death-timeout", str(PATIENCE))
        with Client(self.address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)

    def kill_the_busy_worker(self):
        """Kill -9 of the worker that works; waits until one does."""
        end = time.monotonic() + PATIENCE
        with Client(self.address, timeout=PATIENCE, set_as_default=False) as client:
            pids = client.run(os.getpid)
            while not (busy := [worker for worker, tasks in client.processing().items() if tasks]):
                assert time.monotonic() < end, "nobody works"
                time.sleep(0.02)
        os.kill(pids[busy[0]], signal.SIGKILL)

    def stop(self):
        """End all processes."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()

    def _spawn(self, program, *arguments):
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *arguments]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.processes.append(subprocess.Popen(command, cwd=ROOT, env=environment, **quiet))

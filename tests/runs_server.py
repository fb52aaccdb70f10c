"""A server that does nothing but carry out runs, as a process that can be killed."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from tests.conftest import ROOT
from workbench.settings import read_settings
from workbench.storage import open_store
from workbench.workflow.runner import Runner

LEASE = "2"


@contextmanager
def runs_server(settings, cluster=""):
    """Start it on these settings' home; give the process; kill it at the end, if nobody has."""
    environment = {**os.environ, "WORKBENCH_HOME": str(settings.home), "WORKBENCH_LEASE_SECONDS": LEASE}
    command = [sys.executable, "-m", "tests.runs_server"]
    process = subprocess.Popen(command, cwd=ROOT, env={**environment, "WORKBENCH_CLUSTER": cluster})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    Runner(open_store(read_settings())).run()

"""Parallel work happens in other processes, with one BLAS thread each, here or on a cluster."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children

import pytest

from workbench.errors import WorkbenchError
from workbench.executor import get_executor
from workbench.settings import read_settings

SERVER = """
import os, time
from workbench.executor import get_executor
from workbench.settings import read_settings
if __name__ == "__main__":
    print(get_executor(read_settings({}, analysis_processes=1)).submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_work_is_done_in_another_process_with_one_thread():
    with get_executor(read_settings({}, analysis_processes=1)) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
        assert executor.submit(os.getenv, "OPENBLAS_NUM_THREADS").result() == "1"
    assert active_children() == []


def test_the_processes_of_a_killed_server_end_as_well(tmp_path):
    (tmp_path / "server.py").write_text(SERVER)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(tmp_path / "server.py")]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as server:
        worker = int(server.stdout.readline())
        assert is_there(worker)
        server.send_signal(signal.SIGKILL)
    end = time.monotonic() + 30
    while is_there(worker):
        assert time.monotonic() < end, "the process is left alone"
        time.sleep(0.05)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "tcp://nowhere.invalid:8786", "dask://here"])
def test_a_cluster_that_cannot_be_reached_is_a_sentence_with_its_address(address):
    with pytest.raises(WorkbenchError, match=f"连不上 Dask 集群 {address}") as raised:
        get_executor(read_settings({}, cluster=address))
    assert "WORKBENCH_CLUSTER" in str(raised.value.advice)


def test_without_dask_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkbenchError, match="没有安装 distributed") as raised:
        get_executor(read_settings({}, cluster="tcp://127.0.0.1:8786"))
    assert "pip install" in str(raised.value.advice)

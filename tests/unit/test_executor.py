"""Parallel work happens in other processes, with one BLAS thread each."""

import os

from workbench.executor import get_executor
from workbench.settings import read_settings


def test_work_is_done_in_another_process_with_one_thread():
    with get_executor(read_settings({}, analysis_processes=1)) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
        assert executor.submit(os.getenv, "OPENBLAS_NUM_THREADS").result() == "1"

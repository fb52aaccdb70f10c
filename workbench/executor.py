"""The one door to parallel work: a pool of processes, each with one BLAS thread (`workbench/__init__.py` says why)."""

from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

from workbench.settings import Settings

__all__ = ["Executor", "get_executor"]


def get_executor(settings: Settings) -> Executor:
    """An executor of as many processes as the settings say; its owner shuts it down.

    Processes are spawned, not forked: a fork would carry the server's locks and connections with it.
    """
    return ProcessPoolExecutor(settings.analysis_processes, mp_context=get_context("spawn"))

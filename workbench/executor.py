"""The one door to parallel work: a pool of processes here, or a Dask cluster by its address.

Each process has one BLAS thread (`workbench/__init__.py` says why). Nothing else in the code knows which of the two it
is: a worker that dies is an exception of the future, whatever its name, and the executor is then made anew.
"""

import os
import socket
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any

from workbench.errors import N_, WorkbenchError
from workbench.settings import Settings

__all__ = ["Executor", "get_executor"]

PATIENCE = 10.0


def get_executor(settings: Settings) -> Executor:
    """An executor of as many processes as the settings say, or of those of the cluster; its owner shuts it down.

    Raises WorkbenchError when a cluster is set and cannot be reached.
    """
    if settings.cluster:
        return _Cluster(_connect(settings.cluster))
    # Spawned, not forked: a fork would carry the server's locks and connections with it.
    return ProcessPoolExecutor(settings.analysis_processes, get_context("spawn"), initializer=_end_with_the_server)


class _Cluster(Executor):
    """The cluster's own executor, which also closes the connection it was made with."""

    def __init__(self, client: Any) -> None:
        self._client = client
        # The same call twice is two calls: the second one follows a broken first one.
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As `Executor.submit`; what `fn` is must be importable on the workers."""
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As `Executor.shutdown`; without waiting, what was submitted is cancelled whether it has begun or not."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def _connect(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
    except ImportError as error:
        raise WorkbenchError(
            N_("设置了 Dask 集群，但没有安装 distributed。"),
            N_('请运行 pip install "persona-workbench[cluster]"，或清空设置 WORKBENCH_CLUSTER。'),
        ) from error
    try:
        # A client that cannot connect is never quite gone; so ask for the scheduler in the simplest way first.
        socket.create_connection(get_address_host_port(address), PATIENCE).close()
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise WorkbenchError(
            N_("连不上 Dask 集群 %(address)s。"),
            N_("请确认调度器已启动、地址没有写错，或清空设置 WORKBENCH_CLUSTER。"),
            address=address,
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise WorkbenchError(
            N_("Dask 集群 %(address)s 上没有工作进程。"), N_("请先启动 dask worker 再试。"), address=address
        ) from error
    return client


def _end_with_the_server() -> None:
    """Let a worker process end when the server was killed: nobody would ever give it work or stop it."""
    server = parent_process()
    if server is not None:
        Thread(target=_wait_and_end, args=(server,), name="end-with-the-server", daemon=True).start()


def _wait_and_end(server: BaseProcess) -> None:
    server.join()
    os._exit(1)

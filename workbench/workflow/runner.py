"""A thread in each server process that looks for runs and hands them to the processes of `executor`."""

import logging
import os
from collections import Counter
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Event, Thread
from uuid import uuid4

from workbench.errors import N_, WorkbenchError
from workbench.executor import Executor, get_executor
from workbench.storage import Store
from workbench.workflow.carry_out import work
from workbench.workflow.runs import RunStopped, claim_run, fail_run, give_back, keep_lease

LOOK_EVERY = 1.0
LOOK_EVERY_WARM = 0.2  # a server whose processes have started comes before one that would have to start them
SIGNS_A_LEASE = 6
MOST_TRIES = 3
log = logging.getLogger(__name__)


class Runner(Thread):
    """Claims runs one at a time and keeps their leases while the executor works on them."""

    def __init__(self, store: Store) -> None:
        super().__init__(name="runner", daemon=True)
        self.store = store
        self._broken: Counter[int] = Counter()
        self._stop_asked = Event()
        self._executor: Executor | None = None

    def run(self) -> None:
        """Look for runs until asked to stop; a database that is busy or away is tried again."""
        while not self._stop_asked.wait(LOOK_EVERY_WARM if self._executor else LOOK_EVERY):
            worker = f"{os.getpid()}-{uuid4().hex[:8]}"  # another for each claim: one that was given up stores nothing
            try:
                run_id = claim_run(self.store, worker)
                if run_id is not None:
                    self._carry_out(run_id, worker)
            except Exception:  # the thread must outlive whatever happens to one run
                log.exception("looking for runs failed")

    def stop(self) -> None:
        """Stop looking; a run that is going loses its lease and is taken up by another process."""
        self._stop_asked.set()
        self._let_go()

    def _carry_out(self, run_id: int, worker: str) -> None:
        try:
            self._watch(run_id, worker)
        except RunStopped:
            pass
        except WorkbenchError as error:
            self._try_again(run_id, worker, error)
        except Exception:  # a process or a whole cluster that died, in whatever words its executor says so
            log.warning("run %s broke off", run_id, exc_info=True)
            what = N_("分析几次都中途断了，可能是内存不够。")
            broke = WorkbenchError(what, N_("请换一台内存更大的机器，或减少受访者后再试。"))
            self._try_again(run_id, worker, broke)

    def _watch(self, run_id: int, worker: str) -> None:
        if self._executor is None:
            self._executor = get_executor(self.store.settings)
        future: Future[None] = self._executor.submit(work, self.store.settings, run_id, worker)
        try:
            while not self._stop_asked.is_set():
                if wait([future], self.store.settings.lease_seconds / SIGNS_A_LEASE).done:
                    return future.result()
                keep_lease(self.store, run_id, worker)
        except RunStopped:
            future.cancel()

    def _try_again(self, run_id: int, worker: str, error: WorkbenchError) -> None:
        """Back into the queue at once, with another executor; a run that breaks every one it is given to has failed."""
        self._let_go()
        self._broken[run_id] += 1
        with suppress(RunStopped):
            if self._broken[run_id] < MOST_TRIES:
                give_back(self.store, run_id, worker)
            else:
                fail_run(self.store, run_id, worker, error)

    def _let_go(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)

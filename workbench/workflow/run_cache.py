"""What runs of a study worked out, kept in a private folder of the study so that the next run need not.

Whoever claims a run allows the folder; only into a folder that is there is anything written, and only while the run is
held. Withdrawal removes the folder within its own transaction: a run that had read the words before has lost its hold
by then and cannot put them back. On a worker machine without the server's home there is no folder, and nothing is kept.
"""

import os
import pickle
import shutil
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

KEPT = 6
LARGEST = 512 * 2**20
Found = TypeVar("Found")
_HEAD = b"workbench run cache\n"


def allow(session: Session, study_id: int) -> None:
    """Let runs of this study keep what they work out."""
    with suppress(OSError):  # a full or read-only disk makes runs slower, not impossible
        _folder(session, study_id).mkdir(parents=True, exist_ok=True, mode=0o700)


def clear(session: Session, study_id: int) -> None:
    """Remove whatever runs of this study kept; to be called in the transaction that deletes somebody's words."""
    shutil.rmtree(_folder(session, study_id), ignore_errors=True)


@dataclass(frozen=True)
class RunCache:
    """The folder of a study, as a run may use it. `hold` gives a session in which nobody can delete words."""

    folder: Path
    hold: Callable[[], AbstractContextManager[Session]]

    def recall(self, key: str, compute: Callable[[], Found]) -> Found:
        """What was kept under `key`; where there is nothing, or a damaged file, it is computed and kept.

        Raises RunStopped when the run is no longer held.
        """
        found: Found | None = self._find(key)
        if found is None:
            found = compute()
            self._keep(key, pickle.dumps(found, protocol=5))
        return found

    def _find(self, key: str) -> Any:
        path = self.folder / key
        try:
            data = memoryview(path.read_bytes())
            os.utime(path)  # it was used: others go first
        except OSError:
            return None
        head, content = data[: len(_HEAD) + 4], data[len(_HEAD) + 4 :]
        return pickle.loads(content) if head == _head(content) else None  # noqa: S301  # the folder is ours alone

    def _keep(self, key: str, content: bytes) -> None:
        """Keep it, and of the others those that were used last."""
        if len(content) > LARGEST:
            return
        unfinished = self.folder / f"{key}.unfinished"
        with suppress(OSError):
            with self.hold():
                file = os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")
            with file:  # while others may write to the database; whoever clears the folder takes this file away as well
                file.write(_head(content))
                file.write(content)
            with self.hold():
                unfinished.replace(self.folder / key)
                _tidy(self.folder)


def _head(content: bytes | memoryview) -> bytes:
    return _HEAD + zlib.crc32(content).to_bytes(4)


def _tidy(folder: Path) -> None:
    """Remove all but the last files, and what killed runs did not finish."""
    finished = sorted((file for file in folder.iterdir() if not file.suffix), key=lambda file: file.stat().st_mtime_ns)
    for file in set(folder.iterdir()) - set(finished[-KEPT:]):
        file.unlink()


def _folder(session: Session, study_id: int) -> Path:
    cache: Path = session.info["cache"]
    return cache / str(study_id)

"""Published versions, read once in each process: a version never changes, and its digest names what it says."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from sqlmodel import Session

from workbench.records.forms import CheckedForm
from workbench.storage.queries.submissions import VersionHead
from workbench.storage.tables import FormVersion
from workbench.surveys.loading import load_published

MOST = 64
Known = TypeVar("Known")


class ByDigest(Generic[Known]):
    """What was worked out of the last versions that this process met."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._lock = Lock()

    def find(self, digest: str, make: Callable[[], Known]) -> Known:
        """What is known of a version, worked out by `make` the first time."""
        known = self._known.get(digest)
        if known is None:
            known = make()
            with self._lock:
                if len(self._known) >= MOST:
                    self._known.pop(next(iter(self._known)))
                self._known[digest] = known
        return known


_CHECKED = ByDigest[CheckedForm]()


def checked_version(session: Session, version: FormVersion | VersionHead) -> CheckedForm:
    """A version, checked when it was published. Its texts are read only when this process meets it the first time."""

    def load() -> CheckedForm:
        whole = session.get_one(FormVersion, version.id)
        return load_published(whole.definition, whole.rules)

    return _CHECKED.find(version.digest, load)

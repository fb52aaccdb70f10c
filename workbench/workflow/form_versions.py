"""Published versions, checked once in each process: a version never changes, and its digest names what it says."""

from threading import Lock

from workbench.records.forms import CheckedForm
from workbench.storage.tables import FormVersion
from workbench.surveys import load_form

MOST = 64
_checked: dict[str, CheckedForm] = {}
_lock = Lock()


def checked_version(version: FormVersion) -> CheckedForm:
    """A version, checked. Its texts are read from the database only when this process meets it for the first time."""
    known = _checked.get(version.digest)
    if known is None:
        known = load_form(version.definition, version.rules)
        with _lock:
            if len(_checked) >= MOST:
                _checked.pop(next(iter(_checked)))
            _checked[version.digest] = known
    return known

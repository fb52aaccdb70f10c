"""The steps of a draft taken back and done again, the same on every page where it is written."""

from collections.abc import Callable

from flask import flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import Message, WorkbenchError
from workbench.storage import Store
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import back_with
from workbench.web.pages import tell
from workbench.workflow import form_editing
from workbench.workflow.form_editing import Author
from workbench.workflow.form_history import OTHER_VERB, VERBS, Step, read_history


def steps_of(form: Form) -> tuple[str, str]:
    """What the last step did that can be taken back, and the one that can be done again; empty where there is none."""
    history = read_history(form.previous)
    return _last(history.before), _last(history.after)


def travelled(verb: Callable[[Store, Author], str], author: Author, address: str) -> Response:
    """Take a step back or do it again, and say at the address which one it was."""
    try:
        what = _words(verb(access.store(), author))
    except WorkbenchError as error:
        return back_with(error, address)
    redone = verb is form_editing.redo_edit
    flash(_("已重做：%(what)s。", what=what) if redone else _("已撤销：%(what)s。", what=what), "done")
    return redirect(address, 303)


def _last(steps: tuple[Step, ...]) -> str:
    return _words(steps[-1].verb) if steps else ""


def _words(verb: str) -> str:
    return tell(Message(VERBS.get(verb, OTHER_VERB)))

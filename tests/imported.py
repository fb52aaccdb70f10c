"""A draft for tests, imported as a form.json is."""

from workbench.storage import Store
from workbench.workflow.form_imports import Source, Wishes, create_imported


def import_form(store: Store, user_id: int, study_id: int, text: str) -> int:
    """The id of a draft from a form.json, or from an object with `form` and `rules`; nothing is added to it."""
    return create_imported(store, user_id, study_id, Source(text=text), Wishes(consent=False))

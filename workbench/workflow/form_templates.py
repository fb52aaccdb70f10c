"""Questionnaires that the team keeps to begin others with (模板)."""

from workbench.errors import N_, BadInput, NotAllowed
from workbench.storage import Store, add
from workbench.storage.tables import Form, FormTemplate
from workbench.workflow.audit import record
from workbench.workflow.form_editing import LONGEST_TITLE
from workbench.workflow.forms import store_form
from workbench.workflow.typed import without_controls


def save_template(store: Store, user_id: int, form_id: int, title: str) -> int:
    """Keep a form's questions and rules under a title; returns the template's id.

    What belongs to the study alone, the placing of respondents into its segments, stays behind.
    """
    title = _title(title)
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        rules = {name: rule for name, rule in form.rules.items() if name != "typing"}
        template = FormTemplate(title=title, definition=form.definition, rules=rules, user_id=user_id)
        template_id = add(session, template)
        record(session, user_id, "save_template", f"form_template:{template_id}", study_id=form.study_id)
        return template_id


def begin_from_template(store: Store, user_id: int, study_id: int, template_id: int) -> int:
    """A draft that begins as a template; returns its id."""
    with store.reading() as session:
        template = session.get_one(FormTemplate, template_id)
    return store_form(store, user_id, study_id, (template.definition, template.rules))


def rename_template(store: Store, user_id: int, template_id: int, title: str) -> None:
    """Another title in the list; the questionnaire's own title stays."""
    title = _title(title)
    with store.writing() as session:
        template = session.get_one(FormTemplate, template_id)
        _refuse_others(template, user_id)
        template.title = title
        record(session, user_id, "rename_template", f"form_template:{template_id}")


def delete_template(store: Store, user_id: int, template_id: int) -> None:
    """Take a template off the list; forms that began with it stay."""
    with store.writing() as session:
        template = session.get_one(FormTemplate, template_id)
        _refuse_others(template, user_id)
        session.delete(template)
        record(session, user_id, "delete_template", f"form_template:{template_id}")


def _title(given: str) -> str:
    title = " ".join(without_controls(given).split())
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(N_("模板要有名称，最多 %(most)s 字。"), N_("团队按名称找它。"), most=LONGEST_TITLE)
    return title


def _refuse_others(template: FormTemplate, user_id: int) -> None:
    if template.user_id not in (None, user_id):
        raise NotAllowed(N_("这个模板是别人存的。"), N_("可以用它新建问卷；改名和删除要由存它的人来做。"))

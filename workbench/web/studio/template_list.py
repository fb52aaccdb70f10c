"""The team's templates of questionnaires, for the page on which one is begun."""

from dataclasses import dataclass

from flask import abort

from workbench.storage.queries.form_templates import list_templates
from workbench.storage.tables import FormTemplate
from workbench.web import access
from workbench.web.studio.form_outline import question_count


@dataclass(frozen=True)
class TeamTemplate:
    """A template in the list; `mine` says whether the signed-in user may rename and delete it."""

    template: FormTemplate
    question_count: int
    mine: bool


def team_templates() -> list[TeamTemplate]:
    """All of them, the newest first."""
    return [
        TeamTemplate(one, question_count(one.definition), mine=one.user_id in (None, access.user_id()))
        for one in list_templates(access.reading())
    ]


def template_or_404(template_id: int) -> FormTemplate:
    """A template; they belong to everybody who is signed in."""
    access.user()
    found = access.reading().get(FormTemplate, template_id) if 0 < template_id < 2**63 else None
    if found is None:
        abort(404)
    return found

"""Placeholder until the pages of forms are written."""

from flask import Blueprint

blueprint = Blueprint("forms", __name__)


@blueprint.get("/studies/<int:study_id>/forms")
def list_forms(study_id: int) -> str:
    """Placeholder."""
    return ""

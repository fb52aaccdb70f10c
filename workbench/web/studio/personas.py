"""Placeholder until the pages of personas are written."""

from flask import Blueprint

blueprint = Blueprint("personas", __name__)


@blueprint.get("/studies/<int:study_id>/personas")
def list_personas(study_id: int) -> str:
    """Placeholder."""
    return ""

"""Placeholder until the pages of imports are written."""

from flask import Blueprint

blueprint = Blueprint("imports", __name__)


@blueprint.get("/studies/<int:study_id>/imports")
def list_imports(study_id: int) -> str:
    """Placeholder."""
    return ""

"""Placeholder until the pages of segments are written."""

from flask import Blueprint

blueprint = Blueprint("segments", __name__)


@blueprint.get("/studies/<int:study_id>/segments")
def list_runs(study_id: int) -> str:
    """Placeholder."""
    return ""

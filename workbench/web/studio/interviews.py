"""Placeholder until the pages of interviews are written."""

from flask import Blueprint

blueprint = Blueprint("interviews", __name__)


@blueprint.get("/studies/<int:study_id>/interviews")
def list_interviews(study_id: int) -> str:
    """Placeholder."""
    return ""


@blueprint.get("/studies/<int:study_id>/interviews/<int:interview_id>")
def show_interview(study_id: int, interview_id: int) -> str:
    """Placeholder."""
    return ""

"""Placeholder until the pages of participants are written."""

from flask import Blueprint

blueprint = Blueprint("participants", __name__)


@blueprint.get("/studies/<int:study_id>/participants")
def list_participants(study_id: int) -> str:
    """Placeholder."""
    return ""


@blueprint.get("/studies/<int:study_id>/participants/<int:participant_id>")
def show_participant(study_id: int, participant_id: int) -> str:
    """Placeholder."""
    return ""

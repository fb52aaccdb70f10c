"""Placeholder until the pages of texts are written."""

from flask import Blueprint

blueprint = Blueprint("texts", __name__)


@blueprint.get("/studies/<int:study_id>/texts")
def search_utterances(study_id: int) -> str:
    """Placeholder."""
    return ""

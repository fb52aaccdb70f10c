"""Which questions ask for consent: who takes part agreed, and that tells nobody apart nor is it anybody's opinion."""

import re
from collections.abc import Collection

from sqlmodel import Session, select

from workbench.records.facts import Kind
from workbench.records.screening import NO_CONSENT
from workbench.storage.tables import Form, Question

NEARLY_ALL = 0.9
_AGREES = re.compile(r"同意|知情|授权|consent|agree", re.IGNORECASE)
_NAME = re.compile(r"\{([^{}]+)\}")


def asks_consent(question: Question, counts: Collection[int], named: Collection[tuple[str, str]] = ()) -> bool:
    """Whether a closed question asks for consent: its form says so (`named`), or it reads like it.

    That is a choice of at most two answers of which one agrees, when nine of ten gave the same; `counts` are how many
    people gave each.
    """
    if (question.source, question.key) in named:
        return True
    if question.kind not in (Kind.SINGLE, Kind.MULTIPLE) or len(question.choices) > 2 or len(counts) > 2:
        return False
    texts = (question.title, *(str(choice["text"]) for choice in question.choices))
    alike = max(counts, default=0) >= NEARLY_ALL * sum(counts)
    return alike and any(_AGREES.search(text) for text in texts)


def named_by_forms(session: Session, study_id: int) -> set[tuple[str, str]]:
    """Source and key of the questions by which the study's forms turn away who does not agree."""
    rules = session.exec(select(Form.id, Form.rules).where(Form.study_id == study_id))
    return {
        (f"form:{form}", name)
        for form, kept in rules
        for rule in kept.get("screen_out", [])
        if rule.get("id") == NO_CONSENT
        for name in _NAME.findall(str(rule.get("if", "")))
    }

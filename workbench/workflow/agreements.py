"""Agreements: the consent text that somebody read, in the version that they answered, and what they said to it."""

import re
from dataclasses import dataclass, replace

from sqlmodel import Session

from workbench.records.forms import CheckedForm
from workbench.records.questions import Answers
from workbench.records.screening import NO_CONSENT
from workbench.storage.queries.answers import submission_of
from workbench.surveys import answers_in_words
from workbench.workflow.form_versions import checked_version

_NAME = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Agreement:
    """A consent text: the name of its version, its paragraphs, and the question below it with the answer, if any.

    `number` and `digest` name the version of the form in which it stands, which never changes.
    """

    version: str
    text: str
    question: str = ""
    answer: str = ""
    number: int = 0
    digest: str = ""


def agreement_of(checked: CheckedForm, answers: Answers) -> Agreement:
    """The consent page of a form as somebody answered it; the first page where no rule asks for consent."""
    refusing = [rule.condition for rule in checked.rules.screen_out if rule.id == NO_CONSENT]
    names = {name for condition in refusing for name in _NAME.findall(condition)}
    pages = checked.form.pages
    page = next((page for page in pages if names & {question.name for question in page.questions}), pages[0])
    asked = next((question for question in page.questions if question.name in names), None)
    text = page.description or (checked.form.description if asked and page is pages[0] else None)
    said = given(checked, answers)
    return Agreement(
        version=checked.rules.consent_version,
        text=text.into(checked.form.locale) if text else "",
        question=asked.heading.into(checked.form.locale) if asked else "",
        answer=said.get(asked.name, ("", ""))[1] if asked else "",
    )


def agreement_for(session: Session, participant_id: int) -> Agreement | None:
    """What a participant agreed to when they answered a form; None for whoever came another way."""
    found = submission_of(session, participant_id)
    if found is None:
        return None
    submission, version = found
    agreed = agreement_of(checked_version(session, version), submission.answers)
    return replace(agreed, number=version.number, digest=version.digest)


def given(checked: CheckedForm, answers: Answers) -> dict[str, tuple[str, str]]:
    """Title and answer of each question that was answered, by its name, in words."""
    return answers_in_words(checked.form, answers)

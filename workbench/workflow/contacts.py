"""Contacts: knowing a second answer of the same person by what they gave to be reached, without keeping it twice.

Nobody who answers is told that a contact has answered before: the second answer is taken with the same thanks, kept,
and set aside until a researcher looks at it.
"""

import re
import unicodedata

from sqlmodel import Session, col, select

from workbench.errors import N_
from workbench.records.evidence import Topic
from workbench.records.forms import CheckedForm
from workbench.records.questions import Answers, LongText, SeveralTexts, TextLine
from workbench.settings import Settings
from workbench.storage.queries.submissions import FormHead
from workbench.storage.tables import Submission, now
from workbench.workflow.secrets import derived_token

SECOND_ANSWER = N_("同一联系方式交过一份了")
_TYPED = (TextLine, SeveralTexts, LongText)
_PHONE = re.compile(r"(?:\+?86)?(1\d{10})")
_PHONE_MARKS = re.compile(r"[()\-—–·]")  # between digits they say nothing, in an account they tell people apart
_ADDRESS = re.compile(r"[\x21-\x7e]{5,254}")


def contact_hash(settings: Settings, checked: CheckedForm, answers: Answers) -> str:
    """A keyed hash of the telephone number, mail address or account that somebody gave; empty when none was given.

    A name to be called by, or an option that many choose, tells nobody apart and is passed over. Of several the
    telephone number counts most.
    """
    asked = [question for question in checked.form.questions if isinstance(question, _TYPED)]
    given = [answers.get(one.name) for one in asked if checked.rules.roles.get(one.name) == Topic.CONTACT]
    texts = [text for one in given for text in (one.values() if isinstance(one, dict) else [one])]
    found = sorted(_contact(text) for text in texts if isinstance(text, str | int))
    contact = next((one for one in found if one), "")
    return derived_token(settings, "contact", contact) if contact else ""


def is_second(session: Session, form: FormHead, contact_hash: str, uuid: str) -> bool:
    """Whether a contact has handed in this form, which takes one answer a contact, with another submission."""
    if form.one_answer != "contact" or not contact_hash:
        return False
    before = select(Submission.id).where(
        Submission.form_id == form.id,
        Submission.contact_hash == contact_hash,
        Submission.uuid != uuid,
        col(Submission.completed_at).is_not(None),
    )
    return session.exec(before.limit(1)).first() is not None


def set_aside() -> dict[str, object]:
    """The columns of a participant who counts nowhere until a researcher takes them back."""
    return {"excluded_at": now(), "excluded_for": SECOND_ANSWER}


def _contact(text: object) -> str:
    """A contact in one spelling, telephone numbers first in order.

    >>> _contact("＋86 138-0000-1234"), _contact("Mi-Chan@Example.com"), _contact("小满")
    ('1 13800001234', '2 mi-chan@example.com', '')
    """
    folded = "".join(unicodedata.normalize("NFKC", str(text)).lower().split())
    if phone := _PHONE.fullmatch(_PHONE_MARKS.sub("", folded)):
        return f"1 {phone[1]}"
    return f"2 {folded}" if _ADDRESS.fullmatch(folded) else ""

"""How to reach people: shown and exported only when somebody asks for it, and written down each time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session

from workbench.errors import N_, Message, Tell
from workbench.export import table_to_csv, table_to_xlsx
from workbench.records.sheets import Sheet
from workbench.storage import Store
from workbench.storage.queries.candidates import Wanted, list_candidates
from workbench.storage.queries.results import values_of
from workbench.storage.tables import Form
from workbench.workflow.answers import STATES, ZONE, answer_items
from workbench.workflow.asked import asked_in, questions_in
from workbench.workflow.audit import record
from workbench.workflow.recruiting_columns import FIXED, recruiting_columns


@dataclass(frozen=True)
class Contacts:
    """What people gave to be reached and called by: the titles of the questions, and by participant their answers."""

    titles: Sequence[str]
    given: dict[int, list[str]]


def contacts_of(session: Session, source: str, participant_ids: Sequence[int]) -> Contacts:
    """What these people answered to the questions of a source that ask who somebody is or how to reach them."""
    asked = asked_in(session, source)
    private = [one for one in questions_in(session, source) if asked.is_private(one)]
    values = values_of(session, [one.id for one in private])
    return Contacts(
        [one.title for one in private],
        {who: ["、".join(answer_items(one, values[one.id].get(who))) for one in private] for who in participant_ids},
    )


def note_contacts(store: Store, user_id: int, study_id: int, source: str, *, left: bool = False) -> None:
    """Write down that somebody looked at the contacts of a source, or that they `left` as a file."""
    with store.writing() as session:
        record(session, user_id, "export_contacts" if left else "show_contacts", source, study_id=study_id)


def called(wanted: Wanted) -> Wanted:
    """Whom a call list of the candidates wanted holds: those who qualify, unless another state is wanted."""
    return replace(wanted, state=wanted.state or "qualified")


def export_call_list(
    store: Store, user_id: int, wanted: Wanted, kind: Literal["xlsx", "csv"], tell: Tell = str
) -> bytes:
    """The candidates wanted with everything that recruiting looks at and how to reach them, in the order wanted.

    `tell` translates headings.
    """
    source = f"form:{wanted.form_id}"
    with store.reading() as session:
        study_id, people = session.get_one(Form, wanted.form_id).study_id, list_candidates(session, called(wanted))
        contacts = contacts_of(session, source, [one.participant.id for one in people])
        beside = recruiting_columns(session, source, tell, notes=True)
    headings = [*(tell(Message(one)) for one in FIXED), *contacts.titles, *beside.headings]
    lines = [
        [
            one.participant.pseudonym,
            tell(Message(STATES.get(one.participant.state, one.participant.state))),
            (one.submission.completed_at or one.submission.saved_at).astimezone(ZONE).replace(microsecond=0),
            *contacts.given[one.participant.id],
            *beside.of(one.participant.id),
        ]
        for one in people
    ]
    note_contacts(store, user_id, study_id, source, left=True)
    if kind == "csv":
        return table_to_csv(headings, lines)
    return table_to_xlsx([Sheet(tell(Message(N_("候选人"))), headings, lines)])

"""The demo's recruiting: three channels and a list of personal links, who came through them, who left, who was chosen.

Respondents go through the same verbs as anybody; only the dates, which lie in the past, are set afterwards.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session, select

from workbench.settings import DEMO
from workbench.storage import Store
from workbench.storage.queries.channels import WantedLinks, count_opening, links_of
from workbench.storage.tables import Channel, Form, Participant, Submission
from workbench.workflow.candidates import set_states
from workbench.workflow.channels import create_channel
from workbench.workflow.exclusions import exclude
from workbench.workflow.personal_links import create_links, personal_token, revoke_link
from workbench.workflow.submissions import Posted, save_page, start_submission

Row = dict[str, str]
PACE = (0.05, 0.3, 0.4, 0.85, 1.0)  # how much of the time had gone when each page was sent


@dataclass(frozen=True)
class Links:
    """What respondents open: the link of each channel by its name, "" for the form's own, and of each invitation."""

    channels: dict[str, str]
    invitations: dict[str, str]

    def of(self, row: Row) -> str:
        """The link through which the respondent of a row came."""
        return self.invitations.get(row["invitation"]) or self.channels[row["channel"]]


def read_json(name: str) -> Any:
    """One of the demo's files."""
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def read_rows(name: str) -> list[Row]:
    """The rows of one of the demo's tables."""
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def recruit(store: Store, user_id: int, form_id: int) -> dict[str, int]:
    """Everybody fills in the form, some give up; returns the participants' ids by the respondents' own."""
    links = _hand_out(store, user_id, form_id)
    rows = read_rows("answers.csv")
    people = {row["id"]: _answer(store, links, row) for row in rows}
    answered = {row["id"]: row for row in rows}
    for number, row in enumerate(read_rows("left.csv")):
        _leave(store, links.of(row), f"left:{number}", row, answered[row["like"]])
    _choose(store, user_id, form_id, people)
    return people


def _hand_out(store: Store, user_id: int, form_id: int) -> Links:
    """Make the channels with their openings, day by day, and the personal links, of which one was revoked."""
    days, chosen = read_rows("openings.csv"), read_json("recruiting.json")
    ids = {name: create_channel(store, user_id, form_id, name) if name else 0 for name in days[0] if name != "day"}
    create_links(store, user_id, form_id, "\n".join(chosen["invitations"]), ids[chosen["invited_through"]])
    with store.writing() as session:
        for day in days:
            for name, channel in ids.items():
                for _ in range(int(day[name])):
                    count_opening(session, form_id, channel, day["day"])
    with store.reading() as session:
        lines = links_of(session, WantedLinks(form_id))
        tokens = {name: session.get_one(Channel, one).token for name, one in ids.items() if one}
        tokens[""] = session.get_one(Form, form_id).token
    for line in lines:
        if line.link.label in chosen["revoked"]:
            revoke_link(store, user_id, line.link.id)
    return Links(tokens, {line.link.label: personal_token(store.settings, line.link) for line in lines})


def _answer(store: Store, links: Links, row: Row) -> int:
    """Fill in a form to its end; returns the participant's id."""
    uuid, posted = _uuid(row["id"]), _posted(row)
    step = start_submission(store, links.of(row), uuid, posted)
    while step.page is not None and step.screen is None:
        step = save_page(store, step.token, step.page, posted)
    completed, seconds = datetime.fromisoformat(row["submitted_at"]), int(row["seconds"])
    with store.writing() as session:
        submission = _put_back(session, uuid, completed - timedelta(seconds=seconds), seconds)
        submission.completed_at = completed
        participant = session.get_one(Participant, submission.participant_id)
        participant.created_at = completed
        return participant.id


def _leave(store: Store, link: str, name: str, row: Row, like: Row) -> None:
    """Fill in some pages like somebody else, and give up."""
    uuid, posted = _uuid(name), _posted(like)
    step = start_submission(store, link, uuid, posted)
    for _ in range(int(row["pages"]) - 1):
        if step.page is not None:
            step = save_page(store, step.token, step.page, posted)
    with store.writing() as session:
        _put_back(session, uuid, datetime.fromisoformat(row["started_at"]), int(row["seconds"]))


def _put_back(session: Session, uuid: str, started: datetime, seconds: int) -> Submission:
    """Date a submission to the day on which it is said to have come, and its pages to their share of the seconds."""
    submission = session.exec(select(Submission).where(Submission.uuid == uuid)).one()
    last = PACE[submission.trail[-1][0]]
    submission.trail = [[page, round(seconds * PACE[page] / last, 1)] for page, _ in submission.trail]
    submission.started_at, submission.saved_at = started, started + timedelta(seconds=seconds)
    return submission


def _choose(store: Store, user_id: int, form_id: int, people: dict[str, int]) -> None:
    """Some are invited, one gives their place back, one is left out for a reason."""
    chosen = read_json("recruiting.json")
    with store.reading() as session:
        study_id = session.get_one(Form, form_id).study_id
    set_states(store, user_id, form_id, {people[one]: state for one, state in chosen["states"].items()})
    for one, reason in chosen["excluded"].items():
        exclude(store, user_id, study_id, [people[one]], reason)


def _posted(row: Row) -> Posted:
    """A row as a browser posts it: several values where several were ticked."""
    return Posted(dict(_fields(row)), pasted=tuple(row["pasted"].split()))


def _fields(row: Row) -> Iterator[tuple[str, list[str]]]:
    yield from {"consent": ["agree"], "genres-Comment": ["别的都试过一点"]}.items()
    for name, text in row.items():
        if text:
            yield name, text.split("┋") if name in ("genres", "industry") else [text]


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"demo:{name}"))

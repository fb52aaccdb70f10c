"""The demo study: an invented mobile game's closed beta, put together with the same verbs that researchers use.

Nothing here is a shortcut into the tables except the dates, which lie in the past. The persons are invented.
"""

import csv
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlmodel import select

from workbench.errors import N_, Message
from workbench.settings import DEMO
from workbench.storage import Store
from workbench.storage.tables import Form, Participant, Submission
from workbench.workflow.forms import copy_house_form, publish_form
from workbench.workflow.studies import Brief, create_study
from workbench.workflow.submissions import Posted, save_page, start_submission

Tell = Callable[[Message], None]
FORM = "mobile_game_beta"


def build_demo(store: Store, user_id: int, tell: Tell) -> int:
    """Build the demo study for a user and return its id; `tell` hears what is being done."""
    tell(Message(N_("建立研究项目和甄别问卷")))
    study_id = create_study(store, user_id, Brief.model_validate(read_json("brief.json")))
    form_id = copy_house_form(store, user_id, study_id, FORM)
    publish_form(store, user_id, form_id)
    tell(Message(N_("124 位候选人回答问卷")))
    people = _answer(store, form_id)
    return study_id


def read_json(name: str) -> Any:
    """One of the demo's files."""
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def read_answers() -> list[dict[str, str]]:
    """The screening answers, a row a respondent."""
    with (DEMO / "answers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _answer(store: Store, form_id: int) -> dict[str, int]:
    """Everybody fills in the form; returns the participants' ids by the respondents' own."""
    with store.reading() as session:
        link = session.get_one(Form, form_id).token
    people = {}
    for row in read_answers():
        uuid = str(uuid5(NAMESPACE_URL, f"demo:{row['id']}"))
        posted = Posted(_fields(row))
        step = start_submission(store, link, uuid, posted)
        while step.page is not None and step.screen is None:
            step = save_page(store, step.token, step.page, posted)
        people[row["id"]] = _put_back(store, uuid, row)
    return people


def _fields(row: dict[str, str]) -> dict[str, list[str]]:
    """A row as a browser posts it: several values where several were ticked."""
    fields = {name: text.split("┋") if name == "genres" else [text] for name, text in row.items() if text}
    return {"consent": ["agree"], "genres-Comment": ["别的都试过一点"], **fields}


def _put_back(store: Store, uuid: str, row: dict[str, str]) -> int:
    """Date a submission to the day on which it is said to have come."""
    with store.writing() as session:
        submission = session.exec(select(Submission).where(Submission.uuid == uuid)).one()
        submission.completed_at = submission.saved_at = datetime.fromisoformat(row["submitted_at"])
        submission.started_at = submission.completed_at - timedelta(seconds=int(row["seconds"]))
        participant = session.get_one(Participant, submission.participant_id)
        participant.created_at = submission.completed_at
        return participant.id

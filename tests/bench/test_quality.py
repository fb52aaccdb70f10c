"""How long ten thousand people take to be scored, and how little one person's page costs while more come in.

Processor seconds of this process are measured: they are nearly the same on a busy machine.
"""

import random
import re
import sys
import time

import pytest

from tests.multitude import FEELING, HOW_OFTEN, UPSET, WHAT, WHEN, WRONG
from workbench.records.facts import Kind, QuestionFacts
from workbench.storage import add
from workbench.storage.tables import AnswerImport
from workbench.web.security import COOKIE
from workbench.workflow import accounts
from workbench.workflow.answer_quality import judged
from workbench.workflow.evidence import Origin, Respondent, add_participant, add_respondents, sync_questions

PEOPLE = 10_000
OPEN = [QuestionFacts(key=f"open{n}", title=f"第{n}个为什么？", kind=Kind.OPEN) for n in range(3)]
SCALES = [QuestionFacts(key=f"scale{n}", title=f"第{n}个说法", kind=Kind.SCALE) for n in range(9)]
WORDS = " ".join((WHEN, HOW_OFTEN, FEELING, *WHAT, *WRONG, UPSET)).split()


def answers(rng: random.Random) -> dict:
    """Three texts of thirty to sixty letters that nobody else wrote, nine steps of a scale."""
    said = {one.key: "，".join(rng.sample(WORDS, rng.randint(6, 10))) + "。" for one in OPEN}
    return said | {one.key: rng.randint(1, 5) for one in SCALES}


@pytest.fixture
def source(store, cast) -> str:
    rng = random.Random(0)
    with store.writing() as session:
        name = f"import:{add(session, AnswerImport(study_id=cast.study, title='大表'))}"
        questions = sync_questions(session, cast.study, name, [*OPEN, *SCALES])
        crowd = [Respondent(f"{number:06d}", answers(rng)) for number in range(PEOPLE)]
        add_respondents(session, cast.study, name, questions, crowd)
    return name


@pytest.fixture
def browser(app, store):
    client = app.test_client()
    client.set_cookie(COOKIE, accounts.sign_in_once(store, accounts.one_time_link(store, "lin@example.com", "sign_in")))
    return client


def seconds(look) -> float:
    begun = time.process_time()
    assert look().status_code == 200
    return time.process_time() - begun


def test_one_person_of_ten_thousand_is_shown_in_a_fifth_of_a_second(browser, store, cast, source, record_property):
    place = f"/studies/{cast.study}"
    listed = browser.get(f"{place}/answers/{source}").text
    own = re.search(rf"{place}/answers/{source}/\d+", listed)[0]
    cold = seconds(lambda: browser.get(own))
    first = seconds(lambda: browser.get(f"{place}/quality/{source}"))
    again = seconds(lambda: browser.get(f"{place}/quality/{source}"))
    with store.writing() as session:
        add_participant(session, Origin(cast.study, source, "late"))
    later = min(seconds(lambda: browser.get(own)) for _ in range(3))
    assert "打分之后又来了 1 份答卷" in browser.get(own).text
    record_property("seconds", {"cold page": cold, "list": first, "list again": again, "page": later})
    sys.stdout.write(f"\nlist first {first:.2f}, again {again:.2f}; one person before {cold:.3f}, after {later:.3f}\n")
    assert max(cold, later) <= 0.2
    with store.reading() as session:
        assert len(judged(session, source)) == PEOPLE + 1

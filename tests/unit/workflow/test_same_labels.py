"""Evidence, plan and seed decide alone: neither the order of people nor who else works changes a label."""

import random
from dataclasses import replace

import pytest

from tests.multitude import people_of
from workbench.executor import get_executor
from workbench.records import Topic
from workbench.records.analysis import Person, Plan, Said
from workbench.settings import read_settings
from workbench.workflow.segment_people import segment_people

PLAN = Plan(meaning=False, resamples=20, seed=3)


def people(count) -> list[Person]:
    """Persons of five kinds."""
    return [
        Person(
            id=f"{number}",
            said=(Said("why", Topic.MOTIVATION, given["why"]), Said("pain", Topic.PAIN_POINT, given["pain"])),
            closed={"days": float(given["days"]), "alone": float(given["alone"])},
        )
        for number, (_, given) in enumerate(people_of(count))
    ]


@pytest.mark.parametrize("count", [60, 200])
def test_a_second_run_and_people_in_another_order_give_the_same(count):
    once, shuffled = people(count), people(count)
    random.Random(1).shuffle(shuffled)
    assert segment_people(once, PLAN) == segment_people(once, PLAN) == segment_people(shuffled, PLAN)


def test_answers_in_another_order_give_the_same():
    turned = [replace(person, closed=dict(reversed(person.closed.items()))) for person in people(60)]
    assert segment_people(turned, PLAN) == segment_people(people(60), PLAN)


def test_one_process_and_two_give_the_same():
    here, plans = people(120), [PLAN, PLAN.model_copy(update={"k": 4}), PLAN.model_copy(update={"seed": 4})]
    expected = [segment_people(here, plan) for plan in plans]
    for processes in (1, 2):
        with get_executor(read_settings({}, analysis_processes=processes)) as executor:
            assert list(executor.map(segment_people, [here] * len(plans), plans)) == expected

"""Fifty times `kill -9` during submits: no acknowledged answer lost, none there twice."""

import time

import pytest

from tests.web.answering import publish
from tests.web.killing import TWO_PAGES, check_all_there_once, kill_while_submitting

KILLS, PEOPLE = 50, 16


@pytest.mark.prove
def test_fifty_kills_lose_nothing_and_double_nothing(settings, store, cast):
    started = time.perf_counter()
    crowd = kill_while_submitting(settings, publish(store, cast, TWO_PAGES), times=KILLS, people=PEOPLE)
    check_all_there_once(store, crowd)
    assert crowd.refusals == []
    figures = f"{KILLS} kills in {time.perf_counter() - started:.0f} s, {PEOPLE} people at a time: "
    figures += (
        f"{len(crowd.acknowledged)} submissions acknowledged, {crowd.retries} posts sent again, none lost, none twice"
    )
    print("\n" + figures)  # noqa: T201  # for docs/proofs.md

"""Whoever is deleted vanishes from decisions, from what undoing would bring back, and from the views of a run."""

import json

from workbench.storage.tables import Participant, Run
from workbench.workflow import decisions
from workbench.workflow.decisions import Placing
from workbench.workflow.withdrawal import forget

WHY = "原话里说的是一回事"


def test_whoever_is_deleted_is_in_no_decision_and_does_not_come_back_with_undo(store, cast, done):
    gone = done.kinds[0][0]
    decisions.merge_segments(store, cast.owner, done.run, [done.calm, done.keen], WHY)
    decisions.place_people(store, cast.owner, done.run, Placing(people=[gone], to=done.social), WHY)
    with store.writing() as session:
        forget(session, session.get_one(Participant, gone))
    merge, move = done.decisions()
    assert gone not in merge.groups[0]
    assert move.groups[0] == []
    assert all(gone not in one["members"] for made in (merge, move) for one in made.before["segments"])
    told = json.dumps([one.before for one in done.decisions()], ensure_ascii=False)
    assert "下班地铁上看看云" not in told
    for decision in (move, merge):
        decisions.undo_decision(store, cast.owner, decision.id)
    assert done.groups() == sorted([done.kinds[0][1:], *done.kinds[1:]])


def test_whoever_is_deleted_is_in_no_view_and_leaves_no_fingerprint(store, done):
    gone = done.kinds[0][0]
    with store.writing() as session:
        forget(session, session.get_one(Participant, gone))
    with store.reading() as session:
        result = session.get_one(Run, done.run).result
    members = [one for view in result["views"].values() for group in view["groups"] for one in group["members"]]
    assert gone not in members
    assert len(members) == 2 * 38
    assert str(gone) not in result["digests"]

"""A killed server loses nothing that it acknowledged; the long proof stands in tests/bench."""

from tests.web.answering import publish
from tests.web.killing import TWO_PAGES, check_all_there_once, kill_while_submitting


def test_what_was_acknowledged_survives_a_kill(settings, store, cast):
    crowd = kill_while_submitting(settings, publish(store, cast, TWO_PAGES), times=1, people=4)
    assert len(crowd.acknowledged) > 0
    assert crowd.refusals == []
    check_all_there_once(store, crowd)

"""Quotas: a place is taken by who comes first, given back by who leaves, and never given twice."""

from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import event
from sqlmodel import select

from tests.web.answering import at_once
from tests.web.screening import people as known
from tests.web.screening import publish, put_form, send, states
from workbench.storage.tables import Form, Interview, Participant
from workbench.workflow import candidates, forms, participants, submissions
from workbench.workflow.form_editing import Author
from workbench.workflow.interviews import attach
from workbench.workflow.screening_rules import RuleFields, save_rule

PARALLEL = 64


def test_rules_marked_options_and_full_cells_decide_and_say_why(anyone, store, cast):
    _, link = publish(store, cast)
    for more in ({}, {"age": "17"}, {"genre": ["farm"]}, {"genre": ["fish", "war"]}, {"often": "6"}, {"sex": "m"}):
        assert send(anyone, link, **more).status_code == 303
    told = [(person.state, sent.qualified, sent.verdict_rule) for person, sent in known(store)]
    assert told == [
        ("qualified", True, None),
        ("screened_out", False, "minor"),
        ("screened_out", False, "option:genre"),
        ("screened_out", False, "option:genre"),
        ("waiting", False, "quota:women"),
        ("qualified", True, None),
    ]
    scored = known(store)[4][1]
    assert (scored.score, scored.score_parts) == (3, [{"id": "often", "points": 3, "reason": "玩得多机密"}])


def test_who_is_in_no_cell_is_said_before_publishing(client, store, cast):
    cell = {"id": "women", "title": "女", "if": "{sex} = 'f'", "size": 5}
    form_id = put_form(store, cast, quotas=[cell])
    place = f"/studies/{cast.study}/forms/{form_id}"
    for address in (place, f"{place}/screening"):
        assert "不在任何配额格里的人不限名额，例如：性别？ “男”。" in client.get(address).text
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        form.rules = {**form.rules, "quotas": [cell, {**cell, "id": "rest", "if": "{sex} != 'f'"}]}
    assert "不在任何配额格里" not in client.get(f"{place}/screening").text


def test_who_was_turned_away_and_was_interviewed_all_the_same_counts(anyone, store, cast):
    met = {"id": "met", "title": "访过的", "if": "{sex} = 'f'", "size": 5, "of": "interviewed"}
    form_id, link = publish(store, cast, quotas=[met])
    send(anyone, link, age="17")
    with store.writing() as session:
        person = session.exec(select(Participant)).one()
        held = Interview(study_id=cast.study, title="访谈", status="done")
        session.add(held)
        session.flush()
        attach(session, held, person)
    with store.reading() as session:
        assert [one.taken for one in candidates.fill(session, form_id)] == [1]


def test_of_64_at_once_exactly_one_gets_the_last_place(app, store, cast):
    cell = {"id": "women", "title": "女", "if": "{sex} = 'f'", "size": 5}
    form_id, link = publish(store, cast, quotas=[cell])
    for _ in range(4):
        send(app.test_client(), link)
    together = Barrier(PARALLEL)

    def submit():
        client = app.test_client()
        together.wait()
        return send(client, link).status_code

    assert set(at_once(PARALLEL, submit)) == {303}
    assert sorted(states(store)) == ["qualified"] * 5 + ["waiting"] * (PARALLEL - 1)
    with store.reading() as session:
        (filled,) = candidates.fill(session, form_id)
    assert (filled.taken, filled.states["waiting"]) == (5, PARALLEL - 1)


def _drop(store, cast, form_id, person):
    candidates.set_states(store, cast.owner, form_id, {person.id: "dropped"})


def _screen_out(store, cast, _form_id, person):
    participants.set_state(store, cast.owner, cast.study, [person.id], "screened_out")


def _exclude(store, _cast, _form_id, person):
    with store.writing() as session:
        session.get_one(Participant, person.id).excluded_at = datetime.now(UTC)


def _withdraw(store, _cast, _form_id, person):
    with store.reading() as session:
        form, sent = session.get_one(Form, _form_id), known(store)[0][1]
        token = submissions.submission_token(store.settings, form, sent.uuid)
    submissions.withdraw_submission(store, token)
    assert not [one for one, _ in known(store) if one.id == person.id]


@pytest.mark.parametrize("leave", [_drop, _screen_out, _exclude, _withdraw])
def test_whoever_leaves_gives_the_place_back_and_the_best_who_waits_may_move_up(anyone, store, cast, leave):
    form_id, link = publish(store, cast)
    for often in ("1", "2", "6", "7"):
        send(anyone, link, often=often)
    first, _, third, _ = [person for person, _ in known(store)]
    with pytest.raises(forms.Conflict, match="没有可以递补的空位"):
        candidates.move_up(store, cast.owner, form_id, [third.id])
    leave(store, cast, form_id, first)
    with store.reading() as session:
        queue = candidates.waiting_list(session, form_id)
    assert [(one.score, one.free) for one in queue] == [(3, True), (3, False), (0, False)]
    assert queue[0].participant.id == third.id
    assert candidates.move_up(store, cast.owner, form_id, [one.participant.id for one in queue]) == [third.id]
    send(anyone, link)
    assert states(store)[-1] == "waiting"


def test_the_waiting_list_reads_names_and_numbers_and_no_list_of_ids(anyone, store, cast):
    form_id, link = publish(store, cast)
    for _ in range(4):
        send(anyone, link)
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
    with store.reading() as session:
        queue = candidates.waiting_list(session, form_id)
    waiting = {one.participant.id for one in queue}
    assert len(waiting) == 3
    assert not [words for words, _ in asked if "submissions.answers" in words or "participants.attributes" in words]
    assert not [values for _, values in asked if waiting <= set(values)]


def test_a_full_soft_cell_keeps_nobody_waiting(anyone, store, cast):
    form_id, link = publish(store, cast)
    for _ in range(5):
        send(anyone, link, sex="m")
    assert set(states(store)) == {"qualified"}
    with store.reading() as session:
        soft = candidates.fill(session, form_id)[1]
    assert (soft.taken, soft.cell.size, soft.full) == (5, 3, True)


def test_a_cell_of_interviewed_people_is_full_when_they_were_interviewed(anyone, store, cast):
    cell = {"id": "met", "title": "访过", "if": "{sex} = 'f'", "size": 1, "of": "interviewed"}
    form_id, link = publish(store, cast, quotas=[cell])
    send(anyone, link)
    send(anyone, link)
    assert states(store) == ["qualified", "qualified"]
    person = known(store)[0][0]
    candidates.set_states(store, cast.owner, form_id, {person.id: "interviewed"})
    send(anyone, link)
    assert states(store) == ["interviewed", "qualified", "waiting"]


def test_new_cells_count_those_who_came_before(anyone, store, cast):
    form_id, link = publish(store, cast, quotas=[])
    send(anyone, link)
    send(anyone, link, sex="m")
    fields = RuleFields(condition="{sex} = 'f'", title="女", size="1")
    save_rule(store, Author(cast.owner, form_id, 1), "quotas", "", fields)
    forms.publish_form(store, cast.owner, form_id)
    send(anyone, link)
    assert states(store) == ["qualified", "qualified", "waiting"]


def test_somebody_taken_by_hand_after_being_turned_away_takes_a_place(anyone, store, cast):
    form_id, link = publish(store, cast)
    send(anyone, link, age="17")
    candidates.set_states(store, cast.owner, form_id, {known(store)[0][0].id: "qualified"})
    send(anyone, link)
    assert states(store) == ["qualified", "waiting"]


def test_a_draft_has_no_places_yet(store, cast):
    form_id = put_form(store, cast)
    with store.reading() as session:
        assert candidates.fill(session, form_id) == []

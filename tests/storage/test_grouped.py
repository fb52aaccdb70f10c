"""Queries that group, as PostgreSQL takes them: what is selected and what is grouped by must be one expression."""

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import postgresql

from workbench.storage.queries import answers, candidates, participants


@pytest.mark.parametrize(
    ("count", "of"),
    [(answers.states, "form:1"), (candidates.states, 1), (participants.states, 1)],
    ids=["answers", "candidates", "participants"],
)
def test_people_are_grouped_by_the_very_expression_that_is_selected(store, count, of):
    asked = []
    with store.reading() as session:
        event.listen(session, "do_orm_execute", lambda state: asked.append(state.statement))
        count(session, of)
    (statement,) = asked
    words = str(statement.compile(dialect=postgresql.dialect()))
    selected, _, grouped = words.replace("\n", " ").partition(" GROUP BY ")
    assert grouped.strip() in selected

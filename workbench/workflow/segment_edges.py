"""Counter-quotes (反例) and people at the edge of a segment (处在边缘的人), as far as they still hold.

A run finds them. When researchers move people afterwards, what was found of somebody who is still in the same place
stays true; anything new is found by the next run.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Segment

FOUND = ("counter_quotes", "edge_cases")
Quote = Mapping[str, Any]


@dataclass(frozen=True)
class Edges:
    """`searched`: whether a run looked for them at all; `changed`: whether people were moved since it did."""

    searched: bool = False
    changed: bool = False
    counter_quotes: list[Quote] = field(default_factory=list)
    edge_cases: list[Quote] = field(default_factory=list)


def edges_of(session: Session, segment: Segment, numbers: Collection[int]) -> Edges:
    """What still holds of a segment; `numbers` are those of its run's segments as they are now."""
    if segment.run_id is None:
        return Edges()
    members = members_of_run(session, segment.run_id)
    inside, placed = members[segment.id], set().union(*members.values())
    quotes = segment.facts.get("counter_quotes", [])
    cases = segment.facts.get("edge_cases", [])
    return Edges(
        searched="counter_quotes" in segment.facts,
        changed=segment.facts.get("interval") is None,
        counter_quotes=[one for one in quotes if one["participant_id"] in inside and one["other"] in numbers],
        edge_cases=[one for one in cases if _still_there(one, inside, placed)],
    )


def kept_edges(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a run found of a segment that stays mostly the same people, for its new facts."""
    return {name: facts[name] for name in FOUND if name in facts}


def _still_there(case: Quote, inside: Collection[int], placed: Collection[int]) -> bool:
    """Whether a member is still in the segment, or who was in none is still in none."""
    person = case["participant_id"]
    return person in inside if case["member"] else person not in placed

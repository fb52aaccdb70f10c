"""The persona as a record: counted, numbered and stored without loss."""

import pytest
from pydantic import ValidationError

from tests.unit.personas.samples import persona
from workbench.records.personas import Count, Hue, Look, PersonaDocument, Shape


def test_a_part_is_not_larger_than_its_whole():
    with pytest.raises(ValidationError):
        Count(said=5, of=4)


@pytest.mark.parametrize(
    ("said", "of", "low", "high"),
    [(4, 12, 0.138, 0.609), (0, 10, 0, 0.278), (10, 10, 0.722, 1), (37, 120, 0.233, 0.396)],
)
def test_a_share_carries_its_wilson_interval(said, of, low, high):
    assert Count(said=said, of=of).interval == pytest.approx((low, high), abs=0.001)


def test_looks_come_round_after_eight():
    assert (Look.of(1).hue, Look.of(1).shape) == (Hue.INDIGO, Shape.CIRCLE)
    assert Look.of(9) == Look.of(1).model_copy(update={"number": 9})


def test_a_document_is_stored_and_read_without_loss():
    document = persona()
    assert PersonaDocument.model_validate_json(document.model_dump_json()) == document


def test_every_claim_and_every_quote_can_be_listed():
    document = persona()
    fields = {name for name, _ in document.claims()}
    assert fields == {
        "background", "motivations", "pain_points", "behaviours", "goals", "story", "steps", "user_story",
        "opportunities",
    }  # fmt: skip
    assert {"hero_quote", "quotes", "counter_quote", "motivations"} <= {name for name, _ in document.cited()}

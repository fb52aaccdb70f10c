"""Screening: who is turned away, what makes somebody a better candidate, how many of which people are wanted.

All of it stays on the server; the reasons are for researchers.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field

from workbench.records.base import Record
from workbench.records.form_texts import Condition

# The rule that turns away whoever does not agree to take part, in forms that begin with a page of consent.
NO_CONSENT = "no_consent"

Mark: TypeAlias = Literal["must", "may", "reject"]
RuleId: TypeAlias = Annotated[str, Field(min_length=1, max_length=64)]
Reason: TypeAlias = Annotated[str, Field(min_length=1, max_length=500)]


class ScreenOut(Record):
    """A rule that turns people away."""

    model_config = ConfigDict(strict=True)

    id: RuleId
    condition: Condition = Field(alias="if")
    reason: Reason


class ScoreRule(Record):
    """What a candidate's score goes up by, or down, when the condition holds."""

    model_config = ConfigDict(strict=True)

    id: RuleId
    condition: Condition = Field(alias="if")
    points: float = Field(ge=-1000, le=1000, allow_inf_nan=False)
    reason: Reason


class QuotaCell(Record):
    """How many of the people of whom the condition holds are wanted (配额格).

    Somebody counts in every cell whose condition holds. A full cell puts who comes next on the waiting list; a `soft`
    one only warns. `of` says who takes a place: everybody who qualified, or only who was interviewed.
    """

    model_config = ConfigDict(strict=True)

    id: RuleId
    title: Annotated[str, Field(min_length=1, max_length=200)]
    condition: Condition = Field(alias="if")
    size: int = Field(ge=1, le=1_000_000)
    soft: bool = False
    of: Literal["qualified", "interviewed"] = "qualified"


class ScorePart(Record):
    """What a rule added to a candidate's score, and why."""

    id: str
    points: float
    reason: str


class Verdict(Record):
    """Whether a respondent is whom we look for; else the rule that said no and its reason. Stored, never sent.

    `score` is the sum of `score_parts`, whatever the verdict.
    """

    qualified: bool
    rule: str | None = None
    reason: str = ""
    score: float = 0
    score_parts: tuple[ScorePart, ...] = ()

"""Personas: a document in which every sentence names its evidence or is marked as an assumption."""

from datetime import date
from enum import IntEnum, StrEnum
from math import sqrt

from pydantic import Field, model_validator

from workbench.records.base import Record
from workbench.records.evidence import Problem, Quote, SpeakerRole, Topic

_Z95 = 1.959964


class Hue(StrEnum):
    """One calm colour a persona; all eight are equally dark, so that a grey print treats them alike."""

    INDIGO = "indigo"
    BRICK = "brick"
    PINE = "pine"
    OCHRE = "ochre"
    MAUVE = "mauve"
    TEAL = "teal"
    WINE = "wine"
    OLIVE = "olive"


class Shape(StrEnum):
    """What tells personas apart where colour cannot."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"
    SHIELD = "shield"
    DROP = "drop"
    CROSS = "cross"


class Mood(IntEnum):
    """How a step of the scenario feels."""

    LOW = -1
    EVEN = 0
    HIGH = 1


class Look(Record):
    """Number, hue and shape of a persona among those of its study."""

    number: int = Field(ge=1)
    hue: Hue
    shape: Shape

    @classmethod
    def of(cls, number: int) -> "Look":
        """The look of the `number`-th persona, counted from 1; after eight, hues and shapes come round again."""
        place = (number - 1) % len(Hue)
        return cls(number=number, hue=list(Hue)[place], shape=list(Shape)[place])


class Count(Record):
    """`said` of `of` people.

    >>> [round(end, 2) for end in Count(said=4, of=12).interval]
    [0.14, 0.61]
    """

    said: int = Field(ge=0)
    of: int = Field(ge=1)

    @model_validator(mode="after")
    def _part_of_whole(self) -> "Count":
        if self.said > self.of:
            raise ValueError("a part is larger than its whole")
        return self

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.said / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """95 % score interval of the share (Wilson 1927), from 0 to 1."""
        centre = self.share + _Z95**2 / (2 * self.of)
        spread = _Z95 * sqrt(self.share * (1 - self.share) / self.of + _Z95**2 / (4 * self.of**2))
        scale = 1 + _Z95**2 / self.of
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


class CitedQuote(Quote):
    """A quote and who said it, under the pseudonym."""

    participant_id: int
    pseudonym: str
    on_poster: bool = False


class TableCell(Record):
    """A number of the questionnaire as evidence: so many gave this answer to this question."""

    question: str
    answer: str
    count: Count


class Claim(Record):
    """A sentence about the persona: it rests on quotes or table cells, or it is an assumption and printed as 假设."""

    text: str
    evidence: tuple[CitedQuote, ...] = ()
    cells: tuple[TableCell, ...] = ()
    interviews: Count | None = None
    survey: Count | None = None
    assumption: bool = False
    on_poster: bool = False

    @property
    def grounded(self) -> bool:
        """Whether somebody can follow it back."""
        return bool(self.evidence or self.cells)


class SceneStep(Claim):
    """A step of the scenario with its mood."""

    mood: Mood = Mood.EVEN


class Scenario(Record):
    """A day in which motive and pain point meet: as a story and as four or five steps."""

    story: Claim | None = None
    steps: tuple[SceneStep, ...] = ()


class PersonaSize(Record):
    """How many of the sample this persona stands for: a share of the sample, not of a population.

    `by_hand` is a group that a researcher put together (研究者判断): a share or an interval would say nothing of it.
    """

    interviews: Count | None = None
    survey: Count | None = None
    by_hand: bool = False


class Provenance(Record):
    """What the footer says: where it all comes from and how far to trust it."""

    interviews: int = 0
    answers: int = 0
    first_day: date | None = None
    last_day: date | None = None
    method: str = ""
    stability: str = ""
    version: int = 1
    review_date: date | None = None
    evidence_address: str = ""


class PersonaDocument(Record):
    """A persona that a researcher answers for. Title and tagline are its name; everything else that is said is a claim.

    `portrait` names a stored picture. `counter_searched` without a `counter_quote` means: searched, none found.
    """

    look: Look
    title: str
    tagline: str = ""
    size: PersonaSize = PersonaSize()
    background: tuple[Claim, ...] = ()
    motivations: tuple[Claim, ...] = ()
    pain_points: tuple[Claim, ...] = ()
    behaviours: tuple[Claim, ...] = ()
    goals: tuple[Claim, ...] = ()
    scenario: Scenario = Scenario()
    user_story: Claim | None = None
    opportunities: tuple[Claim, ...] = ()
    hero_quote: CitedQuote | None = None
    quotes: tuple[CitedQuote, ...] = ()
    counter_quote: CitedQuote | None = None
    counter_searched: bool = False
    assumptions: tuple[str, ...] = ()
    portrait: str | None = None
    provenance: Provenance = Provenance()

    def claims(self) -> list[tuple[str, Claim]]:
        """Every claim with the name of its field, in reading order."""
        single = (("story", self.scenario.story), ("user_story", self.user_story))
        lists: tuple[tuple[str, tuple[Claim, ...]], ...] = (
            ("background", self.background),
            ("motivations", self.motivations),
            ("pain_points", self.pain_points),
            ("behaviours", self.behaviours),
            ("goals", self.goals),
            ("steps", self.scenario.steps),
            ("opportunities", self.opportunities),
        )
        found = [(name, claim) for name, claim in single if claim is not None]
        return found + [(name, claim) for name, claims in lists for claim in claims]

    def cited(self) -> list[tuple[str, CitedQuote]]:
        """Every quote with the name of its field: the chosen ones and those under claims."""
        chosen = [("hero_quote", self.hero_quote), ("counter_quote", self.counter_quote)]
        found = [(name, quote) for name, quote in chosen if quote is not None]
        found += [("quotes", quote) for quote in self.quotes]
        return found + [(name, quote) for name, claim in self.claims() for quote in claim.evidence]


class KeyWord(Record):
    """A word that sets a segment apart, with the people who used it; people are counted, not occurrences."""

    text: str
    topic: Topic | None = None
    interviews: Count | None = None
    survey: Count | None = None


class TopicQuote(CitedQuote):
    """A quote of a segment and what it speaks of."""

    topic: Topic | None = None


class SegmentFacts(Record):
    """What is known of a segment before anybody writes about it; lists come best first."""

    number: int = Field(ge=1)
    name: str = ""
    size: PersonaSize = PersonaSize()
    key_words: tuple[KeyWord, ...] = ()
    closed_answers: tuple[TableCell, ...] = ()
    quotes: tuple[TopicQuote, ...] = ()
    counter_quotes: tuple[TopicQuote, ...] = ()
    counter_searched: bool = False
    provenance: Provenance = Provenance()


class SourceUtterance(Record):
    """What a quote is compared with: the utterance as stored, whose it is and in which role it was said."""

    text: str
    participant_id: int
    role: SpeakerRole = SpeakerRole.PARTICIPANT


class Finding(Problem):
    """A problem of a document; `field` is its place there, `row` the sentence or quote within the field from 1."""

    field: str = ""


class Review(Record):
    """What was found in a document: `problems` must be mended before publishing, `warnings` are advice."""

    problems: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

"""What an author may ask of an answer, in SurveyJS's words; each has the author's own sentence or ours."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from workbench.records.form_texts import Condition, FormRecord, Length, Line


class NumericValidator(FormRecord):
    """The number lies in a range, ends included."""

    type: Literal["numeric"]
    text: Line | None = None
    min_value: float | None = None
    max_value: float | None = None


class TextValidator(FormRecord):
    """The text has a length in code points; zero means no limit."""

    type: Literal["text"]
    text: Line | None = None
    min_length: Length = 0
    max_length: Length = 0


class CountValidator(FormRecord):
    """So many options are chosen."""

    type: Literal["answercount"]
    text: Line | None = None
    min_count: int | None = None
    max_count: int | None = None


class RegexValidator(FormRecord):
    """The pattern is found in the text. Only patterns that are searched in linear time are taken (RE2)."""

    type: Literal["regex"]
    text: Line | None = None
    regex: Annotated[str, Field(min_length=1, max_length=500)]
    case_insensitive: bool = False


class EmailValidator(FormRecord):
    """The text is an e-mail address."""

    type: Literal["email"]
    text: Line | None = None


class ExpressionValidator(FormRecord):
    """A condition over all answers holds."""

    type: Literal["expression"]
    text: Line | None = None
    expression: Condition


Validator: TypeAlias = Annotated[
    NumericValidator | TextValidator | CountValidator | RegexValidator | EmailValidator | ExpressionValidator,
    Field(discriminator="type"),
]

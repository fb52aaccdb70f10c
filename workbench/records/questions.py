"""Questions of a form, a strict subset of SurveyJS: their texts, options, validators and the six kinds of question.

Field names are Python's, the JSON's are SurveyJS's own (`visibleIf`, `isRequired`). Records check shape and size of one
value at a time; what holds between values (references, duplicates, ranges) is checked by the stage `surveys`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from workbench.records.base import Record

OTHER = "other"
NONE = "none"

ChoiceKey: TypeAlias = str | int | float
Answer: TypeAlias = str | int | float | bool | list[ChoiceKey] | None
Answers: TypeAlias = Mapping[str, Answer]


class LocalText(RootModel[dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{2,4})?$|^default$")], str]]):
    """A text in one or more languages: `"年龄"` or `{"default": "Age", "zh-cn": "年龄"}`."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _plain_is_default(cls, given: object) -> object:
        if isinstance(given, str):
            return {"default": given}
        if not isinstance(given, dict) or not given:
            raise PydanticCustomError("local_text", "a text or texts by language")
        return given

    def into(self, locale: str) -> str:
        """The text in `locale` (`zh_CN`, `en`), else in its language, else the default, else the first there is."""
        wanted = locale.lower().replace("_", "-")
        for key in (wanted, wanted.partition("-")[0], "default"):
            if key in self.root:
                return self.root[key]
        return next(iter(self.root.values()))

    def __str__(self) -> str:
        return self.into("zh-cn")

    def __bool__(self) -> bool:
        return bool(str(self))


def _at_most(limit: int) -> AfterValidator:
    def check(text: LocalText) -> LocalText:
        if any(len(one) > limit for one in text.root.values()):
            raise PydanticCustomError("string_too_long", "too long", {"max_length": limit})
        return text

    return AfterValidator(check)


def _text_or_number(given: object) -> object:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise PydanticCustomError("scalar", "a text or a number")
    if not 1 <= len(str(given)) <= 200:
        raise PydanticCustomError("string_too_long", "too long or empty", {"max_length": 200})
    return given


Scalar: TypeAlias = Annotated[ChoiceKey, BeforeValidator(_text_or_number)]
Line: TypeAlias = Annotated[LocalText, _at_most(1_000)]
Paragraphs: TypeAlias = Annotated[LocalText, _at_most(10_000)]
Condition: TypeAlias = Annotated[str, Field(min_length=1, max_length=2_000)]
# Names stand in conditions as {name}: what the expression language uses for itself is kept out.
Name: TypeAlias = Annotated[
    str, Field(max_length=64, pattern=r"^[^\s{}\[\].:#$'\"<>]([^{}\[\].:'\"<>\p{C}]*[^\s{}\[\].:'\"<>\p{C}])?$")
]
Length: TypeAlias = Annotated[int, Field(ge=-1, le=10_000)]


class FormRecord(Record):
    """A record that is written in JSON under SurveyJS's names, each value in its own type (`"true"` is no boolean)."""

    model_config = ConfigDict(alias_generator=to_camel, strict=True)


class Choice(FormRecord):
    """One option. `value` is stored, `text` is shown; a plain `"a"` is both."""

    value: Scalar
    text: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_is_value(cls, given: object) -> object:
        return given if isinstance(given, dict) else {"value": given}

    @property
    def key(self) -> str:
        """The value as a browser posts it."""
        return str(self.value)

    @property
    def label(self) -> LocalText:
        """What is shown."""
        return self.text or LocalText({"default": self.key})


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
    NumericValidator | TextValidator | CountValidator | EmailValidator | ExpressionValidator,
    Field(discriminator="type"),
]


class BaseQuestion(FormRecord):
    """What every question has."""

    name: Name
    title: Line | None = None
    description: Paragraphs | None = None
    is_required: bool = False
    required_if: Condition | None = None
    required_error_text: Line | None = None
    visible_if: Condition | None = None
    validators: tuple[Validator, ...] = Field(default=(), max_length=10)

    @property
    def heading(self) -> LocalText:
        """The title, or the name where there is none."""
        return self.title or LocalText({"default": self.name})

    @property
    def comment_name(self) -> str:
        """Under which the words beside "other" are posted and stored."""
        return f"{self.name}-Comment"


class ChoiceQuestion(BaseQuestion):
    """What every question with options has. The special options are stored as `other` and `none`."""

    choices: tuple[Choice, ...] = Field(min_length=1, max_length=100)
    show_other_item: bool = False
    other_text: Line = LocalText({"default": "其他", "en": "Other"})
    other_placeholder: Line | None = None
    show_none_item: bool = False
    none_text: Line = LocalText({"default": "以上都没有", "en": "None of these"})

    @property
    def options(self) -> tuple[Choice, ...]:
        """All options in the order shown, the special ones at the end."""
        special = [(self.show_none_item, NONE, self.none_text), (self.show_other_item, OTHER, self.other_text)]
        return self.choices + tuple(Choice(value=value, text=text) for shown, value, text in special if shown)


class SingleChoice(ChoiceQuestion):
    """One option; stored as its value."""

    type: Literal["radiogroup", "dropdown"]
    placeholder: Line | None = None


class MultipleChoice(ChoiceQuestion):
    """Several options; stored as a list of values in the order of the options."""

    type: Literal["checkbox"]
    min_selected_choices: int = Field(default=0, ge=0)
    max_selected_choices: int = Field(default=0, ge=0)


class YesNo(BaseQuestion):
    """Yes or no; stored as true or false."""

    type: Literal["boolean"]
    label_true: Line = LocalText({"default": "是", "en": "Yes"})
    label_false: Line = LocalText({"default": "否", "en": "No"})


class TextLine(BaseQuestion):
    """One line. Stored as text, for `number` as a number, for `date` as `2026-11-21`, for `tel` as digits."""

    type: Literal["text"]
    input_type: Literal["text", "number", "tel", "email", "date"] = "text"
    placeholder: Line | None = None
    max_length: Length = -1
    min: Scalar | None = None
    max: Scalar | None = None
    step: float | None = Field(default=None, gt=0)


class LongText(BaseQuestion):
    """Several lines; stored as text."""

    type: Literal["comment"]
    placeholder: Line | None = None
    max_length: Length = -1
    rows: int = Field(default=4, ge=1, le=40)


class Rating(BaseQuestion):
    """A scale of whole numbers; stored as the number."""

    type: Literal["rating"]
    rate_min: int = Field(default=1, ge=0, le=100)
    rate_max: int = Field(default=5, ge=1, le=100)
    rate_step: int = Field(default=1, ge=1)
    min_rate_description: Line | None = None
    max_rate_description: Line | None = None

    @property
    def scale(self) -> range:
        """The numbers to choose from."""
        return range(self.rate_min, self.rate_max + 1, self.rate_step)


Question: TypeAlias = Annotated[
    SingleChoice | MultipleChoice | YesNo | TextLine | LongText | Rating, Field(discriminator="type")
]

"""Questions of a form, a strict subset of SurveyJS: what each kind asks for and how its answer is stored.

Field names are Python's, the JSON's are SurveyJS's own (`visibleIf`, `isRequired`). Records check shape and size of one
value at a time; what holds between values (references, duplicates, ranges) is checked by the stage `surveys`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from workbench.records.choices import DONT_KNOW, NONE, OTHER, REFUSED, Choice, Item, PictureChoice, Row
from workbench.records.form_texts import (
    ChoiceKey,
    Condition,
    FormRecord,
    Length,
    Line,
    LocalText,
    Name,
    Paragraphs,
    Scalar,
)
from workbench.records.validators import Validator

Answer: TypeAlias = str | int | float | bool | list[ChoiceKey] | dict[str, ChoiceKey | list[ChoiceKey]] | None
Answers: TypeAlias = Mapping[str, Answer]


class BaseElement(FormRecord):
    """What everything on a page has."""

    name: Name
    title: Line | None = None
    description: Paragraphs | None = None
    visible_if: Condition | None = None

    @property
    def heading(self) -> LocalText:
        """The title, or the name where there is none."""
        return self.title or LocalText({"default": self.name})


class BaseQuestion(BaseElement):
    """What every question has. `enable_if` opens it for answering; `default_value` stands there from the start."""

    is_required: bool = False
    required_if: Condition | None = None
    required_error_text: Line | None = None
    enable_if: Condition | None = None
    default_value: Answer = None
    validators: tuple[Validator, ...] = Field(default=(), max_length=10)

    @property
    def comment_name(self) -> str:
        """Under which the words beside "other" are posted and stored."""
        return f"{self.name}-Comment"

    @property
    def fields(self) -> tuple[str, ...]:
        """Under which names a browser posts the answer. No question's name holds a full stop, so none is met twice."""
        return tuple(f"{self.name}.{part}" for part, _ in self.parts) or (self.name,)

    @property
    def parts(self) -> tuple[tuple[str, LocalText], ...]:
        """The rows or items of a question whose answer is an object: the key and what is shown."""
        return ()


class ListQuestion(BaseQuestion):
    """What every question with options has. In the conditions for all options, `{item}` is the option's value."""

    choices: tuple[Choice, ...] = Field(min_length=1, max_length=100)
    choices_order: Literal["none", "random"] = "none"
    choices_visible_if: Condition | None = None
    choices_enable_if: Condition | None = None

    @property
    def options(self) -> tuple[Choice, ...]:
        """All options in the order of the form."""
        return self.choices


class ChoiceQuestion(ListQuestion):
    """Options with special ones at the end, which are stored under names of their own."""

    show_none_item: bool = False
    none_text: Line = LocalText({"default": "以上都没有", "en": "None of these"})
    show_refuse_item: bool = False
    refuse_text: Line = LocalText({"default": "不愿回答", "en": "I would rather not say"})
    show_dont_know_item: bool = False
    dont_know_text: Line = LocalText({"default": "不知道", "en": "I do not know"})
    show_other_item: bool = False
    other_text: Line = LocalText({"default": "其他", "en": "Other"})
    other_placeholder: Line | None = None

    @property
    def specials(self) -> tuple[Choice, ...]:
        """The options that every such question can have: none, refused, not known, other."""
        special = [
            (self.show_none_item, NONE, self.none_text),
            (self.show_refuse_item, REFUSED, self.refuse_text),
            (self.show_dont_know_item, DONT_KNOW, self.dont_know_text),
            (self.show_other_item, OTHER, self.other_text),
        ]
        return tuple(Choice(value=value, text=text) for shown, value, text in special if shown)

    @property
    def options(self) -> tuple[Choice, ...]:
        """All options in the order of the form, the special ones at the end."""
        return self.choices + self.specials

    @property
    def fields(self) -> tuple[str, ...]:
        """The question's own field and that of the words beside "other"."""
        return (self.name, self.comment_name) if self.show_other_item else (self.name,)


class SingleChoice(ChoiceQuestion):
    """One option; stored as its value."""

    type: Literal["radiogroup", "dropdown"]
    placeholder: Line | None = None


class MultipleChoice(ChoiceQuestion):
    """Several options; stored as a list of values in the order of the options."""

    type: Literal["checkbox"]
    min_selected_choices: int = Field(default=0, ge=0)
    max_selected_choices: int = Field(default=0, ge=0)


class PicturePicker(ListQuestion):
    """Pictures to choose from; stored as a value, or with `multi_select` as a list of values."""

    type: Literal["imagepicker"]
    choices: tuple[PictureChoice, ...] = Field(min_length=1, max_length=12)
    multi_select: bool = False
    show_label: bool = True


class Ranking(ListQuestion):
    """Options put in order; stored as a list of values, the first place first. `select_to_rank_enabled` takes some."""

    type: Literal["ranking"]
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=20)
    select_to_rank_enabled: bool = False
    min_selected_choices: int = Field(default=0, ge=0)
    max_selected_choices: int = Field(default=0, ge=0)

    @property
    def fields(self) -> tuple[str, ...]:
        """One field an option, which holds its place."""
        return tuple(f"{self.name}.{choice.key}" for choice in self.choices)


class YesNo(BaseQuestion):
    """Yes or no; stored as true or false."""

    type: Literal["boolean"]
    label_true: Line = LocalText({"default": "是", "en": "Yes"})
    label_false: Line = LocalText({"default": "否", "en": "No"})


class TextLine(BaseQuestion):
    """One line. Stored as text, for `number` as a number, for `date` as `2026-11-21`, for `tel` as digits.

    A number is a multiple of `step`; the error texts are the author's own words for what is refused.
    """

    type: Literal["text"]
    input_type: Literal["text", "number", "tel", "email", "date"] = "text"
    placeholder: Line | None = None
    max_length: Length = -1
    min: Scalar | None = None
    max: Scalar | None = None
    step: float | None = Field(default=None, gt=0)
    min_error_text: Line | None = None
    max_error_text: Line | None = None
    step_error_text: Line | None = None


class TextItem(FormRecord):
    """One of several lines under one title."""

    name: Name
    title: Line | None = None
    is_required: bool = False
    required_error_text: Line | None = None
    input_type: Literal["text", "number", "tel", "email", "date"] = "text"
    placeholder: Line | None = None
    max_length: Length = -1
    validators: tuple[Validator, ...] = Field(default=(), max_length=10)

    @property
    def heading(self) -> LocalText:
        """The title, or the name where there is none."""
        return self.title or LocalText({"default": self.name})


class SeveralTexts(BaseQuestion):
    """Several lines; stored as an object of texts (or numbers) under the items' names."""

    type: Literal["multipletext"]
    items: tuple[TextItem, ...] = Field(min_length=1, max_length=20)

    @property
    def parts(self) -> tuple[tuple[str, LocalText], ...]:
        """The items."""
        return tuple((item.name, item.heading) for item in self.items)


class LongText(BaseQuestion):
    """Several lines; stored as text."""

    type: Literal["comment"]
    placeholder: Line | None = None
    max_length: Length = -1
    rows: int = Field(default=4, ge=1, le=40)


class Rating(BaseQuestion):
    """A scale of whole numbers, from 0 to 10 for a recommendation (NPS); stored as the number."""

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


class Matrix(BaseQuestion):
    """Rows that are rated by the same columns; stored as an object: row → column, or a list of columns."""

    type: Literal["matrix"]
    columns: tuple[Item, ...] = Field(min_length=1, max_length=20)
    rows: tuple[Row, ...] = Field(min_length=1, max_length=50)
    row_order: Literal["initial", "random"] = "initial"
    each_row_required: bool = False
    each_row_unique: bool = False
    cell_type: Literal["radio", "checkbox"] = "radio"

    @property
    def parts(self) -> tuple[tuple[str, LocalText], ...]:
        """The rows."""
        return tuple((row.key, row.label) for row in self.rows)


Question: TypeAlias = Annotated[
    SingleChoice
    | MultipleChoice
    | PicturePicker
    | Ranking
    | YesNo
    | TextLine
    | SeveralTexts
    | LongText
    | Rating
    | Matrix,
    Field(discriminator="type"),
]

"""Options and rows: what is stored of them, what is shown, and when they show."""

from pydantic import Field, model_validator

from workbench.records.form_texts import Condition, FormRecord, Line, LocalText, Scalar

OTHER = "other"
NONE = "none"
REFUSED = "refused"
DONT_KNOW = "dontknow"
# Whoever chooses one of these says that nothing else fits.
ALONE = (NONE, REFUSED, DONT_KNOW)


class Item(FormRecord):
    """Something to choose or to rate. `value` is stored, `text` is shown; a plain `"a"` is both."""

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


class Row(Item):
    """A row of a matrix. One with `randomize` false keeps its place when the others are shuffled."""

    randomize: bool = True


class Choice(Row):
    """One option, which may show or be open to choose only on a condition."""

    visible_if: Condition | None = None
    enable_if: Condition | None = None


class PictureChoice(Choice):
    """An option with a picture, written into the form as a `data:` address; `text` says what it shows."""

    image_link: str = Field(max_length=40_000)

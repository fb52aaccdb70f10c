"""What forms are written in: texts in several languages, names, conditions, and JSON under SurveyJS's own names."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from workbench.records.base import Record

ChoiceKey: TypeAlias = str | int | float


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

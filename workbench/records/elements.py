"""What stands on a page: questions, texts between them, and panels that hold some of either."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from workbench.records.form_texts import Condition
from workbench.records.questions import BaseElement, BaseQuestion, Question


class StaticText(BaseElement):
    """A title and paragraphs, nothing to answer. To SurveyJS it is an expression question that computes nothing."""

    type: Literal["expression"]


class Panel(BaseElement):
    """Elements under one heading that show and open together. Names are the form's: answers do not know panels."""

    type: Literal["panel"]
    enable_if: Condition | None = None
    elements: "tuple[Element, ...]" = Field(min_length=1, max_length=100)


Element: TypeAlias = Annotated[Question | StaticText | Panel, Field(discriminator="type")]
Panel.model_rebuild()


def questions_in(elements: Iterable[Element]) -> Iterator[Question]:
    """The questions among some elements and inside their panels, in order."""
    for element in elements:
        if isinstance(element, Panel):
            yield from questions_in(element.elements)
        elif isinstance(element, BaseQuestion):
            yield element

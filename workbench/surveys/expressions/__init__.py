"""Conditions such as `{age} >= 18 and {genres} contains 'rpg'`: read once, evaluated on answers, never run as code.

`parse(text)` gives an `Expression`; its `holds(answers)` is the condition, its `value(answers)` the bare result. The
language is that of SurveyJS (survey-core 3.1.1 is the reference), as far as `syntax` lists it. It does not know forms:
whether a name exists is for the form's checker to say (`names`).
"""

from workbench.surveys.expressions.evaluation import Expression, parse

__all__ = ["Expression", "parse"]

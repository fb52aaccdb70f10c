"""What researchers reach after signing in, one module a noun."""

from workbench.web.studio import (
    accounts,
    answers,
    form_editor,
    form_sharing,
    forms,
    imports,
    interviews,
    participants,
    personas,
    quotes,
    segments,
    studies,
    texts,
    transcripts,
    turns,
    words,
)

_PARTS = (
    accounts,
    studies,
    forms,
    form_editor,
    form_sharing,
    answers,
    imports,
    participants,
    interviews,
    transcripts,
    turns,
    texts,
    words,
    segments,
    personas,
    quotes,
)
BLUEPRINTS = tuple(dict.fromkeys(part.blueprint for part in _PARTS))  # some modules share one

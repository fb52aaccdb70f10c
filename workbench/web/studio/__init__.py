"""What researchers reach after signing in, one module a noun."""

from workbench.web.studio import accounts, forms, imports, interviews, participants, personas, segments, studies, texts

BLUEPRINTS = tuple(
    part.blueprint for part in (accounts, studies, forms, imports, participants, interviews, texts, segments, personas)
)

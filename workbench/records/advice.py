"""What would make a questionnaire a better one; nobody is kept from publishing by it."""

from workbench.errors import Message
from workbench.records.base import Record


class Advice(Record):
    """What was noticed and what helps, at a question, at a page (from 0), or of the whole form where neither is set."""

    rule: str
    question: str | None = None
    page: int | None = None
    noticed: Message
    advice: Message

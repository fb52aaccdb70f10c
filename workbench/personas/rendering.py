"""The templates of printed pages: sandboxed, escaping everything, knowing no web framework."""

from base64 import b64encode

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from workbench import settings
from workbench.personas.colours import HUES, tint
from workbench.personas.typesetting import printable

LONGEST_QUOTE = 1000


def excerpt(text: str) -> str:
    """`text`, or its first thousand characters and how many follow: one answer of a hundred thousand is no evidence.

    >>> excerpt("好" * 1003)[-6:]
    '好…（+3）'
    """
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…（+{len(text) - LONGEST_QUOTE}）"


_environment = SandboxedEnvironment(
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    loader=FileSystemLoader(settings.TEMPLATES / "posters"),
)
_environment.globals.update(hues=HUES, tint=tint)
_environment.filters.update(printable=printable, excerpt=excerpt)


def render(template: str, **values: object) -> str:
    """The page as HTML; a value that is missing is an error, never an empty place."""
    return _environment.get_template(template).render(**values)


def picture_address(jpeg: bytes) -> str:
    """The picture as a data URL, the only kind of address that the renderer follows."""
    return "data:image/jpeg;base64," + b64encode(jpeg).decode()

"""Pages declare their inputs: a small dataclass a page, rendered by its template; missing inputs fail loudly."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from math import ceil
from typing import Any, ClassVar, cast

from flask import Flask, g, render_template, request, url_for
from flask_babel import format_datetime, gettext, ngettext

from workbench.errors import Message, WorkbenchError
from workbench.web import languages
from workbench.workflow.exclusions import GIVEN_REASONS
from workbench.workflow.typed import without_controls


class Page:
    """Base of all pages: a subclass is a dataclass that names its template."""

    template: ClassVar[str]


@dataclass
class FailurePage(Page):
    """What happened and what to do."""

    template = "failure.html"
    what: str
    advice: str
    problems: list[Any]


def render(page: Page) -> str:
    """The page's HTML; a control character that somebody typed would break it and is left out."""
    values = {field.name: getattr(page, field.name) for field in fields(page)}  # type: ignore[arg-type]
    return without_controls(render_template(page.template, **values))


def page_of(total: int, a_page: int) -> tuple[int, int]:
    """Which page of a long list the address asks for, counted from 1 and within those there are; how many there are."""
    pages = max(1, ceil(total / a_page))
    return min(max(request.args.get("page", 1, type=int), 1), pages), pages


def tell(message: Message) -> str:
    """A message in the reader's language."""
    if not message.sentence:
        return ""
    values = {name: tell(value) if isinstance(value, Message) else value for name, value in message.values.items()}
    translated = cast(str, gettext(message.sentence))
    return translated % values if values else translated


def tell_error(error: WorkbenchError) -> str:
    """What went wrong and what to do about it, in the reader's language."""
    return " ".join(part for part in (tell(error.what), tell(error.advice)) if part)


def install(app: Flask) -> None:
    """Give templates what every page needs."""
    app.add_template_filter(tell, "tell")
    app.add_template_filter(_told, "told")
    app.add_template_filter(_moment, "moment")
    app.add_template_filter(_reason, "reason")
    app.add_template_global(ngettext, "ngettext")
    app.context_processor(_surroundings)


def _told(stored: dict[str, Any] | None) -> str:
    """A message that was stored with `sentence`, `values` and perhaps `advice`."""
    if not stored or not stored.get("sentence"):
        return ""
    values = stored.get("values", {})
    return " ".join(tell(Message(stored[part], values)) for part in ("sentence", "advice") if stored.get(part))


def _reason(stored: str) -> str:
    """Why somebody was left out, which is in Chinese where no researcher wrote it."""
    return gettext(stored) if stored in GIVEN_REASONS else stored


def _moment(value: datetime | None, form: str = "short") -> str:
    return format_datetime(value, form) if value else ""


def _surroundings() -> dict[str, object]:
    return {
        "lang": languages.TAGS[languages.current()],
        "language": languages.current(),
        "me": g.get("user"),
        "study": g.get("study"),
        "here": request.endpoint or "",
        "keep_query": _keep_query(),
    }


def _keep_query() -> Callable[..., str]:
    """A function for templates: this address with some query values changed (None drops one)."""

    def changed(**changes: object) -> str:
        query = {**request.args.to_dict(flat=False), **(request.view_args or {}), **changes}
        return url_for(cast(str, request.endpoint), **{k: v for k, v in query.items() if v is not None})

    return changed

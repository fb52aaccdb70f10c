"""The interface language: what the account says, else this visit's choice, else Chinese."""

from flask import g, has_request_context, session

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}
TAGS = {"zh": "zh-CN", "en": "en"}


def current() -> str:
    """`zh` or `en`."""
    if not has_request_context():
        return "zh"
    chosen = session.get("language") or getattr(g.get("user"), "language", None)
    return chosen if chosen in LANGUAGES else "zh"


def choose() -> str:
    """The locale for Flask-Babel."""
    return LANGUAGES[current()]

"""The only Flask: `public` for respondents (nothing else is reachable there), `studio` for researchers."""

from workbench.web.app import create_app

__all__ = ["create_app"]

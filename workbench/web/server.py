"""The production server: gunicorn with threads.

Each process also carries out analysis runs when it is free and keeps house, unless it serves respondents alone.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from workbench.settings import Settings
from workbench.web.app import create_app
from workbench.workflow.housekeeping import Housekeeper
from workbench.workflow.runner import Runner


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Serves one app, or its `public` or `studio` part, on the settings' address; calls `ready` once it listens."""

    def __init__(self, settings: Settings, part: str = "", ready: Callable[[], None] = lambda: None) -> None:
        self.settings, self.part, self.ready = settings, part, ready
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn what the settings say."""
        options: dict[str, Any] = {
            "bind": self.settings.bind,
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": "gthread",
            # A kept connection stays with the process that took it, and most end with the one that is awake already.
            "keepalive": 0,
            "timeout": 120,
            "graceful_timeout": 20,
            "loglevel": "warning",
            "limit_request_line": 8190,
            "proc_name": "workbench",
            "when_ready": lambda _arbiter: self.ready(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, made in each process after the fork: a database connection must not cross it."""
        app = create_app(self.settings, part=self.part)
        if self.part != "public":
            Runner(app.extensions["store"]).start()
            Housekeeper(app.extensions["store"]).start()
        return app

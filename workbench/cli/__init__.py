"""The same verbs in the terminal. Errors of the family are printed as a sentence; the exit code is then 2."""

from workbench.cli.main import main

__all__ = ["main"]

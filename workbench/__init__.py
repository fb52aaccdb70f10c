"""Persona Workbench (画像工作台): from a survey link to a persona poster whose every sentence has a source."""

__version__ = "0.1.0"

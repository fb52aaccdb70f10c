"""What respondents reach, and nothing else."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()

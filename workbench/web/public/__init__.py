"""What respondents reach, and nothing else."""

from workbench.web.public import entrance, given, limits, stops, submissions

BLUEPRINTS = tuple(dict.fromkeys(part.blueprint for part in (entrance, submissions, given)))  # they share one
FILES = ("public.css", "public.js", "share.png")
stops.install(entrance.blueprint)
limits.install(entrance.blueprint)

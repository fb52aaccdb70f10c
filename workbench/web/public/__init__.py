"""What respondents reach, and nothing else."""

from workbench.web.public import stops, submissions

BLUEPRINTS = (submissions.blueprint,)
stops.install(submissions.blueprint)

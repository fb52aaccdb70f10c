"""Words, meaning and closed answers of people to segments, how stable they are, and quotes; the only door to scikit-learn."""

from workbench.analysis.evidence import Evidence, Statement
from workbench.analysis.segmentation import segment

__all__ = ["Evidence", "Statement", "segment"]

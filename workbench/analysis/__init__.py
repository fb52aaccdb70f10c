"""People's words, meaning and closed answers to segments, their stability and quotes; the only door to scikit-learn."""

from workbench.analysis.evidence import Evidence, Statement
from workbench.analysis.segmentation import segment

__all__ = ["Evidence", "Statement", "segment"]

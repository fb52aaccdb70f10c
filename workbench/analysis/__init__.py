"""People's words, meaning and closed answers to segments, their stability and quotes; the only door to scikit-learn.

In a notebook: `segment_frame` and `as_frames`. The workbench itself reads text into `Evidence`, calls `prepare` once
and `divide` as often as somebody wants another number of segments.
"""

from workbench.analysis.evidence import Evidence
from workbench.analysis.frames import as_frames, segment_frame
from workbench.analysis.preparing import prepare
from workbench.analysis.segmentation import divide

__all__ = ["Evidence", "as_frames", "divide", "prepare", "segment_frame"]

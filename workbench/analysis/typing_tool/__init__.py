"""At most eight questions that place a newcomer into a segment, and an honest account of how well they do."""

from workbench.analysis.typing_tool.building import Placed, build_typing_tool

__all__ = ["Placed", "build_typing_tool"]

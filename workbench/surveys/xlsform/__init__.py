"""XLSForm, the spreadsheets of ODK and KoboToolbox, become drafts: pyxform reads them, `elements` makes questions.

Conditions in XPath are translated by `xpath`; what has no counterpart is named by its row. Repeats, calculations,
files and places are not taken.
"""

from workbench.surveys.xlsform.reading import SHEETS, read_xlsform

__all__ = ["SHEETS", "read_xlsform"]

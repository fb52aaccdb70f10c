"""Bytes that leave the workbench: HTML to PDF, rows to xlsx and csv; nothing here knows what the pages say."""

from workbench.export.pdf import html_to_pdf, poster_engine_warnings
from workbench.export.tables import table_to_csv, table_to_xlsx

__all__ = ["html_to_pdf", "poster_engine_warnings", "table_to_csv", "table_to_xlsx"]

"""Files that leave by the browser, under names that may be Chinese."""

import io
import re

from flask import Response, send_file

MIMETYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def download(data: bytes, name: str, *, shown: bool = False) -> Response:
    """A file called `name`, kept by the browser or, when `shown`, opened in it; the ending decides the type."""
    mimetype = MIMETYPES[name.rpartition(".")[2]]
    response = send_file(io.BytesIO(data), mimetype, as_attachment=not shown, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store"  # what participants said stays in no cache
    return response


def file_name(title: str) -> str:
    """What of a title can stand in the name of a file.

    >>> file_name('招募 <问卷>/2')
    '招募 问卷 2'
    """
    return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title)[:60].split())

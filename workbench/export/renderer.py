"""The process that turns HTML into PDF; `pdf.py` starts it and may kill it at any time.

It runs as a script of its own, imports nothing of the workbench and reaches no file and no network: pictures are data
URLs, fonts are found by fontconfig. A message on the pipe is one status byte, eight bytes of length, then the body.
"""

import os
import resource
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from xml.sax.saxutils import escape

_HEAD = struct.Struct(">cQ")
_FONT_LIST = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""
DONE, FAILED = b"d", b"f"


def send(pipe: BinaryIO, status: bytes, body: bytes) -> None:
    """Write one message. Raises OSError when the other side is gone."""
    pipe.write(_HEAD.pack(status, len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[bytes, bytes]:
    """Read one message as (status, body). Raises EOFError when the other side is gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    status, length = _HEAD.unpack(head)
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return status, body


def _engine() -> Callable[[str], bytes]:
    """WeasyPrint with one font configuration for all documents: a new one for each doubles the memory."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
    return lambda html: HTML(string=html, url_fetcher=fetcher).write_pdf(font_config=fonts, pdf_tags=True)


def _broken(reason: str) -> Callable[[str], bytes]:
    """What answers every request when Pango or another system library is missing."""

    def refuse(_: str) -> bytes:
        raise OSError(reason)

    return refuse


def main(fonts: str, megabytes: int) -> None:
    """Serve standard input and output until the parent closes the pipe, with the fonts of one folder alone.

    Fontconfig reads its list once, so the list is gone before the first document: nobody need tidy up after a kill.
    """
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with TemporaryDirectory(prefix="workbench-fonts-") as folder:
            font_list = Path(folder) / "fonts.conf"
            font_list.write_text(_FONT_LIST.format(fonts=escape(fonts), cache=escape(folder)))
            os.environ["FONTCONFIG_FILE"] = str(font_list)
            print_pdf = _engine()
    except (ImportError, OSError) as error:
        print_pdf = _broken(str(error))
    with suppress(EOFError):
        while True:
            _, html = receive(sys.stdin.buffer)
            try:
                reply = DONE, print_pdf(html.decode())
            except BaseException as error:  # noqa: BLE001  # WeasyPrint's fatal fetching error is a BaseException
                reply = FAILED, f"{type(error).__name__}: {error}".encode(errors="replace")
            send(sys.stdout.buffer, *reply)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

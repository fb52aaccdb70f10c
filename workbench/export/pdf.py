"""HTML to PDF in a warm process that is killed when it takes too long; the only way to WeasyPrint.

The process sees our fonts alone (fontconfig reads a list written for it), so that a poster looks the same on a machine
with no Chinese font and on one with twenty; it is replaced after a number of documents because its caches only grow.
"""

import atexit
import contextlib
import ctypes
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer

from workbench import settings
from workbench.errors import N_, Message, RenderingFailed
from workbench.export.renderer import DONE, receive, send

MEGABYTES = 1536
SECONDS = 30.0
DOCUMENTS_PER_PROCESS = 200
FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Regular.ttf", "NotoEmoji-Regular.ttf")

# The names by which WeasyPrint itself looks for the library, on Linux and macOS.
_SUBSETTERS = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset.so")


class _Renderer:
    """One process, started at the first document and used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._documents = 0

    def render(self, html: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Status and body of the reply. Raises EOFError or OSError when the process died or was killed for its time."""
        with self._lock:
            if self._documents >= DOCUMENTS_PER_PROCESS or (self._process and self._process.poll() is not None):
                self._stop()
            process = self._process = self._process or self._start()
            self._documents += 1
            timer = Timer(seconds, process.kill)
            timer.start()
            try:
                send(process.stdin, DONE, html)  # type: ignore[arg-type]  # both ends are pipes
                return receive(process.stdout)  # type: ignore[arg-type]
            except (EOFError, OSError):
                self._stop()
                raise
            finally:
                timer.cancel()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603  # our own script, a folder and a number
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _stop(self) -> None:
        process, self._process, self._documents = self._process, None, 0
        if process:
            process.kill()
            with contextlib.suppress(OSError):  # the rest of a request that a killed process never read
                process.stdin.close()  # type: ignore[union-attr]
            process.stdout.close()  # type: ignore[union-attr]
            process.wait()


def _command() -> list[str]:
    return [sys.executable, "-I", str(Path(__file__).with_name("renderer.py")), str(settings.FONTS), str(MEGABYTES)]


# By process: after a fork, parent and child would otherwise talk into one pipe.
_renderers: dict[int, _Renderer] = {}


@atexit.register
def _close_own() -> None:
    if own := _renderers.pop(os.getpid(), None):
        own.close()


def html_to_pdf(html: str, *, seconds: float = SECONDS) -> bytes:
    """`html` as PDF bytes, fonts embedded and cut; the same HTML gives the same bytes.

    Title, language and author come from the HTML's own head. Nothing outside the document is loaded but data URLs.
    Raises RenderingFailed when it takes more than `seconds`, needs too much memory or cannot be laid out.
    """
    missing = [name for name in FONT_FILES if not (settings.FONTS / name).is_file()]
    if missing:
        raise RenderingFailed(
            N_("排版用的字体没有安装：%(fonts)s。"), N_("请运行 make setup 后重试。"), fonts=", ".join(missing)
        )
    try:
        status, body = _renderers.setdefault(os.getpid(), _Renderer()).render(html.encode(errors="replace"), seconds)
    except (EOFError, OSError) as error:
        raise RenderingFailed(
            N_("排版超出了时间（%(seconds)s 秒）或内存限制，已经停止。"),
            N_("请缩短内容或换一张较小的图片后重试。"),
            seconds=f"{seconds:g}",
        ) from error
    if status != DONE:
        raise RenderingFailed(
            N_("文件没有排成：%(reason)s。"), N_("请检查内容后重试。"), reason=body.decode(errors="replace")[:300]
        )
    return body


def poster_engine_warnings() -> list[Message]:
    """What is missing on this machine for quick posters, to be said at start-up; empty when all is well."""
    warnings = []
    if not any(_loads(name) for name in _SUBSETTERS):
        warnings.append(Message(N_("缺少 libharfbuzz-subset0：每张海报会慢十倍。请安装这个系统库后重启。")))
    missing = [name for name in FONT_FILES if not (settings.FONTS / name).is_file()]
    if missing:
        warnings.append(
            Message(N_("缺少字体 %(fonts)s：海报无法排版。请运行 make setup。"), {"fonts": ", ".join(missing)})
        )
    return warnings


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

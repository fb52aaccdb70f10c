"""xls and xlsx bytes to a grid: the package is checked, then a process with hard limits reads one sheet of it."""

import marshal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from workbench.errors import N_, TooLarge, UnreadableFile
from workbench.intake.findings import Findings
from workbench.intake.grid import Grid
from workbench.intake.signatures import ZIP

LARGEST_UNPACKED = 256 * 1024 * 1024
LARGEST_ENTRIES = 5_000
_SYMBOLIC_LINK = 0o120000
_LOCAL_HEADER = 30
_LENGTH_BYTES = 8
_READER = Path(__file__).with_name("sheet_process.py")


def read_workbook(data: bytes, sheet: str | None, grid: Grid, findings: Findings) -> None:
    """Add the rows of `sheet`, or of the first visible sheet that is not empty, to `grid`.

    Raises UnreadableFile (damaged, protected, no such sheet) and TooLarge (unpacks or spreads beyond the limits).
    """
    if data.startswith(ZIP):
        check_package(data, grid.name)
    with _process(data, sheet or "") as process:
        description = _load(process, grid.name)
        if refused := description.get("refused"):
            raise _refusal(refused, grid.name, sheet, description.get("sheets", []))
        grid.sheet, grid.sheets, grid.merged = description["sheet"], description["sheets"], description["merged"]
        number = 0
        while (rows := _load(process, grid.name)) is not None:
            for row in rows:
                number += 1
                grid.add(number, row)
    if len(grid.sheets) > 1:
        findings.add(
            N_("文件里有 %(count)s 张工作表，这里读的是“%(sheet)s”。"), {"count": len(grid.sheets), "sheet": grid.sheet}
        )


def check_package(data: bytes, name: str) -> None:
    """Refuse a zip directory that promises too much or lies: overlaps, links, parent folders, doubled names.

    `data` is a zip file as far as its directory can be read.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        entries = sorted(package.infolist(), key=lambda entry: entry.header_offset)
    if len(entries) > LARGEST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise _too_large(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refusal("password", name)
    names = [entry.filename for entry in entries]
    ends = [entry.header_offset + _LOCAL_HEADER + len(entry.filename) + entry.compress_size for entry in entries]
    overlaps = any(end > following.header_offset for end, following in zip(ends, entries[1:], strict=False))
    if overlaps or len(set(names)) < len(names) or any(map(_leads_outside, entries)):
        raise _refusal("damaged", name)


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or (entry.external_attr >> 16) & 0o170000 == _SYMBOLIC_LINK


@contextmanager
def _process(data: bytes, sheet: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The reading process; it is ended on the way out, however far it came."""
    with tempfile.TemporaryFile() as source:
        source.write(data)
        source.seek(0)
        command = [sys.executable, "-I", str(_READER), sheet]
        # Without our environment: a reader of strange bytes has no use for what the server is told there.
        process = subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={})  # noqa: S603
        with process:
            try:
                yield process
            finally:
                process.kill()


def _load(process: "subprocess.Popen[bytes]", name: str) -> Any:
    """The next object; a stream that breaks off means a limit of the process, or a file that the library fell over."""
    out = process.stdout
    length = int.from_bytes(out.read(_LENGTH_BYTES), "big") if out else 0
    message = out.read(length) if out and length else b""
    if not length or len(message) < length:
        raise _refusal("damaged", name) if process.wait() == 1 else _too_large(name)
    return marshal.loads(message)  # noqa: S302  # our own process wrote it


def _too_large(name: str) -> TooLarge:
    return TooLarge(
        N_("“%(name)s”展开后太大，没有读完。"),
        N_("常见原因是很远的单元格里有内容，或整列都填了公式。请把要用的行和列复制到新表，另存为 .xlsx 再上传。"),
        name=name,
    )


def _refusal(reason: str, name: str, sheet: str | None = None, sheets: Sequence[str] = ()) -> UnreadableFile:
    if reason == "password":
        return UnreadableFile(
            N_("“%(name)s”设了打开密码，读不出内容。"), N_("请在 Excel 中取消密码，另存后再上传。"), name=name
        )
    if reason == "no sheet":
        return UnreadableFile(
            N_("“%(name)s”里没有工作表“%(sheet)s”。"),
            N_("可选的工作表：%(sheets)s。"),
            name=name,
            sheet=sheet,
            sheets="、".join(sheets),
        )
    return UnreadableFile(N_("“%(name)s”已经损坏，打不开。"), N_("请重新导出后再上传。"), name=name)

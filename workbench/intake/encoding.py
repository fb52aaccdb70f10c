"""Bytes to text: a byte order mark decides; else UTF-8 if it fits; else GB18030, which contains GBK and GB2312."""

import codecs
import re
from dataclasses import dataclass

from workbench.errors import N_, UnreadableFile
from workbench.intake.findings import Findings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was read in, and how many places could not be read."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes, name: str, findings: Findings) -> Decoded:
    """Read `data` as text; single broken bytes are noted, not raised. Raises UnreadableFile for what is no text."""
    decoded = _decode(data)
    size = len(decoded.text)
    controls = size - len(_CONTROL.sub("", decoded.text))
    if max(decoded.damaged * 20, controls * 10) > size:
        raise UnreadableFile(N_("“%(name)s”里不是文字，认不出编码。"), N_("请用“UTF-8”编码另存后再上传。"), name=name)
    if decoded.damaged:
        findings.add(
            N_("文件里有 %(count)s 处字节已损坏，显示为“�”；其余内容按 %(encoding)s 读取。"),
            {"count": decoded.damaged, "encoding": decoded.encoding},
        )
    return decoded


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if wide := _unmarked_utf16(data):
        return _lenient(data, wide)
    utf8 = _lenient(data, "utf-8")
    if not utf8.damaged:
        return utf8
    # One cut character must not turn a UTF-8 file into GB18030: that encoding accepts nearly anything, as nonsense.
    beyond_ascii = len(utf8.text) - len(utf8.text.encode("ascii", "ignore"))
    if utf8.damaged * 50 <= beyond_ascii:
        return utf8
    return min(_lenient(data, "gb18030"), utf8, key=lambda decoded: decoded.damaged)


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict"), encoding, 0)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows as a NUL in every second byte, wherever the text is ASCII."""
    half = len(data) // 2
    for encoding, nul_at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if half and data[nul_at::2].count(0) > 0.3 * half and data[1 - nul_at :: 2].count(0) < 0.05 * half:
            return encoding
    return None

"""What a file really is, by its first bytes, whatever its name says."""

import zipfile
from io import BytesIO

from workbench.errors import N_, TooLarge, UnreadableFile

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")

_PICTURE = N_("“%(name)s”其实是一张图片，里面没有可以读取的文字。")
_SOUND = N_("“%(name)s”其实是录音或视频，里面没有可以读取的文字。")
_ARCHIVE = N_("“%(name)s”其实是一个压缩包。")
_PDF = N_("“%(name)s”其实是 PDF 文档。")
_SIGNATURES = (
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"\x89PNG", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftyphei", _PICTURE),
    (4, b"ftypavi", _PICTURE),
    (4, b"ftyp", _SOUND),
    (0, b"RIFF", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"fLaC", _SOUND),
    (0, b"\x1aE\xdf\xa3", _SOUND),
    (0, b"%PDF", _PDF),
    (0, b"Rar!", _ARCHIVE),
    (0, b"7z\xbc\xaf", _ARCHIVE),
    (0, b"\x1f\x8b", _ARCHIVE),
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")
LARGEST_FILE = 50 * 1024 * 1024


def refuse_other_kinds(data: bytes, name: str, advice: str, room: int = 1) -> None:
    """Stop at empty and oversized files, pictures, sounds, archives and PDF; `advice` says what is taken instead.

    A file may be `room` times as large as an upload. Raises UnreadableFile or TooLarge. Web pages, zip and OLE files
    are left to the reader that knows them.
    """
    if len(data) > room * LARGEST_FILE:
        raise TooLarge(
            N_("“%(name)s”有 %(size)s MB，超过了 %(limit)s MB 的上限。"),
            N_("请只保留需要的工作表和列，或分成几个文件后再上传。"),
            name=name,
            size=len(data) // 1024 // 1024,
            limit=room * LARGEST_FILE // 1024 // 1024,
        )
    if not data.strip(b"\x00\t\r\n \xff\xfe\xef\xbb\xbf"):
        raise UnreadableFile(N_("“%(name)s”是空的。"), advice, name=name)
    for at, signature, sentence in _SIGNATURES:
        if data.startswith(signature, at):
            raise UnreadableFile(sentence, advice, name=name)


def is_web_page(data: bytes) -> bool:
    """Whether the bytes are HTML or XML, as many systems write into files named .xls."""
    return data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE)


def refuse_documents(data: bytes, name: str, advice: str) -> None:
    """Stop at Word, PowerPoint and other zip or OLE files that are no spreadsheet. Raises UnreadableFile."""
    document = N_("“%(name)s”其实是 Word 或演示文稿，不是表格。")
    if data.startswith(OLE):
        if _holds(data, "EncryptedPackage"):
            raise UnreadableFile(
                N_("“%(name)s”设了打开密码，读不出内容。"), N_("请在 Excel 中取消密码，另存后再上传。"), name=name
            )
        if not (_holds(data, "Workbook") or _holds(data, "Book")):
            raise UnreadableFile(document, advice, name=name)
    elif data.startswith(ZIP):
        members = _members(data, name)
        if members & {"word/document.xml", "ppt/presentation.xml"}:
            raise UnreadableFile(document, advice, name=name)
        if not members & {"xl/workbook.xml", "xl/workbook.bin"}:
            raise UnreadableFile(_ARCHIVE, advice, name=name)


def _holds(data: bytes, stream: str) -> bool:
    """Whether an OLE directory names this stream; names are stored in UTF-16."""
    return f"{stream}\0".encode("utf-16-le") in data


def _members(data: bytes, name: str) -> set[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(N_("“%(name)s”已经损坏，打不开。"), N_("请重新导出后再上传。"), name=name) from error

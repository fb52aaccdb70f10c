"""Pictures of options: small ones, written into the form as `data:` addresses; no page asks elsewhere for them.

How large a picture is in pixels stands in its first bytes; nothing here unpacks one.
"""

import base64
import binascii
import re
import struct
from collections.abc import Callable

from workbench.errors import N_, Message

# All pictures of a page together, so that the page stays light on a telephone.
MOST_BYTES_A_PAGE = 24_000
# A file of a few bytes may unpack to more than a telephone's memory. What we draw ourselves is far smaller.
MOST_PIXELS_A_SIDE = 2_000
_ADDRESS = re.compile(r"data:image/(jpeg|png|webp);base64,([A-Za-z0-9+/]+={0,2})")
# Markers after which a JPEG tells its size; three between them mean something else.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Size = tuple[int, int]


def picture_problem(address: str) -> Message | None:
    """What is wrong with the address of a picture; None for a JPEG, PNG or WebP that is what it says."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return Message(N_("图片要写成 data:image/jpeg;base64,…（也可以是 png、webp），不能来自外部网址。"))
    try:
        size = _SIZES[found[1]](base64.b64decode(found[2], validate=True))
    except (binascii.Error, struct.error):
        size = None
    if size is None or min(size) < 1:
        return Message(N_("这张图片打不开，请重新上传。"))
    if max(size) > MOST_PIXELS_A_SIDE:
        told: dict[str, object] = {"width": size[0], "height": size[1], "most": MOST_PIXELS_A_SIDE}
        return Message(N_("这张图片有 %(width)s × %(height)s 像素，宽和高都不能超过 %(most)s；缩小后再用。"), told)
    return None


def picture_size(address: str) -> int:
    """About how many bytes a picture has."""
    return len(address) * 3 // 4


def _png_size(data: bytes) -> Size | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _jpeg_size(data: bytes) -> Size | None:
    """From the head of the frame, past the segments that stand before it."""
    place = 2
    while data[:3] == b"\xff\xd8\xff":
        start, marker, length = struct.unpack_from(">BBH", data, place)
        if start != 0xFF or length < 2:
            return None
        if marker == 0xFF:  # segments may be padded
            place += 1
            continue
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        place += 2 + length
    return None


def _webp_size(data: bytes) -> Size | None:
    """From the head of the first chunk: lossy, lossless, or a canvas for several chunks."""
    kind = data[12:16] if data[:4] + data[8:12] == b"RIFFWEBP" else b""
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and data[20:21] == b"\x2f":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        low_width, high_width, low_height, high_height = struct.unpack_from("<HBHB", data, 24)
        return low_width + (high_width << 16) + 1, low_height + (high_height << 16) + 1
    return None


_SIZES: dict[str, Callable[[bytes], Size | None]] = {"png": _png_size, "jpeg": _jpeg_size, "webp": _webp_size}

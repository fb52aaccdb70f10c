"""Pictures of options: small ones, written into the form as `data:` addresses; no page asks elsewhere for them."""

import base64
import binascii
import re

from workbench.errors import N_, Message

# All pictures of a page together, so that the page stays light on a telephone.
MOST_BYTES_A_PAGE = 24_000
_ADDRESS = re.compile(r"data:image/(jpeg|png|webp);base64,([A-Za-z0-9+/]+={0,2})")
_BEGINNINGS = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF"}


def picture_problem(address: str) -> Message | None:
    """What is wrong with the address of a picture; None for a JPEG, PNG or WebP that is what it says."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return Message(N_("图片要写成 data:image/jpeg;base64,…（也可以是 png、webp），不能来自外部网址。"))
    try:
        data = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        data = b""
    return None if data.startswith(_BEGINNINGS[found[1]]) else Message(N_("这张图片打不开，请重新上传。"))


def picture_size(address: str) -> int:
    """About how many bytes a picture has."""
    return len(address) * 3 // 4

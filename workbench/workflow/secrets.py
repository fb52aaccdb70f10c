"""The server's secret and the tokens made with it; tokens are kept only as hashes."""

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from workbench.settings import Settings


def server_secret(settings: Settings) -> bytes:
    """The installation's own 256-bit secret, made at the first call and readable by its owner alone."""
    return _read_secret(settings.secret_file)


@lru_cache
def _read_secret(place: Path) -> bytes:
    if not place.exists():
        _make_secret(place)
    return place.read_bytes()


def _make_secret(place: Path) -> None:
    """Write it elsewhere and put it in its place whole: of many who come first, all read the same."""
    handle, draft = tempfile.mkstemp(dir=place.parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, place)
    finally:
        Path(draft).unlink()


def new_token() -> str:
    """256 random bits for an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is kept of a token; tokens are random, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def derived_token(settings: Settings, *parts: str) -> str:
    """A token that the server can make again from the same parts and nobody else can."""
    message = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(server_secret(settings), message, hashlib.sha256).hexdigest()

"""The server's secret and the tokens made with it; tokens are kept only as hashes."""

import hashlib
import hmac
import os
import secrets

from workbench.settings import Settings


def server_secret(settings: Settings) -> bytes:
    """The installation's own 256-bit secret, made at the first call and readable by its owner alone."""
    try:
        handle = os.open(settings.secret_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return settings.secret_file.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    return settings.secret_file.read_bytes()


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

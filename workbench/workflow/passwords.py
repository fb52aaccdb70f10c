"""Passwords: hashed with Argon2id, checked slowly, and not too often."""

from collections.abc import Mapping
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, col, delete, func, select

from workbench.storage.tables import FailedAttempt, now

THROTTLE_WINDOW = timedelta(minutes=15)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def verify_password(hashed: str, password: str) -> bool:
    """Whether a password is the one that was hashed."""
    try:
        return _hasher.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_throttled(session: Session, limits: Mapping[str, int]) -> bool:
    """Whether as many attempts as allowed failed lately under one of the keys of `limits`."""
    session.exec(delete(FailedAttempt).where(col(FailedAttempt.at) < now() - THROTTLE_WINDOW))
    return any(
        session.exec(select(func.count()).where(FailedAttempt.key_hash == key)).one() >= limit
        for key, limit in limits.items()
    )


def note_failure(session: Session, limits: Mapping[str, int]) -> None:
    """Count a failed attempt under each key."""
    session.add_all([FailedAttempt(key_hash=key) for key in limits])

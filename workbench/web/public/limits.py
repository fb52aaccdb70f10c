"""Floods: each address may do so much, which is generous, because an office or a carrier stands behind one address.

Every server process counts for itself. Nobody has to prove anything: that would need a script and the battery of a
telephone. Requests from this machine are not counted: tests, and a proxy whose addresses nobody was told to believe.
"""

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Lock
from time import monotonic

from flask import Blueprint, abort, current_app, request

MOST_ADDRESSES = 20_000


@dataclass
class Allowance:
    """So many requests at once, and so many more each second, for every address (of IPv6, every network of /64).

    >>> allowance = Allowance(burst=2, a_second=1.0)
    >>> [allowance.take("203.0.113.7", at) for at in (0.0, 0.1, 0.2, 1.3)]
    [True, True, False, True]
    """

    burst: int
    a_second: float

    def __post_init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str, at: float) -> bool:
        """Use up one, at a moment in seconds; whether there was one left."""
        key = network_of(address)
        with self._lock:
            left, before = self._left.pop(key, (float(self.burst), at))
            left = min(self.burst, left + (at - before) * self.a_second)
            granted = left >= 1
            self._left[key] = (left - 1 if granted else left, at)
            if len(self._left) > MOST_ADDRESSES:
                self._left.popitem(last=False)
        return granted


def install(blueprint: Blueprint) -> None:
    """Count every request to the respondents' pages, and beginnings once more."""
    blueprint.before_request(_count)


def allowances() -> dict[str, Allowance]:
    """What an app grants: pages of all kinds, and beginning a form."""
    return {"pages": Allowance(burst=400, a_second=20.0), "beginnings": Allowance(burst=120, a_second=2.0)}


def network_of(address: str) -> str:
    """By what an address is counted.

    >>> network_of("2001:db8::1") == network_of("2001:db8::2"), network_of("192.0.2.1"), network_of("")
    (True, '192.0.2.1', '')
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return f"{int(parsed) >> 64:x}" if parsed.version == 6 else str(parsed)


def _count() -> None:
    address = request.remote_addr or ""
    if _is_this_machine(address):
        return
    granted: dict[str, Allowance] = current_app.extensions["allowances"]
    begins = request.method == "POST" and request.endpoint == "public.start_submission"
    wanted = ["pages", "beginnings"] if begins else ["pages"]
    if not all([granted[name].take(address, monotonic()) for name in wanted]):
        abort(429)


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

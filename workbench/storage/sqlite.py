"""A SQLite that is new enough: pysqlite3 where it has wheels, on ARM sqlcipher3 (the same library without a key)."""

import platform

if platform.machine() == "aarch64":
    from sqlcipher3 import dbapi2 as driver
else:
    from pysqlite3 import dbapi2 as driver

__all__ = ["driver"]

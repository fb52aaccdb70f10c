"""The only database door: the store and its sessions, tables, named reads, migrations, backups.

Tables stand in `workbench.storage.tables`, named reads in `workbench.storage.queries`.
"""

from workbench.storage.engine import Store, add
from workbench.storage.schema import back_up, open_store, restore

__all__ = ["Store", "add", "back_up", "open_store", "restore"]

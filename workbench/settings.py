"""Settings as one table: name, type, default, help. Read once from the environment; the only place that knows paths.

Every setting is set by an environment variable `WORKBENCH_<NAME>`; `docs/settings.md` is printed from `TABLE`.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workbench.errors import N_, BadInput


class Setting(NamedTuple):
    """One row of the table."""

    name: str
    kind: Callable[[str], object]
    default: str
    help: str


TABLE = (
    Setting("home", Path, "data", "Folder of the database, backups and the server's own secret."),
    Setting("database", str, "", "Database address; empty means the embedded SQLite file in the home folder."),
    Setting("public_address", str, "", "Address that survey links and QR codes start with; empty: http:// and `bind`."),
    Setting(
        "studio_address", str, "", "Address that the team opens the studio at; empty: the same as `public_address`."
    ),
    Setting("bind", str, "127.0.0.1:8000", "Host and port that the server listens on."),
    Setting("trusted_proxies", int, "0", "How many reverse proxies in front may be believed about address and scheme."),
    Setting("workers", int, "2", "Server processes."),
    Setting("threads", int, "4", "Threads of each server process."),
    Setting("upload_megabytes", int, "32", "Largest file that may be uploaded."),
    Setting("sign_in_hours", int, "12", "How long a sign-in lasts without use."),
    Setting(
        "unfinished_days",
        int,
        "30",
        "After how many days without a save the answers of somebody who did not hand in are deleted; 0: never.",
    ),
    Setting("analysis_processes", int, "1", "Processes that carry out analysis runs."),
    Setting("cluster", str, "", "Address of a Dask scheduler that carries out analysis runs; empty: processes here."),
    Setting("lease_seconds", int, "30", "After how long without a sign of life a run is taken up by another process."),
)

_PACKAGE = Path(__file__).parent


def _root_folder(name: str) -> Path:
    """A folder that stands at the repository's root in a checkout and in `bundled/` in an installed wheel."""
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


TEMPLATES = _root_folder("templates")
STATIC = _root_folder("static")
SURVEY_FORMS = _root_folder("survey_forms")
FONTS = STATIC / "vendor" / "fonts"
DEMO = _PACKAGE / "demo"


@dataclass(frozen=True)
class Settings:
    """The values of `TABLE`, checked, plus the paths that follow from them."""

    home: Path
    database: str
    public_address: str
    studio_address: str
    bind: str
    trusted_proxies: int
    workers: int
    threads: int
    upload_megabytes: int
    sign_in_hours: int
    unfinished_days: int
    analysis_processes: int
    cluster: str
    lease_seconds: int

    @property
    def database_file(self) -> Path:
        """The embedded database."""
        return self.home / "workbench.sqlite3"

    @property
    def backups(self) -> Path:
        """Where copies go before a migration."""
        return self.home / "backups"

    @property
    def cache(self) -> Path:
        """What can be worked out again: a folder for each study."""
        return self.home / "cache"

    @property
    def secret_file(self) -> Path:
        """The server's own secret, made at first start."""
        return self.home / "secret"

    @property
    def https(self) -> bool:
        """Whether the studio's cookies may be restricted to encrypted connections."""
        return self.studio_address.startswith("https://")

    @property
    def public_https(self) -> bool:
        """Whether those of the respondents' pages may."""
        return self.public_address.startswith("https://")


def read_settings(environment: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Read the table from `environment`; `overrides` win. Raises BadInput naming the variable that cannot be read."""
    values: dict[str, object] = {}
    for name, kind, default, _ in TABLE:
        text = environment.get(f"WORKBENCH_{name.upper()}", default)
        try:
            values[name] = overrides[name] if name in overrides else kind(text)
        except ValueError as error:
            raise BadInput(
                N_("设置 %(variable)s 的值“%(value)s”不能识别。"),
                N_("请改正这个环境变量后再启动。"),
                variable=f"WORKBENCH_{name.upper()}",
                value=text,
            ) from error
    values["home"] = Path(str(values["home"])).resolve()
    values["public_address"] = str(values["public_address"] or f"http://{values['bind']}").rstrip("/")
    values["studio_address"] = str(values["studio_address"] or values["public_address"]).rstrip("/")
    return Settings(**values)  # type: ignore[arg-type]  # the table above has just checked each type

"""The server's secret is one, however many ask for it first."""

from concurrent.futures import ThreadPoolExecutor
from stat import S_IMODE
from threading import Barrier

from workbench.settings import read_settings
from workbench.workflow.secrets import server_secret


def test_of_many_who_come_first_all_get_the_same_secret(tmp_path):
    settings, together = read_settings({}, home=tmp_path), Barrier(32)

    def ask(_number):
        together.wait()
        return server_secret(settings)

    with ThreadPoolExecutor(32) as pool:
        (secret,) = set(pool.map(ask, range(32)))
    assert len(secret) == 32
    assert S_IMODE(settings.secret_file.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [settings.secret_file.name]

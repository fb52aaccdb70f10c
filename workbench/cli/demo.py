"""The demo study in the terminal: served at an address, or written to a folder."""

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from workbench.errors import Message
from workbench.settings import Settings, read_settings
from workbench.storage import Store, open_store
from workbench.workflow.accounts import create_owner, one_time_link, setup_token
from workbench.workflow.demo import build_demo
from workbench.workflow.demo_files import write_demo_files
from workbench.workflow.secrets import new_token

EMAIL = "demo@example.com"


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="不启动服务，把海报、报告和表格写到这个文件夹。",
)
def demo(out: Path | None) -> None:
    """演示研究：一款虚构手游的封闭测试，124 份问卷、16 场访谈、4 张画像。"""
    settings = read_settings()
    if out is None:
        _serve(replace(settings, home=settings.home / "demo"))
        return
    with tempfile.TemporaryDirectory() as home:
        store = open_store(replace(settings, home=Path(home), database=""))
        for path in write_demo_files(store, build(store), out):
            click.echo(path)
        store.close()


def _serve(settings: Settings) -> None:
    from workbench.cli.serve import run

    store = open_store(settings)
    if setup_token(store) is not None:
        build(store)
    token = one_time_link(store, EMAIL, "sign_in")
    store.close()
    run(settings, told=f"一次性登录链接：{settings.studio_address}/link/{token}")


def build(store: Store) -> int:
    """An account that nobody knows the password of, and its study."""
    owner = create_owner(store, "演示研究员", EMAIL, new_token())
    return build_demo(store, owner, _tell)


def _tell(message: Message) -> None:
    click.echo(f"{message}……", err=True)

"""Accounts in the terminal."""

import click

from workbench.settings import read_settings
from workbench.storage import open_store
from workbench.workflow.accounts import one_time_link


@click.command()
@click.argument("email")
def reset(email: str) -> None:
    """打印一个重设密码的链接（24 小时内有效，只能用一次）。"""
    settings = read_settings()
    token = one_time_link(open_store(settings), email, "reset")
    click.echo(f"{settings.studio_address}/reset/{token}")

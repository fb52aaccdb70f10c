"""Backups in the terminal."""

from pathlib import Path

import click

from workbench import storage
from workbench.settings import read_settings


@click.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(target: Path) -> None:
    """把数据库完整复制到 TARGET；服务运行时也可以。"""
    click.echo(f"已备份到 {storage.back_up(read_settings(), target)}")


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(source: Path) -> None:
    """用备份 SOURCE 替换现有数据库；请先停下服务，现有数据会先备份。"""
    kept = storage.restore(read_settings(), source)
    click.echo("已恢复。" + (f"原来的数据在 {kept}" if kept else ""))

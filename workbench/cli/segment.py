"""Segments of a table in the terminal, without a database."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from workbench.errors import Message
from workbench.records.analysis import Plan, TableColumns
from workbench.workflow.segment_table import segment_file

_READ_BY_PEOPLE = 10_000  # beyond, nobody reads the file line by line, and indenting takes ten times as long


def _number(_context: click.Context, _option: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if value.isdecimal() and 1 <= int(value[:9]) <= 1000:
        return int(value)
    raise click.BadParameter("请写 auto 或 1 到 1000 的整数。")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "id_column", required=True, help="编号所在的列。")
@click.option("--motivation", multiple=True, help="说动机的开放题，可以写多次。")
@click.option("--pain", multiple=True, help="说痛点的开放题，可以写多次。")
@click.option("--text", multiple=True, help="其他开放题，可以写多次。")
@click.option("--closed", multiple=True, help="量表或选择题，可以写多次。")
@click.option("--k", default="auto", callback=_number, help="分几群；auto 由数据决定。")
@click.option("--seed", default=0, type=click.IntRange(0, 2**32 - 1), help="随机种子。")
@click.option("--no-meaning", is_flag=True, help="只比较用词，不比较句子的意思。")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="把结果写到这个文件。")
def segment(file: Path, id_column: str, k: int | None, seed: int, target: Path | None, **chosen: Any) -> None:
    """把 FILE（csv、xls、xlsx）里的受访者按动机和痛点分群。"""
    names = {name: list(chosen[name]) for name in ("motivation", "pain", "text", "closed")}
    columns = TableColumns(id=id_column, **names)
    plan = Plan(k=k, seed=seed, meaning=not chosen["no_meaning"])
    result = segment_file(file.read_bytes(), file.name, columns, plan, _show)
    if target:
        indent = 2 if result["n"] <= _READ_BY_PEOPLE else None
        target.write_text(json.dumps(result, ensure_ascii=False, indent=indent), encoding="utf-8")
    click.echo(result["reason"])
    for one in result["segments"]:
        words = "、".join(dict.fromkeys(term["text"] for term in one["terms"][:8]))
        click.echo(f"  {one['segment']}. {one['size']} 人  {words}")


def _show(share: float, message: Message) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{share:4.0%} {message}\x1b[K", nl=share >= 1, err=True)

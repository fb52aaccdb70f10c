"""The typing tool of a table in the terminal, without a database."""

import json
from pathlib import Path
from typing import Any

import click

from workbench.records.typing_tool import TypingTool
from workbench.workflow.typing_table import TypingColumns, type_file


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "id_column", required=True, help="编号所在的列。")
@click.option("--segment", help="人群所在的列；不写就用 --result。")
@click.option("--result", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="分群写出的 JSON。")
@click.option("--closed", multiple=True, required=True, help="可以问的量表或选择题，可以写多次。")
@click.option("--most", default=8, type=click.IntRange(1, 20), help="最多问几道题。")
@click.option("--seed", default=0, type=click.IntRange(0, 2**32 - 1), help="随机种子。")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="把结果写到这个文件。")
def typing(file: Path, id_column: str, result: Path | None, target: Path | None, **chosen: Any) -> None:
    """从 FILE（csv、xls、xlsx）里挑几道题，认出新来的人属于哪一群。"""
    if (chosen["segment"] is None) == (result is None):
        raise click.UsageError("请写 --segment 或 --result 其中一个。")
    columns = TypingColumns(id=id_column, segment=chosen["segment"], closed=chosen["closed"])
    known = _assigned(result) if result else None
    tool = type_file(file.read_bytes(), file.name, columns, known, most=chosen["most"], seed=chosen["seed"])
    if target:
        target.write_text(tool.model_dump_json(indent=2), encoding="utf-8")
    _tell(tool)


def _assigned(result: Path) -> dict[str, int]:
    try:
        assigned = json.loads(result.read_text(encoding="utf-8"))["assignments"]
        return {one: segment for one, segment in assigned.items() if segment is not None}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise click.BadParameter("这不是分群写出的 JSON。", param_hint="--result") from None


def _tell(tool: TypingTool) -> None:
    trial = tool.trial
    click.echo(f"{trial.n} 人里认对 {trial.right} 人；只猜最大的人群会对 {trial.guessed} 人。")
    for question in tool.typing.questions:
        click.echo(f"  · {question.title}")

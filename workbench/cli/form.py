"""Forms in the terminal, without a database: check one, try answers on it, evaluate conditions."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from workbench.errors import InvalidForm
from workbench.workflow.form_checks import advice_on_form, check_files, evaluate_line, read_json, try_answers

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def form() -> None:
    """检查问卷文件，试填，计算条件。"""


@form.command()
@click.argument("file")
@click.argument("rules", type=_FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help="把结果打印成 JSON。")
@click.pass_context
def check(context: click.Context, file: str, rules: Path | None, as_json: bool) -> None:
    """检查 FILE（form.json，或装着 form.json 和 rules.json 的文件夹）能不能发布。

    有问题时逐处打印位置和改法，退出码是 2。没有问题时打印会不会诱导受访者的建议，不影响发布。
    """
    try:
        checked = check_files(file, rules)
    except InvalidForm as error:
        found = [{"place": one.column, "problem": str(one.expected), "found": one.found} for one in _problems(error)]
        lines = [str(error), *(f"  · {one['place']}：{one['problem']}" for one in found)]
        _tell(as_json, {"valid": False, "problems": found}, lines)
        context.exit(2)
    count = len(checked.form.questions)
    sound = {"valid": True, "problems": [], "hash": checked.hash, "pages": len(checked.form.pages), "questions": count}
    advice = advice_on_form(checked)
    lines = [f"可以发布：{len(checked.form.pages)} 页，{count} 题，版本 {checked.hash[:12]}。"]
    lines += [f"  建议（{one['place'] or '整份问卷'}）：{one['noticed']}{one['advice']}" for one in advice]
    _tell(as_json, {**sound, "advice": advice}, lines)


@form.command("try")
@click.argument("file")
@click.argument("rules", type=_FILE, required=False)
@click.option("--answers", type=_FILE, required=True, help='JSON 文件：{"题目名": 回答}。')
def try_form(file: str, rules: Path | None, answers: Path) -> None:
    """按 --answers 里的回答试填 FILE，打印经过的页面和题目、结论、理由、得分和配额格（JSON）。"""
    result = try_answers(check_files(file, rules), read_json(answers))
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))


@form.command("eval")
def evaluate() -> None:
    """从标准输入逐行读 {"expr": 条件, "data": 回答}，逐行打印 {"canRun": 能否读懂, "result": 结果}。"""
    for line in sys.stdin.buffer:
        sys.stdout.write(f"{json.dumps(evaluate_line(line), separators=(',', ':'))}\n")


def _problems(error: InvalidForm) -> list[Any]:
    return error.problems or [error]


def _tell(as_json: bool, result: dict[str, Any], lines: list[str]) -> None:
    click.echo(json.dumps(result, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))

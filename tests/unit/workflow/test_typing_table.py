"""The typing tool from a table: segments in a column or from a result, as a function and as a command."""

import json
import random

import pytest
from click.testing import CliRunner

from workbench.cli.main import main
from workbench.errors import InvalidPlan
from workbench.workflow.typing_table import TypingColumns, type_file


def table():
    chance, lines = random.Random(1), ["id,人群,操作,时段"]
    for number in range(90):
        kind = number % 3
        skill = min(5, max(1, round(chance.gauss((2, 5, 3)[kind], 0.7))))
        when = ("睡前", "周末", "通勤")[kind if chance.random() < 0.8 else chance.randrange(3)]
        lines.append(f"R{number:03d},{'甲乙丙'[kind]},{skill},{when}")
    return "\n".join(lines)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(table(), encoding="utf-8")
    return path


def test_a_column_may_say_who_is_in_which_segment():
    columns = TypingColumns(id="id", segment="人群", closed=("操作", "时段"))
    tool = type_file(table().encode(), "answers.csv", columns)
    assert [one.name for one in tool.typing.segments] == ["丙", "乙", "甲"]
    assert tool.trial.n == 90
    assert tool.trial.right > 65
    assert {one.kind.value for one in tool.typing.questions} == {"scale", "single"}


def test_who_is_in_no_segment_is_not_learnt_from():
    columns = TypingColumns(id="id", closed=("操作", "时段"))
    known = {f"R{number:03d}": number % 3 + 1 for number in range(60)}
    assert type_file(table().encode(), "answers.csv", columns, known).trial.n == 60


def test_an_unknown_column_is_a_sentence():
    with pytest.raises(InvalidPlan, match="表里没有“年龄”这一列"):
        type_file(table().encode(), "answers.csv", TypingColumns(id="id", segment="人群", closed=("年龄",)))


def test_the_command_says_how_many_it_knows_and_writes_the_tool(file, tmp_path):
    target = tmp_path / "tool.json"
    options = ["--id", "id", "--segment", "人群", "--closed", "操作", "--closed", "时段", "--json", str(target)]
    done = CliRunner().invoke(main, ["typing", str(file), *options])
    assert done.exit_code == 0, done.output
    stored = json.loads(target.read_text(encoding="utf-8"))
    assert f"90 人里认对 {stored['trial']['right']} 人；只猜最大的人群会对 30 人" in done.output


def test_the_command_takes_what_segment_wrote(file, tmp_path):
    result = tmp_path / "result.json"
    assigned = {f"R{number:03d}": number % 3 + 1 if number else None for number in range(90)}
    result.write_text(json.dumps({"assignments": assigned}), encoding="utf-8")
    options = ["--id", "id", "--result", str(result), "--closed", "操作"]
    done = CliRunner().invoke(main, ["typing", str(file), *options])
    assert "89 人里认对" in done.output


@pytest.mark.parametrize("options", [[], ["--segment", "人群", "--result", "{file}"], ["--result", "{file}"]])
def test_a_command_that_does_not_say_where_segments_are_is_refused(file, options):
    given = [option.format(file=file) for option in options]
    done = CliRunner().invoke(main, ["typing", str(file), "--id", "id", "--closed", "操作", *given])
    assert done.exit_code == 2

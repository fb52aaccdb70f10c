"""The terminal: the same verbs, sentences instead of tracebacks."""

import pytest
from click.testing import CliRunner

from workbench.cli import main
from workbench.workflow import accounts


@pytest.fixture
def run(settings):
    def run(*arguments):
        return CliRunner().invoke(main, arguments, env={"WORKBENCH_HOME": str(settings.home)})

    return run


def test_help_lists_every_command(run):
    shown = run("--help").output
    for name in ("serve", "demo", "segment", "reset", "backup", "restore"):
        assert f"  {name}" in shown


def test_a_reset_link_from_the_terminal_changes_the_password(run, store):
    token = run("reset", "lin@example.com").output.strip().rpartition("/")[2]
    accounts.reset_password(store, token, "新的一句又长又好记的话")
    assert accounts.sign_in(store, "lin@example.com", "新的一句又长又好记的话", "127.0.0.1")


def test_a_reset_for_an_unknown_account_is_a_sentence_and_exit_code_2(run):
    result = run("reset", "nobody@example.com")
    assert result.exit_code == 2
    assert "没有邮箱为 nobody@example.com 的账号" in result.output
    assert "Traceback" not in result.output


def test_a_backup_and_its_restore_are_two_commands(run, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    assert "已备份到" in run("backup", str(copy)).output
    assert "已恢复" in run("restore", str(copy)).output


def test_a_setting_that_cannot_be_read_is_named(settings):
    result = CliRunner().invoke(main, ["reset", "a@b.cn"], env={"WORKBENCH_WORKERS": "many"})
    assert result.exit_code == 2
    assert "WORKBENCH_WORKERS" in result.output

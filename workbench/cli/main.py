"""The command group and how it fails."""

import sys
from typing import Any

import click

from workbench import __version__
from workbench.errors import WorkbenchError

COMMANDS = {
    "serve": "workbench.cli.serve:serve",
    "dev": "workbench.cli.serve:dev",
    "demo": "workbench.cli.demo:demo",
    "form": "workbench.cli.form:form",
    "segment": "workbench.cli.segment:segment",
    "typing": "workbench.cli.typing_tool:typing",
    "reset": "workbench.cli.accounts:reset",
    "backup": "workbench.cli.keeping:backup",
    "restore": "workbench.cli.keeping:restore",
}


class Commands(click.Group):
    """Finds commands by name when they are wanted: `--help` must not wait for scikit-learn."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        __import__(module)
        command: click.Command = getattr(sys.modules[module], name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what can go wrong for a user ends in a sentence."""
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            click.echo(str(error), err=True)
            for problem in error.problems:
                click.echo(f"  · {getattr(problem, 'expected', problem)}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """画像工作台：从问卷链接到画像海报，每句话都能追到说它的人。"""

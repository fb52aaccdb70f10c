"""Print what the code knows about itself into docs/: the table of settings and the help of every command.

Writes docs/settings.md and docs/cli.md. With `--check` it writes nothing, names the pages that are out of date and
exits with 1.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from workbench.cli import main as workbench
from workbench.settings import TABLE

DOCS = Path(__file__).parents[1] / "docs"
WRITTEN_BY = "<!-- Written by `make docs`; edit the code instead. -->\n"
WIDTH = 100


def settings_page() -> str:
    """The table of settings as Markdown."""
    rows = [
        f"| `WORKBENCH_{row.name.upper()}` | {_kind(row.kind)} | {_default(row.default)} | {row.help} |"
        for row in TABLE
    ]
    head = "# Settings\n\nEach is an environment variable, read once at start.\n"
    return "\n".join([WRITTEN_BY, head, "| variable | kind | default | meaning |", "|---|---|---|---|", *rows, ""])


def commands_page() -> str:
    """The help of the command line, one section a command."""
    parts = [f"## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(workbench, "workbench", None)]
    return "\n".join([WRITTEN_BY, "# The command line\n", *parts])


def _kind(kind: object) -> str:
    return {"Path": "path", "int": "number", "str": "text"}.get(getattr(kind, "__name__", ""), "text")


def _default(text: str) -> str:
    return f"`{text}`" if text else "empty"


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    own_name = name.rsplit(maxsplit=1)[-1]
    context = click.Context(command, parent=parent, info_name=own_name, terminal_width=WIDTH, max_content_width=WIDTH)
    yield name, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _helps(found, f"{name} {inner}", context)


def main() -> None:
    """Write the pages, or compare them."""
    pages = {DOCS / "settings.md": settings_page(), DOCS / "cli.md": commands_page()}
    old = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit("\n".join(f"docs/{path.name} is out of date: run `make docs`" for path in old) or 0)
    for path in old:
        path.write_text(pages[path], encoding="utf-8")
        print(f"wrote docs/{path.name}")


if __name__ == "__main__":
    main()

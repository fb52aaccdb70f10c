"""Everything that is found wrong on the way in, collected instead of raised."""

from collections.abc import Mapping

from workbench.errors import N_, Message
from workbench.records import Problem

_SHOWN = 60


class Findings:
    """Problems by first appearance; the same sentence is listed at most `each` times and then counted."""

    def __init__(self, each: int = 20) -> None:
        self._each = each
        self._groups: dict[str, list[Problem]] = {}
        self._counts: dict[str, int] = {}

    def add(
        self,
        sentence: str,
        values: Mapping[str, object] | None = None,
        *,
        row: int | None = None,
        column: str | None = None,
        found: str = "",
    ) -> None:
        """Note one problem; long `found` texts are cut for showing."""
        self._counts[sentence] = self._counts.get(sentence, 0) + 1
        group = self._groups.setdefault(sentence, [])
        if len(group) < self._each:
            shown = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
            group.append(Problem(row=row, column=column, expected=Message(sentence, dict(values or {})), found=shown))

    def problems(self) -> list[Problem]:
        """The list for the page and the terminal."""
        listed: list[Problem] = []
        for sentence, group in self._groups.items():
            listed += group
            if rest := self._counts[sentence] - len(group):
                listed.append(
                    Problem(expected=Message(N_("另有 %(count)s 处同样的问题，没有逐一列出。"), {"count": rest}))
                )
        return listed

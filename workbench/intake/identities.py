"""Who a row is: its id, or a hash of what it says; the same in today's and tomorrow's export."""

import hashlib
from collections.abc import Iterable, Sequence

from workbench.errors import N_
from workbench.intake.findings import Findings


def content_hash(keys: Sequence[str], texts: Iterable[str]) -> str:
    """Sixteen hexadecimal digits over what a row says under which title; columns in another order change nothing."""
    said = sorted(f"{key}\x1f{text}" for key, text in zip(keys, texts, strict=False) if text)
    return hashlib.sha256("\x1e".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def identify(contents: list[str], ids: list[str] | None, numbers: list[int], findings: Findings) -> list[str]:
    """One identity a row, all different. `ids` are the id column's texts, or None where there is none.

    A row without an id is known by its content; the second row with the same id or content gets `#2`.
    """
    if ids is None:
        return _numbered(contents)
    if all(ids) and len(set(ids)) == len(ids):
        return ids
    seen: set[str] = set()
    for number, text in zip(numbers, ids, strict=True):
        if not text:
            findings.add(N_("这一行没有编号，改用整行内容来识别。"), row=number)
        elif text in seen:
            findings.add(N_("编号与前面的行重复，两行都已保留。"), row=number, found=text)
        seen.add(text)
    return _numbered([text or content for text, content in zip(ids, contents, strict=True)])


def _numbered(names: list[str]) -> list[str]:
    """The names, each made unique by the count of its occurrence.

    >>> _numbered(["a", "b", "a"])
    ['a', 'b', 'a#2']
    """
    taken = set(names)
    if len(taken) == len(names):
        return names
    counts: dict[str, int] = {}
    unique = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        candidate = name if counts[name] == 1 else f"{name}#{counts[name]}"
        while counts[name] > 1 and candidate in taken:
            counts[name] += 1
            candidate = f"{name}#{counts[name]}"
        taken.add(candidate)
        unique.append(candidate)
    return unique


def are_ids(texts: list[str]) -> bool:
    """Whether a column named like an id is one: most rows have a text there, and most of the texts differ.

    Less than all on purpose: doubled and missing ids are for the researcher to see, not a reason to look elsewhere.
    """
    given = [text for text in texts if text]
    return 2 * len(given) >= len(texts) and 2 * len(set(given)) > len(given)

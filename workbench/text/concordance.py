"""Key word in context: where words stand in what people said."""

from collections.abc import Iterator, Sequence

from workbench.records.text import Place
from workbench.text.folding import fold


def concordance(utterances: Sequence[str], query: str, width: int = 20) -> Iterator[Place]:
    """Every place of `query`, with up to `width` characters before and after; `Place.utterance` is an index.

    Upper and lower case, full and half width are the same. Places are those of the original text and do not overlap. A
    query without any character but spaces is found nowhere.

    >>> [(place.before, place.match, place.after) for place in concordance(["我用ＶＩＶＯ很久"], "vivo", 2)]
    [('我用', 'ＶＩＶＯ', '很久')]
    """
    wanted = fold(query.strip())
    if not wanted:
        return
    for index, text in enumerate(utterances):
        folded = fold(text)
        start = folded.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            yield Place(
                index, start, end, text[max(0, start - width) : start], text[start:end], text[end : end + width]
            )
            start = folded.find(wanted, end)

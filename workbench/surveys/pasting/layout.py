"""The lines of a text in their places: title, introduction, questions with the lines below them, page breaks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.records.imported_forms import Dialect
from workbench.surveys.cleaning import clean_line
from workbench.surveys.pasting.headlines import Headline, Line, is_page_break, is_section, read_headline
from workbench.surveys.pasting.matrices import is_complete
from workbench.surveys.pasting.tags import MATRICES, WITH_BODY, Kind

_DIGIT = re.compile(r"[(（]?\s*(\d{1,3})\s*[.．、)）](?!\d)")


@dataclass
class Block:
    """A question as it is written: its first line and those that follow. `kind` is None where no mark says it."""

    headline: Headline
    kind: Kind | None
    body: list[Line] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether what follows a blank line may still belong to it."""
        if self.kind in MATRICES:
            return not is_complete(self.body)
        return not self.body and (self.kind is None or self.kind in WITH_BODY)


@dataclass
class Layout:
    """The parts of a text; a page break is the line it stands on."""

    title: Line | None = None
    intro: list[Line] = field(default_factory=list)
    items: list[Block | Line] = field(default_factory=list)


def read_lines(text: str) -> list[Line]:
    """All lines, counted from 1 as an editor does; blank ones are empty."""
    return [Line(number, clean_line(line)) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]


def lay_out(lines: Sequence[Line], dialect: Dialect) -> Layout:
    """Every line that is not blank stands in exactly one part."""
    paragraphs = list(_paragraphs(lines))
    layout = Layout()
    if paragraphs and not _begins(paragraphs[0][0]) and not is_page_break(paragraphs[0][0].text):
        layout.title = paragraphs[0].pop(0)
        paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    _Walk(layout, paragraphs, dialect).go()
    return layout


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Runs of lines between blank ones; a page break is a run of its own."""
    run: list[Line] = []
    for line in lines:
        if line.text and not is_page_break(line.text):
            run.append(line)
            continue
        if run:
            yield run
        if line.text:
            yield [line]
        run = []
    if run:
        yield run


def _begins(line: Line) -> bool:
    headline = read_headline(line)
    return headline.sure or headline.number is not None


class _Walk:
    """Goes through the paragraphs once and decides for each line where it belongs."""

    def __init__(self, layout: Layout, paragraphs: list[list[Line]], dialect: Dialect) -> None:
        self.layout, self.paragraphs, self.dialect = layout, paragraphs, dialect
        headlines = [read_headline(line) for paragraph in paragraphs for line in paragraph]
        self.is_numbered = any(one.number is not None for one in headlines)
        self.is_numbered_plainly = any(one.number is not None and not one.bracketed for one in headlines)
        self.is_tagged = any(one.sure for one in headlines)
        self.block: Block | None = None
        self.last = 0

    def go(self) -> None:
        for place, paragraph in enumerate(self.paragraphs):
            if is_page_break(paragraph[0].text):
                self.layout.items.append(paragraph[0])
                self.block = None
                continue
            for number, line in enumerate(paragraph):
                self._take(line, paragraph if number == 0 else [], place)

    def _take(self, line: Line, paragraph: list[Line], place: int) -> None:
        """Put a line where it belongs; `paragraph` is empty for one that does not begin it."""
        headline = read_headline(line)
        is_mark_alone = headline.sure and not headline.title and not paragraph
        if is_mark_alone and self._completes(headline):
            return
        if is_section(line.text) and not headline.sure and headline.number is None:
            self._begin(Headline(line, line.text), Kind.STATIC)
        elif headline.sure or self._is_next(self._number(headline), first=bool(paragraph)):
            self._begin(headline, headline.kind)
        elif paragraph and self._stands_alone(paragraph, place):
            self._begin_unmarked(line, headline, paragraph)
        elif self.block is not None:
            self.block.body.append(line)
        elif self.layout.items:
            self._begin(Headline(line, line.text), Kind.STATIC)
        else:
            self.layout.intro.append(line)

    def _begin(self, headline: Headline, kind: Kind | None) -> None:
        self.block = Block(headline, kind)
        self.layout.items.append(self.block)
        self.last = headline.number if headline.number is not None else self.last

    def _completes(self, mark: Headline) -> bool:
        """A mark on a line of its own belongs to the question that has none yet."""
        if self.block is None or self.block.kind is not None or self.block.body:
            return False
        merged = replace(self.block.headline, tag=mark.tag, settings=mark.settings, sure=True)
        self.block.headline = replace(merged, required=mark.required if merged.required is None else merged.required)
        self.block.kind = mark.kind
        return True

    def _number(self, headline: Headline) -> int | None:
        """The number of a question; where some stand without brackets, those in brackets count something else."""
        return None if headline.bracketed and self.is_numbered_plainly else headline.number

    def _is_next(self, number: int | None, *, first: bool) -> bool:
        """Whether a numbered line is a question rather than one of the options `1. 2. 3.` of the one before."""
        if number is None:
            return False
        listed = _counted(self.block.body) if self.block is not None else 0
        if listed and number == listed + 1 and not (first and number == self.last + 1):
            return False
        return first or number == self.last + 1

    def _stands_alone(self, paragraph: list[Line], place: int) -> bool:
        """Whether a paragraph that begins with neither number nor mark is something of its own."""
        if self.block is not None:
            options = self.block.is_open and (self.block.kind is not None or len(paragraph) > 1)
            return not options
        if self.layout.items:
            return True
        if self.is_numbered:
            return False
        if self.is_tagged:
            return self.dialect is Dialect.TENCENT and bool(self.layout.intro) and len(paragraph) > 1
        is_intro = len(paragraph) == 1 and place == 0 and len(self.paragraphs) > 1 and self.layout.title is not None
        return not is_intro

    def _begin_unmarked(self, line: Line, headline: Headline, paragraph: list[Line]) -> None:
        """In a text of numbered questions it is words between them, elsewhere a question."""
        if self.is_numbered or (self.is_tagged and len(paragraph) == 1):
            self._begin(Headline(line, line.text), Kind.STATIC)
        else:
            self._begin(headline, headline.kind)


def _counted(body: Sequence[Line]) -> int:
    """How far the lines count 1, 2, 3; 0 when they do not."""
    numbers = [int(found[1]) if (found := _DIGIT.match(line.text)) else 0 for line in body]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0

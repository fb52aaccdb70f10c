"""From the lines in their places to pages of questions, with the words between them."""

import re
from collections.abc import Container
from typing import Any

from workbench.errors import N_
from workbench.records import Problem
from workbench.records.imported_forms import Dialect, PastedForm
from workbench.surveys import editing
from workbench.surveys.pasting.dialects import detect, required_by_default
from workbench.surveys.pasting.elements import element
from workbench.surveys.pasting.headlines import Line
from workbench.surveys.pasting.layout import Block, Layout, lay_out, read_lines
from workbench.surveys.pasting.linking import Asked, link
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.routing import take_route
from workbench.surveys.pasting.tags import Kind
from workbench.surveys.pasting.wording import listed, plain

Json = dict[str, Any]

MOST_QUESTIONS = 500
MOST_PAGES = 99
LONGEST_TITLE = 200
LONGEST_TEXT = 10_000
_THANKS = re.compile(r"[感谢]谢")


def read_pasted(
    text: str,
    dialect: Dialect | None = None,
    *,
    required: bool | None = None,
    ordinary: Container[str] = (),
    most: int = MOST_QUESTIONS,
) -> PastedForm:
    """A draft from a text in one of the two dialects; which one, and what unmarked questions are, may be said.

    `ordinary` has the keys of options that say `都没有` and still go with others; `most` is how many questions there is
    room for. Never raises: what cannot be taken is in the report.
    """
    report = Report(ordinary)
    lines, route = take_route(read_lines(text))
    report.exclusive = route.exclusive
    found, because = detect(lines)
    chosen = dialect or found
    default = required_by_default(lines, chosen) if required is None else required
    layout = lay_out(lines, chosen)
    builder = _Builder(layout, report, required=default, most=most)
    definition = builder.definition()
    link(builder.asked, route, report)
    for mark in report.exclusive.values():
        report.lose(mark, N_("只有多选题的一个选项可以排除其他选项，这个标记没有带过来。"))
    return PastedForm(
        definition=definition,
        rules=editing.new_rules(),
        left_out=in_order(report.left_out),
        changed=in_order(report.changed),
        denials=tuple(report.denials),
        dialect=chosen,
        because=because,
        required=default,
    )


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By line."""
    return tuple(sorted(problems, key=lambda problem: problem.row or 0))


class _Builder:
    """Fills pages one after the other."""

    def __init__(self, layout: Layout, report: Report, *, required: bool, most: int) -> None:
        self.layout, self.report, self.required, self.room = layout, report, required, most
        self.pages: list[Json] = []
        self.page: Json = {"elements": []}
        self.names: set[str] = set()
        self.asked: list[Asked] = []
        self.count = 0

    def definition(self) -> Json:
        """The form that came of it."""
        head = self._head()
        items = self.layout.items
        thanks = self._thanks()
        for item in items[: len(items) - bool(thanks)]:
            if isinstance(item, Line):
                self._break(item)
            elif item.kind is Kind.STATIC:
                self._say(item)
            else:
                self._ask(item)
        self._close()
        pages = self.pages or [{"elements": []}]
        named = [{"name": f"page{number}", **page} for number, page in enumerate(pages, 1)]
        return head | {"pages": named} | ({"completedHtml": thanks} if thanks else {})

    def _head(self) -> Json:
        title = self.layout.title
        head: Json = {"title": "", "locale": "zh-cn"}
        if title is not None:
            head["title"] = plain(title, title.text, self.report, most=LONGEST_TITLE)
        if not head["title"]:
            head["title"] = N_("没有标题的问卷")
        if words := self._paragraphs(self.layout.intro):
            head["description"] = words
        return head

    def _paragraphs(self, lines: list[Line]) -> str:
        """Lines as one text, as far as there is room."""
        kept: list[str] = []
        room = LONGEST_TEXT
        for line in lines:
            text = plain(line, line.text, self.report)
            if len(text) >= room:
                self.report.lose(line, N_("太长，只带来前 %(most)s 字。"), most=LONGEST_TEXT)
            else:
                kept.append(text)
                room -= len(text) + 1
        return "\n".join(kept)

    def _thanks(self) -> str:
        """Words at the end that thank are shown after the last page."""
        last = self.layout.items[-1] if self.layout.items else None
        if not isinstance(last, Block) or last.headline.tag or last.kind is not Kind.STATIC:
            return ""
        if not _THANKS.search(last.headline.line.text):
            return ""
        self.report.note(last.headline.line, N_("放到了交卷后的感谢语里。"))
        return self._paragraphs([last.headline.line, *last.body])

    def _break(self, line: Line) -> None:
        if not self.page["elements"] and "title" not in self.page and "description" not in self.page:
            self.report.note(line, N_("分页前面没有题目，没有另起一页。"))
        elif len(self.pages) == MOST_PAGES:
            self.report.lose(line, N_("页太多：最多 %(most)s 页。"), most=MOST_PAGES)
        else:
            self._close()

    def _close(self) -> None:
        if len(self.page) > 1 or self.page["elements"]:
            self.pages.append(self.page)
        self.page = {"elements": []}

    def _say(self, block: Block) -> None:
        """Words between questions: at the beginning of a page they are the page's own, elsewhere a text among them."""
        first = [Line(block.headline.line.number, block.headline.title)] if block.headline.title else []
        lines = [*first, *block.body]
        if not self.page["elements"] and "description" not in self.page:
            words = self._paragraphs(lines)
            if len(lines) == 1 and "title" not in self.page and not block.headline.tag:
                self.page["title"] = words
            elif words:
                self.page["description"] = words
        elif self._has_room(block):
            said = {"type": "expression", "name": self._name("t", 1), "title": self._paragraphs(lines[:1])}
            more = self._paragraphs(lines[1:])
            self._add(said | ({"description": more} if more else {}), block)
        for part in filter(None, (block.headline.description, *block.headline.settings)):
            self.report.lose(block.headline.line, N_("段落说明后面括号里的字没有带过来。"), part)

    def _ask(self, block: Block) -> None:
        if not self._has_room(block):
            return
        number = block.headline.number
        name = self._name("q", self.count + 1 if number is None else number)
        question = element(block, name, self.report, required=self.required)
        if question is None or not self._has_room(block, len(question.get("elements", (question,)))):
            self.names.remove(name)
            return
        self.count += 1
        self._add(question, block)

    def _add(self, element: Json, block: Block) -> None:
        headline = block.headline
        self.room -= len(element.get("elements", (element,)))
        number = None if element["type"] == "expression" else headline.number
        self.page["elements"].append(element)
        self.asked.append(Asked(element, headline.line.number, number, listed(block.body)))

    def _name(self, prefix: str, number: int) -> str:
        """The first free name from a number on: questions have their own numbers, so that people find them again."""
        while f"{prefix}{number}" in self.names:
            number += 1
        self.names.add(f"{prefix}{number}")
        return f"{prefix}{number}"

    def _has_room(self, block: Block, count: int = 1) -> bool:
        if count <= self.room:
            return True
        for line in (block.headline.line, *block.body):
            self.report.lose(line, N_("题目太多：最多 %(limit)s 题。"), limit=MOST_QUESTIONS)
        return False

"""Words as they are typed, one a line, checked against those that a study has; a synonym is typed 卡顿=卡."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbench.errors import N_, BadInput, Message
from workbench.records import Problem
from workbench.records.text import Lexicon
from workbench.surveys.cleaning import clean_text, half_width
from workbench.text.folding import fold
from workbench.text.wordlists import negations

LONGEST_WORD = 20
_COUNTS_AS = re.compile(r"\s*(?:=>?|→|->)\s*")


class Entry(NamedTuple):
    """A word, or a synonym with the word that it counts as."""

    text: str
    counts_as: str = ""

    @property
    def written(self) -> str:
        """As it is typed."""
        return f"{self.text}={self.counts_as}" if self.counts_as else self.text

    @property
    def sides(self) -> tuple[str, ...]:
        """The words in it."""
        return (self.text, self.counts_as) if self.counts_as else (self.text,)


def entries_of(lexicon: Lexicon, kind: str) -> list[Entry]:
    """What a lexicon has of a kind."""
    if kind == "synonym":
        return [Entry(*pair) for pair in lexicon.synonyms]
    return [Entry(word) for word in (lexicon.words if kind == "word" else lexicon.stops)]


def read_words(lexicon: Lexicon, kind: str, typed: str) -> tuple[list[Entry], list[Problem]]:
    """Lines that were typed as entries that are new to `lexicon`, and what is wrong with the others; `row` is the line.

    An entry that is there already is neither.
    """
    known, reader = set(entries_of(lexicon, kind)), _Reader(lexicon, kind)
    fresh: dict[Entry, None] = {}
    problems = []
    for row, raw in enumerate(clean_text(typed).splitlines(), start=1):
        line = half_width(raw)
        entry = reader.entry(line)
        if not line or entry in known or entry in fresh:
            continue
        wrong = reader.wrong(entry, line)
        if wrong is not None:
            problems.append(Problem(row=row, expected=wrong))
        elif entry is not None:
            fresh[entry] = None
            reader.take(entry)
    return list(fresh), problems


class _Reader:
    """Checks a line against the lexicon and the lines before it; words are compared folded."""

    def __init__(self, lexicon: Lexicon, kind: str) -> None:
        self.kind = kind
        self.words = {fold(word) for word in lexicon.words}
        self.stops = {fold(word) for word in lexicon.stops}
        self.counted = {fold(word): fold(meant) for word, meant in lexicon.synonyms}
        self.meant = set(self.counted.values())

    def take(self, entry: Entry) -> None:
        """Check the next lines against this one as well."""
        if entry.counts_as:
            self.counted[fold(entry.text)] = fold(entry.counts_as)
            self.meant.add(fold(entry.counts_as))

    def entry(self, line: str) -> Entry | None:
        """What a line says, if it has the form."""
        if self.kind != "synonym":
            return Entry(line)
        sides = _COUNTS_AS.split(line)
        return Entry(*sides) if len(sides) == 2 and all(sides) else None

    def wrong(self, entry: Entry | None, line: str) -> Message | None:
        """Why a line cannot be taken, as a sentence."""
        if entry is None:
            return _say(N_("“%(word)s”没有写成一对：一行写一对，例如“卡顿=卡”，前一个算作后一个。"), line)
        for word in entry.sides:
            problem = wrong_word(word) or (self._wrong_pair(word) if self.kind == "synonym" else self._wrong_one(word))
            if problem is not None:
                return problem
        return self._wrong_chain(entry) if self.kind == "synonym" else None

    def _wrong_one(self, word: str) -> Message | None:
        if self.kind == "word":
            if fold(word) in self.stops:
                return _say(N_("“%(word)s”是停用词；想让它计入，请先从停用词里删除。"), word)
            return None
        if fold(word) in negations():
            return _say(N_("“%(word)s”是否定词，不能停用：少了它，“不好用”会被数成“好用”。"), word)
        if fold(word) in self.words:
            return _say(N_("“%(word)s”在词典里，总会计入；想停用它，请先从词典删除。"), word)
        if fold(word) in self.counted or fold(word) in self.meant:
            return _say(N_("“%(word)s”在同义词里，总会计入；想停用它，请先从同义词里删除。"), word)
        return None

    def _wrong_pair(self, word: str) -> Message | None:
        if fold(word) in negations():
            return _say(N_("“%(word)s”是否定词，不能作同义词：它要和后面的词连在一起数。"), word)
        if fold(word) in self.stops:
            return _say(N_("“%(word)s”是停用词；想让它计入，请先从停用词里删除。"), word)
        return None

    def _wrong_chain(self, entry: Entry) -> Message | None:
        """A synonym counts as one word, and that word as itself."""
        text, meant = fold(entry.text), fold(entry.counts_as)
        if text == meant:
            return _say(N_("“%(word)s”两边是同一个词。"), entry.written)
        if text in self.counted:
            return _say(N_("“%(word)s”已经算作“%(other)s”；想改，请先删除那一对。"), entry.text, self.counted[text])
        if meant in self.counted:
            return _say(
                N_("“%(word)s”已经算作“%(other)s”，不能再有词算作它；请直接算作“%(other)s”。"),
                entry.counts_as,
                self.counted[meant],
            )
        if text in self.meant:
            return _say(N_("已经有词算作“%(word)s”，它不能再算作别的词。"), entry.text)
        return None


def check_typed(fresh: Sequence[Entry], problems: Sequence[Problem], typed: str) -> bool:
    """Whether there is anything to add. Raises BadInput for lines that cannot be taken or no line at all."""
    if len(problems) == 1:
        wrong = problems[0].expected
        raise BadInput(wrong.sentence, N_("请改好后再添加。"), problems=(), **wrong.values)
    if problems:
        raise BadInput(
            N_("有 %(count)s 行不能添加。"),
            N_("请改好后再添加，其余的行也还没有添加。"),
            problems=problems,
            count=len(problems),
        )
    if not typed.strip():
        raise BadInput(N_("还没有写词。"), N_("一行写一个词。"))
    return bool(fresh)


def wrong_word(word: str) -> Message | None:
    """Why a segmenter cannot keep a word together, as a sentence."""
    if " " in word:
        return _say(N_("“%(word)s”中间有空格，一行只写一个词。"), word)
    if len(word) > LONGEST_WORD:
        return _say(N_("“%(word)s”太长，一个词最多 %(most)s 个字。"), word)
    try:
        taken = Lexicon(words=(word,)).words
    except BadInput:
        taken = ()
    return None if taken else _say(N_("“%(word)s”不能作为一个词：只能有汉字、字母和数字。"), word)


def _say(sentence: str, word: str, other: str = "") -> Message:
    return Message(sentence, {"word": word[:40], "most": LONGEST_WORD, "other": other})

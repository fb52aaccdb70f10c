"""The words of a study: its dictionary (词典, kind `word`) and its stop words (停用词, kind `stop`)."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from workbench.errors import N_, BadInput, Conflict, Message, NotFound
from workbench.records import Problem
from workbench.records.text import Lexicon
from workbench.storage import Store
from workbench.storage.tables import StudyWord, now
from workbench.surveys.cleaning import clean_text, half_width
from workbench.text.folding import fold
from workbench.text.wordlists import negations
from workbench.workflow.audit import record
from workbench.workflow.studies import touch

KINDS = ("word", "stop")
LONGEST_WORD = 20
MOST_WORDS = 2000


def study_lexicon(session: Session, study_id: int) -> Lexicon:
    """The lexicon that everything in a study is read with."""
    found = session.exec(select(StudyWord).where(StudyWord.study_id == study_id)).all()
    return Lexicon(
        words=tuple(word.text for word in found if word.kind == "word"),
        stops=tuple(word.text for word in found if word.kind == "stop"),
    )


def read_words(lexicon: Lexicon, kind: str, typed: str) -> tuple[list[str], list[Problem]]:
    """Lines that were typed as words that are new to `lexicon`, and what is wrong with the others; `row` is the line.

    A word that is there already is neither.
    """
    known = set(lexicon.words if kind == "word" else lexicon.stops)
    opposite = {fold(word) for word in (lexicon.stops if kind == "word" else lexicon.words)}
    fresh: dict[str, None] = {}
    problems = []
    for row, line in enumerate(clean_text(typed).splitlines(), start=1):
        word = half_width(line)
        wrong = _wrong(word, kind, opposite) if word else None
        if wrong is not None:
            problems.append(Problem(row=row, expected=wrong))
        elif word and word not in known:
            fresh[word] = None
    return list(fresh), problems


def add_words(store: Store, user_id: int, study_id: int, kind: str, typed: str) -> list[int]:
    """Add one word a line and return the ids of those that are new; all of one addition have the same `created_at`.

    Nothing is added when a line cannot be taken: BadInput names each. Raises Conflict when all are there already.
    """
    if kind not in KINDS:
        raise BadInput(N_("没有这种词表。"), N_("请选词典或停用词。"))
    with store.writing() as session:
        lexicon = study_lexicon(session, study_id)
        fresh, problems = read_words(lexicon, kind, typed)
        _check(fresh, problems, typed)
        if len(lexicon.words) + len(lexicon.stops) + len(fresh) > MOST_WORDS:
            raise BadInput(
                N_("一个研究项目最多 %(most)s 个词。"), N_("请先删除用不到的词，或少加一些。"), most=MOST_WORDS
            )
        moment = now()
        rows = [StudyWord(study_id=study_id, kind=kind, text=word, created_at=moment) for word in fresh]
        session.add_all(rows)
        session.flush()
        record(session, user_id, f"add_{kind}", f"words:{len(rows)}", study_id=study_id)
        touch(session, study_id)
        return [row.id for row in rows]


def delete_words(store: Store, user_id: int, study_id: int, word_ids: Sequence[int]) -> list[str]:
    """Take words of the study away and return them as they were written. Raises NotFound when none is there."""
    with store.writing() as session:
        query = select(StudyWord).where(StudyWord.study_id == study_id, col(StudyWord.id).in_(word_ids[:MOST_WORDS]))
        gone = list(session.exec(query.order_by(col(StudyWord.id))))
        if not gone:
            raise NotFound(N_("还没有选要删除的词，或它们已经删除了。"), N_("请勾选要删除的词。"))
        for word in gone:
            session.delete(word)
        record(session, user_id, "delete_words", f"words:{len(gone)}", study_id=study_id)
        touch(session, study_id)
        return [word.text for word in gone]


def _check(fresh: list[str], problems: list[Problem], typed: str) -> None:
    if len(problems) == 1:
        wrong = problems[0].expected
        raise BadInput(wrong.sentence, N_("请改好后再添加。"), word=wrong.values["word"], most=LONGEST_WORD)
    if problems:
        raise BadInput(
            N_("有 %(count)s 行不能作为一个词。"),
            N_("请改好后再添加，其余的行也还没有添加。"),
            problems=problems,
            count=len(problems),
        )
    if not typed.strip():
        raise BadInput(N_("还没有写词。"), N_("一行写一个词。"))
    if not fresh:
        raise Conflict(N_("这些词已经有了。"), N_("没有需要添加的。"))


def _wrong(word: str, kind: str, opposite: set[str]) -> Message | None:
    """Why a word cannot be taken, as a sentence."""
    values: dict[str, object] = {"word": word[:40], "most": LONGEST_WORD}
    if " " in word:
        return Message(N_("“%(word)s”中间有空格，一行只写一个词。"), values)
    if len(word) > LONGEST_WORD:
        return Message(N_("“%(word)s”太长，一个词最多 %(most)s 个字。"), values)
    try:
        Lexicon(words=(word,))
    except BadInput:
        return Message(N_("“%(word)s”不能作为一个词：只能有汉字、字母和数字。"), values)
    if kind == "stop" and fold(word) in negations():
        return Message(N_("“%(word)s”是否定词，不能停用：少了它，“不好用”会被数成“好用”。"), values)
    if fold(word) in opposite:
        if kind == "stop":
            return Message(N_("“%(word)s”在词典里，总会计入；想停用它，请先从词典删除。"), values)
        return Message(N_("“%(word)s”是停用词；想让它计入，请先从停用词里删除。"), values)
    return None

"""The words of a study: dictionary (词典, kind `word`), stop words (停用词, `stop`), synonyms (同义词, `synonym`).

A word of kind `declined` was suggested and is not wanted.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from workbench.errors import N_, BadInput, Conflict, NotFound
from workbench.records import Problem
from workbench.records.text import Lexicon
from workbench.storage import Store
from workbench.storage.tables import StudyWord, now
from workbench.workflow.audit import record
from workbench.workflow.studies import touch
from workbench.workflow.typed_words import Entry, check_typed, read_words, wrong_word

KINDS = ("word", "stop", "synonym")
MOST_WORDS = 2000


def study_lexicon(session: Session, study_id: int) -> Lexicon:
    """The lexicon that everything in a study is read with."""
    found = session.exec(select(StudyWord).where(StudyWord.study_id == study_id)).all()
    return Lexicon(
        words=tuple(word.text for word in found if word.kind == "word"),
        stops=tuple(word.text for word in found if word.kind == "stop"),
        synonyms=tuple((word.text, word.counts_as) for word in found if word.kind == "synonym"),
    )


def add_words(store: Store, user_id: int, study_id: int, kind: str, typed: str) -> list[int]:
    """Add one entry a line and return the ids of those that are new; all of one addition have the same `created_at`.

    Nothing is added when a line cannot be taken: BadInput names each. Raises Conflict when all are there already.
    """
    if kind not in KINDS:
        raise BadInput(N_("没有这种词表。"), N_("请选词典、停用词或同义词。"))
    with store.writing() as session:
        lexicon = study_lexicon(session, study_id)
        fresh, problems = read_words(lexicon, kind, typed)
        if not check_typed(fresh, problems, typed):
            raise Conflict(N_("这些词已经有了。"), N_("没有需要添加的。"))
        if len(lexicon.words) + len(lexicon.stops) + len(lexicon.synonyms) + len(fresh) > MOST_WORDS:
            raise BadInput(
                N_("一个研究项目最多 %(most)s 个词。"), N_("请先删除用不到的词，或少加一些。"), most=MOST_WORDS
            )
        rows = _put(session, study_id, kind, fresh)
        record(session, user_id, f"add_{kind}", f"words:{len(rows)}", study_id=study_id)
        return rows


def decline_word(store: Store, user_id: int, study_id: int, text: str) -> int:
    """Suggest a word no more; the id takes that back. Raises BadInput for no word, Conflict when that was so before."""
    check_typed((), [Problem(expected=wrong) for wrong in [wrong_word(text)] if wrong], text)
    with store.writing() as session:
        chosen = StudyWord.study_id == study_id, StudyWord.kind == "declined"
        if session.exec(select(StudyWord.id).where(*chosen, StudyWord.text == text)).first() is not None:
            raise Conflict(N_("这个词已经跳过了。"), N_("没有需要添加的。"))
        [row] = _put(session, study_id, "declined", [Entry(text)])
        record(session, user_id, "decline_word", "words:1", study_id=study_id)
        return row


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
        return [Entry(word.text, word.counts_as).written for word in gone]


def _put(session: Session, study_id: int, kind: str, entries: Sequence[Entry]) -> list[int]:
    moment = now()
    rows = [
        StudyWord(study_id=study_id, kind=kind, text=entry.text, counts_as=entry.counts_as, created_at=moment)
        for entry in entries
    ]
    session.add_all(rows)
    session.flush()
    touch(session, study_id)
    return [row.id for row in rows]

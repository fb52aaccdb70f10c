"""The meaning of a sentence is worked out once, kept with its utterance, and goes with it."""

from functools import partial

import numpy as np
import pytest
from sqlmodel import select

from tests.crowd import put_crowd, queue
from workbench import text
from workbench.records.analysis import Plan
from workbench.records.text import Lexicon
from workbench.storage.tables import Utterance, UtteranceVectors
from workbench.workflow import participants, runs, sentence_vectors
from workbench.workflow.run_evidence import gather
from workbench.workflow.segment_people import read_evidence
from workbench.workflow.withdrawal import forget_words


@pytest.fixture
def kinds(store, cast):
    return put_crowd(store, cast.study)


@pytest.fixture
def encoded(monkeypatch):
    """The sentences that were encoded."""
    sentences = []

    def encode(texts, *arguments, really=text.encode):
        sentences.extend(texts)
        return really(texts, *arguments)

    monkeypatch.setattr(text, "encode", encode)
    return sentences


@pytest.fixture
def vectors(store, cast):
    """The vectors of everybody's statements, as a run gets them."""

    def asked():
        with store.reading() as session:
            people = gather(session, cast.study)
        statements = read_evidence(people, Plan(meaning=False)).statements
        found = sentence_vectors.encode_kept(store, hold, list(statements), lambda _share: None)
        return [one.text for one in statements], found

    run_id = queue(store, cast)
    runs.claim_run(store, "one")
    hold = partial(runs.holding, store, run_id, "one")
    return asked


def rows(store):
    with store.reading() as session:
        return session.exec(select(UtteranceVectors)).all()


def test_what_was_kept_is_to_the_bit_what_would_be_worked_out(kinds, encoded, vectors, store):
    texts, first = vectors()
    assert encoded == texts
    assert len(rows(store)) == 78
    _, again = vectors()
    assert encoded == texts, "nothing new was encoded"
    assert np.array_equal(first, again)
    assert np.array_equal(first, text.encode(texts))


def test_only_what_was_said_anew_is_encoded(kinds, encoded, vectors, store):
    vectors()
    del encoded[:]
    with store.writing() as session:
        session.exec(select(Utterance)).first().text = "换了说法，看看云。"
    texts, found = vectors()
    assert encoded == [sentence.text for sentence in text.read_sentences("换了说法，看看云。", Lexicon())]
    assert np.array_equal(found, text.encode(texts))
    assert len(rows(store)) == 78


def test_vectors_go_with_the_person_and_with_words_that_are_forgotten(kinds, vectors, store, cast):
    vectors()
    participants.delete_participant(store, cast.owner, kinds[0][0])
    assert len(rows(store)) == 76
    with store.writing() as session:
        forget_words(session, session.exec(select(Utterance)).first())
    assert len(rows(store)) == 75


def test_a_run_that_was_stopped_keeps_no_vectors(kinds, vectors, store, cast):
    with store.reading() as session:
        run_id = session.exec(select(runs.Run.id)).one()
    runs.cancel_run(store, cast.owner, run_id)
    with pytest.raises(runs.RunStopped):
        vectors()
    assert rows(store) == []

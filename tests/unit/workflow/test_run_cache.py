"""What a run worked out is used again by the next one, goes with its words, and is never trusted blindly."""

import os
from contextlib import nullcontext

import pytest
from sqlmodel import select

from tests.crowd import CALM, put_crowd, queue
from tests.web.material import put_interview
from workbench.storage.tables import Participant, Run, SegmentMember, Utterance
from workbench.workflow import carry_out as carrying
from workbench.workflow import interviews, participants, run_cache, runs


@pytest.fixture
def kinds(store, cast):
    return put_crowd(store, cast.study)


@pytest.fixture
def folder(settings, cast):
    return settings.cache / str(cast.study)


@pytest.fixture
def prepared(monkeypatch):
    """One entry for each time that people were prepared."""
    times = []

    def prepare(*arguments, really=carrying.prepare_people):
        times.append(1)
        return really(*arguments)

    monkeypatch.setattr(carrying, "prepare_people", prepare)
    return times


def run(store, cast, **choices):
    """The result of a run."""
    run_id = queue(store, cast, **choices)
    runs.claim_run(store, "one")
    carrying.carry_out(store, run_id, "one")
    with store.reading() as session:
        ended = session.get_one(Run, run_id)
    assert ended.state == "done"
    return ended.result


def test_another_number_of_segments_uses_what_is_known_and_changes_nothing(store, cast, kinds, prepared, folder):
    run(store, cast, k=3)
    known = run(store, cast, k=4)
    assert len(prepared) == 1
    with store.writing() as session:
        run_cache.clear(session, cast.study)
    assert not folder.exists()
    assert run(store, cast, k=4) == known
    assert len(prepared) == 2


def test_other_words_another_seed_or_another_person_are_worked_out_anew(store, cast, kinds, prepared):
    run(store, cast)
    run(store, cast, seed=5)
    with store.writing() as session:
        session.exec(select(Utterance)).first().text = "换了说法，看看云。"
    run(store, cast)
    with store.writing() as session:
        session.get_one(Participant, kinds[0][3]).state = "dropped"
    run(store, cast)
    assert len(prepared) == 4


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: data[:-9] + b"x" * 9, lambda _: b"?"]
)
def test_a_damaged_or_foreign_file_is_ignored_and_written_again(store, cast, kinds, prepared, folder, damage):
    first = run(store, cast)
    whole = {file: file.read_bytes() for file in folder.iterdir()}
    for file, data in whole.items():
        file.write_bytes(damage(data))
    assert run(store, cast) == first
    assert len(prepared) == 2
    assert {file: len(file.read_bytes()) for file in folder.iterdir()} == {file: len(whole[file]) for file in whole}


def test_what_is_kept_is_private_and_bounded(tmp_path):
    cache = run_cache.RunCache(tmp_path, nullcontext)
    (tmp_path / "left.unfinished").touch()
    for number in range(run_cache.KEPT + 2):
        assert cache.recall(f"{number}", lambda: "made") == "made"
        assert cache.recall("0", lambda: "made again") == "made", "what is used stays"
        os.utime(tmp_path / f"{number}", ns=(number, number))
    assert len(list(tmp_path.iterdir())) == run_cache.KEPT
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_the_folder_of_a_study_is_for_nobody_else(store, cast, kinds, folder):
    run(store, cast)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_the_folder_nothing_is_kept_and_all_works(store, cast, kinds, folder, settings):
    run_id = queue(store, cast)
    runs.claim_run(store, "one")
    folder.rmdir()
    carrying.carry_out(store, run_id, "one")
    with store.reading() as session:
        assert session.get_one(Run, run_id).state == "done"
    assert not folder.exists()


def files_with(home, words):
    return [file.name for file in home.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def test_words_of_somebody_who_was_deleted_are_in_no_file(store, cast, kinds, settings, folder):
    run(store, cast)
    words = CALM[4][0][:8]
    assert len(files_with(folder, words)) > 0, "otherwise this test proves nothing"
    participants.delete_participant(store, cast.owner, kinds[0][4])
    store.close()  # writes the log into the database
    assert files_with(settings.home, words) == []


def test_a_run_that_had_read_the_words_cannot_put_them_back(store, cast, kinds, settings, monkeypatch):
    def prepare(*arguments, really=carrying.prepare_people):
        found = really(*arguments)
        participants.delete_participant(store, cast.owner, kinds[0][4])
        assert runs.claim_run(store, "two") == run_id, "the folder is allowed again"
        return found

    monkeypatch.setattr(carrying, "prepare_people", prepare)
    run_id = queue(store, cast)
    runs.claim_run(store, "one")
    carrying.carry_out(store, run_id, "one")
    store.close()
    assert files_with(settings.home, CALM[4][0][:8]) == []
    with store.reading() as session:
        assert session.exec(select(SegmentMember)).all() == []


def test_an_interview_that_is_deleted_leaves_nothing_behind(store, cast, kinds, folder):
    spoken = put_interview(store, cast.study, kinds[0][0])
    run(store, cast)
    with store.reading() as session:
        interview = session.get_one(Utterance, spoken).interview_id
    interviews.delete_interview(store, cast.owner, interview)
    assert not folder.exists()

"""Marking a transcript by keys alone: the focus walks over the participant's turns and stays on the one just marked."""

import pytest

from tests.web.talks import TEXT, turns
from workbench.records import SpeakerRole
from workbench.workflow import transcripts
from workbench.workflow.transcripts import Cast, Source, SpeakerChoice

pytestmark = pytest.mark.browser
ROLES = (("说话人1", SpeakerRole.INTERVIEWER), ("说话人2", SpeakerRole.PARTICIPANT))


@pytest.fixture
def transcript(studio, store, cast):
    """林晓's browser on an interview in which the participant speaks twice."""
    interview_id = transcripts.add_transcript(store, cast.owner, cast.study, Source(TEXT))
    speakers = [SpeakerChoice(name=name, role=role) for name, role in ROLES]
    transcripts.confirm_speakers(store, cast.owner, interview_id, Cast(speakers=speakers))
    studio.goto(f"/studies/{cast.study}/interviews/{interview_id}")
    return studio


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focused(page):
    return page.evaluate("document.activeElement.closest('.turn')?.id")


@pytest.mark.parametrize(("down", "up"), [("ArrowDown", "ArrowUp"), ("j", "k")])
def test_keys_walk_over_the_participants_turns_alone(transcript, store, down, up):
    first, second = (f"u{turn.id}" for turn in turns(store) if turn.role == "participant")
    for key, place in ((down, first), (down, second), (down, second), (up, first)):
        press(transcript, key)
        assert focused(transcript) == place


def test_one_and_two_mark_and_nought_clears(transcript, store):
    first, second = (turn.position for turn in turns(store) if turn.role == "participant")
    press(transcript, "j", "1")
    transcript.get_by_text("已标 1 段，共 2 段").wait_for()
    press(transcript, "j", "2")
    transcript.get_by_text("已标 2 段，共 2 段").wait_for()
    assert [turns(store)[place].topic for place in (first, second)] == ["motivation", "pain_point"]
    press(transcript, "0")
    transcript.get_by_text("已标 1 段，共 2 段").wait_for()
    assert [turns(store)[place].topic for place in (first, second)] == ["motivation", None]


def test_keys_typed_into_the_search_are_words(transcript, store):
    transcript.get_by_role("searchbox").press_sequentially("j12")
    assert transcript.get_by_role("searchbox").input_value() == "j12"
    assert [turn.topic for turn in turns(store)] == [None] * 4

"""A draft says nothing that cannot be followed back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.personas import check, draft
from workbench.records.evidence import Topic
from workbench.records.personas import (
    Count,
    KeyWord,
    Mood,
    PersonaSize,
    SegmentFacts,
    SourceUtterance,
    TableCell,
    TopicQuote,
)

SAID = {
    1: (Topic.MOTIVATION, "下班太累了，只想安静打一把就睡，别叫我"),
    2: (Topic.MOTIVATION, "一个人安静地逛，谁也不用理"),
    3: (Topic.PAIN_POINT, "每次组队都要等，等到人散了"),
    4: (Topic.CONTEXT, "一般是十一点多，孩子睡了以后"),
    5: (Topic.BEHAVIOUR, "我都静音玩"),
}


def quote(number: int, text: str, topic: Topic | None) -> TopicQuote:
    return TopicQuote(
        utterance_id=number, start=0, end=len(text), text=text, participant_id=number, pseudonym=f"受访者{number}",
        topic=topic,
    )  # fmt: skip


def facts(**changes: object) -> SegmentFacts:
    values: dict[str, object] = {
        "number": 2,
        "name": "深夜独行的人",
        "size": PersonaSize(interviews=Count(said=4, of=16)),
        "key_words": (
            KeyWord(text="安静", topic=Topic.MOTIVATION, interviews=Count(said=3, of=4)),
            KeyWord(text="等", interviews=Count(said=2, of=4)),
        ),
        "closed_answers": (TableCell(question="单次时长", answer="半小时以内", count=Count(said=9, of=12)),),
        "quotes": tuple(quote(number, text, topic) for number, (topic, text) in SAID.items()),
    }
    return SegmentFacts(**(values | changes))


def test_a_claim_is_a_clause_with_the_key_word_and_everybody_who_used_it():
    motivation = draft(facts()).motivations[0]
    assert motivation.text == "只想安静打一把就睡"
    assert [cited.pseudonym for cited in motivation.evidence] == ["受访者1", "受访者2"]
    assert motivation.interviews == Count(said=3, of=4)


def test_counts_of_a_word_without_a_topic_are_not_borrowed_for_one():
    assert draft(facts()).pain_points[0].interviews is None


def test_background_is_made_of_table_cells():
    background = draft(facts()).background[0]
    assert background.text == "单次时长：半小时以内。"
    assert background.grounded


def test_background_is_one_paragraph_of_as_many_answers_as_fit():
    cells = tuple(TableCell(question=f"{n}" * 30, answer="是", count=Count(said=2, of=3)) for n in range(9))
    (background,) = draft(facts(closed_answers=cells)).background
    assert len(background.text) <= 150
    assert len(background.cells) == 4
    assert draft(facts(closed_answers=())).background == ()


def test_what_nobody_said_in_this_order_is_an_assumption():
    document = draft(facts())
    assert document.user_story is not None
    assert document.user_story.assumption
    assert [step.mood for step in document.scenario.steps] == [Mood.EVEN, Mood.HIGH, Mood.LOW]
    assert all(step.assumption for step in document.scenario.steps)


def test_the_head_of_the_poster_and_its_quotes_are_different_people():
    document = draft(facts())
    assert document.hero_quote is not None
    people = [document.hero_quote.participant_id, *(cited.participant_id for cited in document.quotes)]
    assert len(set(people)) == len(people)
    assert sum(cited.on_poster for cited in document.quotes) == 2


def test_a_counter_quote_is_shown_and_searching_in_vain_is_said():
    found = draft(facts(counter_quotes=(quote(9, "我就爱热闹", None),)))
    assert found.counter_quote is not None
    assert draft(facts(counter_searched=True)).counter_searched
    assert not draft(facts()).counter_searched


def test_a_segment_of_which_nothing_is_known_gives_an_empty_document():
    document = draft(SegmentFacts(number=3))
    assert document.title == "人群 3"
    assert document.claims() == []
    assert document.cited() == []


@pytest.mark.parametrize("length", [1, 35, 36, 37, 400])
def test_a_long_quote_is_kept_whole_in_the_document(length):
    text = "长" * length
    document = draft(facts(quotes=(quote(1, text, Topic.MOTIVATION),)))
    assert document.hero_quote is not None
    assert document.hero_quote.text == text


@given(
    texts=st.lists(
        st.tuples(
            st.text("安静等了，。 玩a😂", min_size=1, max_size=60).filter(str.strip), st.sampled_from([*Topic, None])
        ),
        max_size=12,
    )
)
def test_no_draft_has_a_problem(texts):
    quotes = tuple(quote(number, text, topic) for number, (text, topic) in enumerate(texts))
    sources = {one.utterance_id: SourceUtterance(text=one.text, participant_id=one.participant_id) for one in quotes}
    assert check(draft(facts(quotes=quotes)), sources).problems == ()

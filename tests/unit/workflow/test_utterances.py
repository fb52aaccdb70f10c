"""What somebody said is corrected; quotes find their words again."""

import pytest

from workbench.storage import add
from workbench.storage.tables import Persona, Segment, Utterance
from workbench.workflow.utterances import rewrite_utterance

SAID = "睡前转两圈，😂 真的放松"


def quote(text, utterance_id=1, said=SAID):
    start = said.index(text)
    return {"utterance_id": utterance_id, "start": start, "end": start + len(text), "text": text}


@pytest.fixture
def rewritten(store, cast):
    """Rewrite the utterance and return it, its persona's and its segment's quotes, and the persona's revision."""

    def rewrite(text, *quotes):
        document = {"quotes": list(quotes), "hero_quote": quotes[0], "title": "阿灯"}
        with store.writing() as session:
            utterance = Utterance(study_id=cast.study, text=SAID)
            add(session, utterance)
            persona = Persona(study_id=cast.study, number=1, title="阿灯", document=document)
            add(session, persona)
            segment = Segment(study_id=cast.study, number=1, name="一", facts={"quotes": list(quotes)})
            add(session, segment)
            rewrite_utterance(session, utterance, text)
        return utterance, persona, segment

    return rewrite


def test_the_first_original_is_kept(rewritten):
    utterance, _persona, _segment = rewritten("睡前转两圈", quote("睡前"))
    assert (utterance.text, utterance.original_text) == ("睡前转两圈", SAID)


def test_quotes_move_to_where_their_words_stand_now(rewritten):
    after = "我一般睡前转两圈，真的放松"
    _utterance, persona, segment = rewritten(after, quote("睡前转两圈"), quote("真的放松"))
    for moved in (*persona.document["quotes"], persona.document["hero_quote"], *segment.facts["quotes"]):
        assert after[moved["start"] : moved["end"]] == moved["text"]
    assert persona.revision == 2


def test_a_quote_whose_words_are_gone_stays_for_the_review_to_find(rewritten):
    _utterance, persona, _segment = rewritten("别的话", quote("真的放松"))
    assert persona.document["quotes"] == [quote("真的放松")]
    assert persona.revision == 1


def test_quotes_of_other_utterances_stay(rewritten):
    other = quote("真的放松", utterance_id=99)
    _utterance, persona, _segment = rewritten("真的放松", other)
    assert persona.document["quotes"] == [other]


def test_of_several_places_the_nearest_is_taken(rewritten):
    after = "放松，睡前转两圈，真的放松"
    _utterance, persona, _segment = rewritten(after, quote("放松"))
    assert persona.document["quotes"][0]["start"] == 11

"""A search finds every place, whatever the case and width, and its places are those of the original."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.text.concordance import concordance
from workbench.text.folding import fold

SIGNS = st.text(st.sampled_from("aAＡbＢ好玩㎏İß😀 "), max_size=30)


@given(st.lists(SIGNS, max_size=4), st.text(st.sampled_from("aAＢ好玩İ"), min_size=1, max_size=3))
def test_a_place_is_the_utterance_between_its_ends(utterances, query):
    for place in concordance(utterances, query, 3):
        text = utterances[place.utterance]
        assert text[place.start : place.end] == place.match
        assert fold(place.match) == fold(query)
        assert (place.before + place.match + place.after) in text
        assert len(place.before) <= 3 >= len(place.after)


@given(SIGNS, st.text(st.sampled_from("aAＢ好玩"), min_size=1, max_size=3))
def test_every_place_is_found_once(text, query):
    assert len(list(concordance([text], query))) == fold(text).count(fold(query))


def test_blanks_alone_are_found_nowhere():
    assert list(concordance(["好 玩"], "  ")) == []


@given(st.text(max_size=50))
def test_the_compared_form_is_as_long_as_the_text(text):
    assert len(fold(text)) == len(text)

"""New words that a study's people use, with where they stand; accepted into the dictionary or declined."""

from dataclasses import dataclass
from itertools import islice

from sqlmodel import Session, select

from workbench.records import Topic
from workbench.storage.queries.texts import Said, Wanted, said
from workbench.storage.tables import StudyWord
from workbench.text.concordance import concordance
from workbench.text.suggestions import suggest_words
from workbench.workflow.readings import tokens_of
from workbench.workflow.words import study_lexicon

NEAR = 16  # characters around an example


@dataclass(frozen=True)
class SuggestedWord:
    """A string that `people` said, how it is taken apart now, and an example: before, the word, after."""

    text: str
    people: int
    parts: tuple[str, ...]
    said: Said
    before: str
    match: str
    after: str


def suggested(session: Session, study_id: int) -> list[SuggestedWord]:
    """Words that may be new, those that most people said first; contact details are not looked at."""
    lexicon = study_lexicon(session, study_id)
    spoken = [one for one in said(session, Wanted(study_id)) if one.person is not None and one.topic != Topic.CONTACT]
    declined = [word.text for word in declined_words(session, study_id)]
    texts, people = tuple(one.text for one in spoken), tuple(one.person for one in spoken)
    found = []
    for one in suggest_words(texts, people, lexicon, declined):
        parts = tuple(token.text for token in tokens_of(one.text, lexicon))
        for place in islice(concordance([texts[one.example]], one.text, NEAR), 1):
            found.append(
                SuggestedWord(one.text, one.people, parts, spoken[one.example], place.before, place.match, place.after)
            )
    return found


def declined_words(session: Session, study_id: int) -> list[StudyWord]:
    """The suggestions that nobody wants to see again."""
    query = select(StudyWord).where(StudyWord.study_id == study_id, StudyWord.kind == "declined")
    return list(session.exec(query.order_by(StudyWord.text)))

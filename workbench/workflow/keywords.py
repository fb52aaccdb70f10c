"""The words of a study, counted by people: who says what about what."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from sqlmodel import Session

from workbench.analysis.contrasts import count_people, key_words
from workbench.records import Topic
from workbench.records.text import KeyWord, Lexicon
from workbench.storage.queries.texts import OTHER, SPOKEN_OF, Wanted, said
from workbench.text.wordlists import negations
from workbench.workflow.readings import words_in
from workbench.workflow.words import study_lexicon

EVERYTHING = ""


@dataclass(frozen=True)
class Spoken:
    """Each person's words by topic; `EVERYTHING` is a topic as well."""

    words: dict[str, dict[Hashable, set[str]]] = field(default_factory=dict)

    def people(self, topic: str = EVERYTHING) -> int:
        """How many people said something about a topic."""
        return len(self.words.get(topic, {}))

    def counts(self, topic: str = EVERYTHING) -> Counter[str]:
        """How many people said each word, most said first."""
        found = Counter(word for words in self.words.get(topic, {}).values() for word in words)
        return Counter(dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))))

    def apart(self, topic: str, other: str, most: int) -> list[KeyWord]:
        """The words that more people say about `topic` than about `other`, strongest first."""
        counts = count_people(*(self.words.get(about, {}).values() for about in (topic, other)))
        return key_words(counts, most=most, leave_out=negations())


def spoken(session: Session, study_id: int, lexicon: Lexicon | None = None) -> Spoken:
    """The words of all participants of a study, read with its own lexicon unless another is given.

    Contact details and a bare 不 or 没 are no key words.
    """
    lexicon = lexicon or study_lexicon(session, study_id)
    denials = set(negations().values())
    found: dict[str, dict[Hashable, set[str]]] = {}
    for one in said(session, Wanted(study_id)):
        if one.person is None or one.topic == Topic.CONTACT:
            continue
        words = words_in(one.text, lexicon) - denials
        for topic in (EVERYTHING, one.topic if one.topic in SPOKEN_OF else OTHER):
            found.setdefault(topic, {}).setdefault(one.person, set()).update(words)
    return Spoken(found)

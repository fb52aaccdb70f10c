"""Withdrawal: when somebody takes their words back or is deleted, nothing that was made of these words keeps them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, delete, func, select, update

from workbench.records.personas import CitedQuote, Claim, PersonaDocument
from workbench.storage.tables import (
    Answer,
    Interview,
    Participant,
    Persona,
    PersonaVersion,
    Question,
    QuotaPlace,
    Run,
    Segment,
    SegmentDecision,
    Utterance,
    UtteranceVectors,
    now,
)
from workbench.workflow import run_cache
from workbench.workflow.newcomers import ATTRIBUTE
from workbench.workflow.persona_facts import document_of, each_claim, interviewed_ids, with_counts
from workbench.workflow.personas import change_document

SHORTEST = 4  # characters; what is shorter is nobody's own
_QUOTED = re.compile("“([^”]+)”")
_END = re.compile(r"[。！？!?\n]+")


@dataclass(frozen=True)
class _Gone:
    """Whose words go: some utterances, and with `everything` whatever else the participant ever said."""

    participant_id: int
    utterances: frozenset[int]
    said: tuple[str, ...]
    everything: bool

    def spoke(self, utterance_id: int, participant_id: int) -> bool:
        """Whether a quote is theirs."""
        return utterance_id in self.utterances or (self.everything and participant_id == self.participant_id)

    def told(self, text: str, others: Iterable[str] = ()) -> bool:
        """Whether a written sentence repeats words of theirs which nobody of `others` said as well."""
        parts = {part.strip("…。 ") for part in (text, *_QUOTED.findall(text))}
        repeated = {part for part in parts if len(part) >= SHORTEST and any(part in said for said in self.said)}
        repeated |= {
            part
            for said in self.said
            for part in map(str.strip, _END.split(said))
            if len(part) >= SHORTEST and part in text
        }
        return any(all(part not in other for other in others) for part in repeated)


def forget(session: Session, participant: Participant) -> None:
    """Delete a participant with everything of theirs, and their words from personas, versions, segments and runs."""
    study_id = participant.study_id
    utterances = session.exec(select(Utterance).where(Utterance.participant_id == participant.id)).all()
    gone = _gone(participant.id, utterances, everything=True)
    session.delete(participant)
    session.flush()
    _take_out(session, study_id, gone)


def forget_answers(session: Session, participant: Participant, source: str) -> None:
    """Delete what a participant answered to the form `source`, and the participant as well unless there are interviews.

    Whoever was interviewed stays, without what only their answers told: a place in a quota, a segment, an exclusion.
    """
    interviews = select(func.count()).select_from(Interview).where(Interview.participant_id == participant.id)
    if not session.exec(interviews).one():
        forget(session, participant)
        return
    asked = select(Question.id).where(Question.source == source)
    written = select(Utterance).where(Utterance.participant_id == participant.id, col(Utterance.question_id).in_(asked))
    forget_utterances(session, participant, session.exec(written).all())
    session.exec(delete(Answer).where(col(Answer.participant_id) == participant.id, col(Answer.question_id).in_(asked)))
    session.exec(delete(QuotaPlace).where(col(QuotaPlace.participant_id) == participant.id))
    participant.attributes = {name: text for name, text in participant.attributes.items() if name != ATTRIBUTE}
    participant.excluded_at, participant.excluded_for = None, ""


def forget_utterances(session: Session, participant: Participant, utterances: Sequence[Utterance]) -> None:
    """Delete some of what a participant said, and these words wherever they are quoted; the participant stays."""
    gone = _gone(participant.id, utterances, everything=False)
    for utterance in utterances:
        session.delete(utterance)
    session.flush()
    _take_out(session, participant.study_id, gone)


def forget_words(session: Session, utterance: Utterance) -> None:
    """Take an utterance's words out of wherever they are quoted; the utterance stays, to be given others."""
    _take_out(session, utterance.study_id, _gone(utterance.participant_id or 0, [utterance], everything=False))


def _gone(participant_id: int, utterances: Sequence[Utterance], *, everything: bool) -> _Gone:
    said = tuple(text for one in utterances for text in (one.text, one.original_text) if text)
    return _Gone(participant_id, frozenset(one.id for one in utterances), said, everything)


def _take_out(session: Session, study_id: int, gone: _Gone) -> None:
    for persona in session.exec(select(Persona).where(Persona.study_id == study_id)).all():
        document = document_of(persona)
        if (kept := _without(document, gone)) != document:
            change_document(session, persona, kept)
        _take_out_of_versions(session, persona, gone)
    for segment in session.exec(select(Segment).where(Segment.study_id == study_id)):
        segment.facts = _thinned(segment.facts, gone)
    for decision in session.exec(select(SegmentDecision).where(SegmentDecision.study_id == study_id)):
        decision.before = _before_without(decision.before, gone)
        if gone.everything:
            decision.groups = [[one for one in group if one != gone.participant_id] for group in decision.groups]
    for run in session.exec(select(Run).where(Run.study_id == study_id)):
        run.result = _result_without(run.result, gone) if run.result else None
    # A run that is going has read the words already: whoever holds it stops, and it begins anew without them.
    going = update(Run).where(col(Run.study_id) == study_id, col(Run.state) == "running")
    session.exec(going.values(state="queued", worker=None, lease_until=None))
    session.exec(delete(UtteranceVectors).where(col(UtteranceVectors.utterance_id).in_(gone.utterances)))
    run_cache.clear(session, study_id)


def _take_out_of_versions(session: Session, persona: Persona, gone: _Gone) -> None:
    for version in session.exec(select(PersonaVersion).where(PersonaVersion.persona_id == persona.id)):
        document = PersonaDocument.model_validate(version.document)
        kept = _without(document, gone)
        if kept != document:
            counted = with_counts(kept, interviewed_ids(session, persona.study_id))
            version.document, version.withdrawn_at = counted.model_dump(mode="json"), now()


def _without(document: PersonaDocument, gone: _Gone) -> PersonaDocument:
    hero, counter = _kept((document.hero_quote,), gone), _kept((document.counter_quote,), gone)
    lost_counter = document.counter_quote is not None and not counter
    changed: dict[str, Any] = {
        "hero_quote": next(iter(hero), None),
        "counter_quote": next(iter(counter), None),
        "counter_searched": document.counter_searched and not lost_counter,
        "quotes": _kept(document.quotes, gone),
        "tagline": "" if gone.told(document.tagline) else document.tagline,
        "assumptions": tuple(line for line in document.assumptions if not gone.told(line)),
    }
    return each_claim(document.model_copy(update=changed), lambda claim: _claim_without(claim, gone))


def _claim_without(claim: Claim, gone: _Gone) -> Claim | None:
    """The claim without their quotes; one that was drafted in their words speaks in the next person's, or goes."""
    kept = _kept(claim.evidence, gone)
    if not gone.told(claim.text, [quote.text for quote in kept]):
        return claim.model_copy(update={"evidence": kept})
    return claim.model_copy(update={"text": kept[0].text, "evidence": kept, "survey": None}) if kept else None


def _kept(quotes: Iterable[CitedQuote | None], gone: _Gone) -> tuple[CitedQuote, ...]:
    return tuple(quote for quote in quotes if quote and not gone.spoke(quote.utterance_id, quote.participant_id))


def _thinned(node: Any, gone: _Gone) -> Any:
    """What is shown of segments without their quotes, in whichever list of it they stand."""
    if isinstance(node, list):
        return [_thinned(item, gone) for item in node if not _is_theirs(item, gone)]
    if isinstance(node, dict):
        return {name: _thinned(value, gone) for name, value in node.items()}
    return node


def _is_theirs(item: Any, gone: _Gone) -> bool:
    """Whether this is a quote of theirs, as the facts of a segment or, by column and id, a report hold it."""
    if not isinstance(item, dict) or not {"start", "end", "text"} <= item.keys():
        return False
    if "utterance_id" in item:
        return gone.spoke(item["utterance_id"], item["participant_id"])
    return gone.spoke(item["column"], int(item["id"]))


def _before_without(before: dict[str, Any], gone: _Gone) -> dict[str, Any]:
    """What undoing a decision would bring back without their quotes and, with everything, without them."""
    segments = _thinned(before.get("segments", []), gone)
    if gone.everything:
        segments = [{**one, "members": [m for m in one["members"] if m != gone.participant_id]} for one in segments]
    return {**before, "segments": segments} if segments else before


def _views_without(views: dict[str, Any], gone: _Gone) -> dict[str, Any]:
    """The views of a run without them."""
    return {
        topic: {
            **view,
            "groups": [
                {**group, "members": [m for m in group["members"] if m != gone.participant_id]}
                for group in view["groups"]
            ],
        }
        for topic, view in views.items()
    }


def _result_without(result: dict[str, Any], gone: _Gone) -> dict[str, Any]:
    """A run's result without their quotes and, with everything, without their place on the map."""
    report, key = result.get("report", {}), str(gone.participant_id)
    segments = _thinned(report.get("segments", []), gone)
    cleaned = {**result, "report": {**report, "segments": segments}} if segments else result
    assigned = report.get("assignments", {})
    if not gone.everything or key not in assigned:
        return cleaned
    place = list(assigned).index(key)  # the map stands in the order of the assignments
    others = {person: segment for person, segment in assigned.items() if person != key}
    points = [point for number, point in enumerate(result["map"]) if number != place]
    digests = {person: digest for person, digest in result.get("digests", {}).items() if person != key}
    cleaned = {**cleaned, "views": _views_without(result.get("views", {}), gone), "digests": digests}
    return {**cleaned, "map": points, "report": {**cleaned["report"], "assignments": others}}

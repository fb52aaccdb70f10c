"""What is known of a segment and of the sample, gathered for a persona and its footer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from workbench.records import SpeakerRole, Topic
from workbench.records.personas import (
    Claim,
    Count,
    KeyWord,
    PersonaDocument,
    PersonaSize,
    Provenance,
    SegmentFacts,
    SourceUtterance,
    TableCell,
    TopicQuote,
)
from workbench.settings import Settings
from workbench.storage.queries.exclusions import counted, excluded_ids
from workbench.storage.tables import (
    Interview,
    Participant,
    Persona,
    Question,
    Segment,
    SegmentMember,
    Submission,
    Utterance,
    now,
)

REVIEW_AFTER = timedelta(days=180)
CLAIM_LISTS = ("background", "motivations", "pain_points", "behaviours", "goals", "opportunities")


def segment_facts(session: Session, segment: Segment, number: int) -> SegmentFacts:
    """The facts of a segment for the persona that will be number `number`; nobody left out is quoted."""
    names = dict(
        session.exec(
            select(Participant.id, Participant.pseudonym).where(Participant.study_id == segment.study_id, counted())
        ).all()
    )
    facts, contact = segment.facts, _contact_titles(session, segment.study_id)
    size = size_of(session, segment)
    return SegmentFacts(
        number=number,
        name=segment.name,
        size=size,
        key_words=tuple(_key_word(word, counted=not size.by_hand) for word in facts.get("terms", [])),
        closed_answers=tuple(
            TableCell.model_validate(cell) for cell in facts.get("profile", []) if cell["question"] not in contact
        ),
        quotes=tuple(_quote(quote, names) for quote in facts.get("quotes", []) if quote["participant_id"] in names),
        provenance=Provenance(),
    )


def size_of(session: Session, segment: Segment) -> PersonaSize:
    """How many interviewed and how many surveyed people a segment has, of how many; by hand the interviewed alone."""
    members = set(session.exec(select(SegmentMember.participant_id).where(SegmentMember.segment_id == segment.id)))
    interviews = _part(members, interviewed_ids(session, segment.study_id))
    if segment.run_id is None:
        return PersonaSize(interviews=interviews, by_hand=True)
    return PersonaSize(interviews=interviews, survey=_part(members, _surveyed_ids(session, segment.study_id)))


def document_of(persona: Persona) -> PersonaDocument:
    """The document that is being written."""
    return PersonaDocument.model_validate(persona.document)


def as_printed(session: Session, settings: Settings, persona: Persona, version: int) -> PersonaDocument:
    """The document with its size and footer as they are at this moment."""
    segment = session.get(Segment, persona.segment_id) if persona.segment_id else None
    source = _provenance(session, settings, persona, version)
    size = {"size": size_of(session, segment)} if segment else {}
    return document_of(persona).model_copy(update={"provenance": source, **size})


def _provenance(session: Session, settings: Settings, persona: Persona, version: int) -> Provenance:
    segment = session.get(Segment, persona.segment_id) if persona.segment_id else None
    by_run = segment is not None and segment.run_id is not None
    first, last = _days(session, persona.study_id)
    return Provenance(
        interviews=len(interviewed_ids(session, persona.study_id)),
        answers=len(_surveyed_ids(session, persona.study_id)),
        first_day=first,
        last_day=last,
        method="动机与痛点聚类" if by_run else "研究者判断",
        stability=segment.facts.get("stability_word", "") if segment else "",
        version=version,
        review_date=now().date() + REVIEW_AFTER,
        evidence_address=f"{settings.studio_address}/studies/{persona.study_id}/personas/{persona.id}/evidence?version={version}",
    )


def with_counts(document: PersonaDocument, interviewed: set[int]) -> PersonaDocument:
    """The document whose claims count the interviewed people they quote; what rests on nothing is an assumption."""
    return each_claim(document, lambda claim: _counted(claim, interviewed))


def each_claim(document: PersonaDocument, change: Callable[[Claim], Claim | None]) -> PersonaDocument:
    """The document with each claim as `change` makes it, without those of which it makes None."""

    def changed(claims: Iterable[Claim | None]) -> tuple[Claim, ...]:
        return tuple(new for claim in claims if claim and (new := change(claim)))

    scenario = document.scenario
    story, user_story = changed([scenario.story]), changed([document.user_story])
    scene = {"story": next(iter(story), None), "steps": changed(scenario.steps)}
    return document.model_copy(
        update={
            **{name: changed(getattr(document, name)) for name in CLAIM_LISTS},
            "scenario": scenario.model_copy(update=scene),
            "user_story": next(iter(user_story), None),
        }
    )


def interviewed_ids(session: Session, study_id: int) -> set[int]:
    """The participants who were interviewed and not left out since."""
    query = select(Interview.participant_id).where(Interview.study_id == study_id, Interview.status == "done")
    return {one for one in session.exec(query) if one is not None} - excluded_ids(session, study_id)


def sources_of(utterances: Iterable[Utterance]) -> Mapping[int, SourceUtterance]:
    """What quotes are compared with, by utterance id."""
    return {
        one.id: SourceUtterance(text=one.text, participant_id=one.participant_id, role=SpeakerRole(one.role))
        for one in utterances
        if one.participant_id is not None
    }


def _counted(claim: Claim, interviewed: set[int]) -> Claim:
    said = {quote.participant_id for quote in claim.evidence} & interviewed
    count = Count(said=len(said), of=len(interviewed)) if said else None
    return claim.model_copy(update={"interviews": count, "assumption": claim.assumption or not claim.grounded})


def _part(members: set[int], whole: set[int]) -> Count | None:
    return Count(said=len(members & whole), of=len(whole)) if whole else None


def _surveyed_ids(session: Session, study_id: int) -> set[int]:
    query = select(Participant.id).where(Participant.study_id == study_id, col(Participant.source) != "hand")
    return set(session.exec(query.where(counted())))


def _days(session: Session, study_id: int) -> tuple[date | None, date | None]:
    """The first and the last day on which somebody answered or was interviewed."""
    held = select(func.min(Interview.held_at), func.max(Interview.held_at)).where(Interview.study_id == study_id)
    answered = (
        select(func.min(Submission.completed_at), func.max(Submission.completed_at))
        .join(Participant, col(Participant.id) == Submission.participant_id)
        .where(Participant.study_id == study_id)
    )
    moments = [moment for query in (held, answered) for moment in session.exec(query).one() if moment]
    return (min(moments).date(), max(moments).date()) if moments else (None, None)


def _contact_titles(session: Session, study_id: int) -> set[str]:
    """What the questions ask that are about reaching somebody, such as the willingness to be interviewed."""
    query = select(Question.title).where(Question.study_id == study_id, Question.topic == Topic.CONTACT)
    return set(session.exec(query))


def _key_word(word: dict[str, Any], *, counted: bool) -> KeyWord:
    count = Count(said=word["said"], of=word["of"]) if counted and word.get("of") else None
    return KeyWord(text=word["text"], topic=word.get("topic"), survey=count)


def _quote(quote: dict[str, Any], names: Mapping[int, str]) -> TopicQuote:
    fields = {name: quote.get(name) for name in ("utterance_id", "start", "end", "text", "participant_id", "topic")}
    return TopicQuote.model_validate({**fields, "pseudonym": names[quote["participant_id"]]})

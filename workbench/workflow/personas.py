"""Personas (画像): drafted from a segment or begun empty, written, given a portrait, published as versions."""

import hashlib
import json
from typing import Any

from sqlmodel import Session, col, func, select

from workbench import personas
from workbench.errors import N_, BadInput, Conflict, Message
from workbench.personas import limits
from workbench.records import Problem, Record
from workbench.records.personas import Claim, Look, Mood, PersonaDocument, Review, Scenario, SceneStep
from workbench.storage import Store, add
from workbench.storage.tables import Persona, PersonaVersion, Portrait, Segment, Utterance
from workbench.workflow.audit import record
from workbench.workflow.persona_facts import (
    as_printed,
    document_of,
    interviewed_ids,
    segment_facts,
    sources_of,
    with_counts,
)
from workbench.workflow.studies import touch

LISTS = ("background", "motivations", "pain_points", "behaviours", "goals", "steps", "opportunities")
SINGLES = ("story", "user_story")
MOST_ON_POSTER = limits.MOST_ON_POSTER
LONGEST_CLAIM = 1000
MOST_CLAIMS = 20


class ClaimText(Record):
    """A sentence as it was typed; `was` is the place of the claim whose evidence it keeps."""

    text: str
    was: int | None = None
    on_poster: bool = False
    mood: Mood = Mood.EVEN


class PersonaText(Record):
    """What a researcher types about a persona; the evidence is added and taken away by `persona_quotes`."""

    title: str
    tagline: str = ""
    lists: dict[str, list[ClaimText]] = {}
    assumptions: list[str] = []


def draft_persona(store: Store, user_id: int, segment_id: int) -> int:
    """Draft a persona from what is known of a segment and return its id."""
    with store.writing() as session:
        segment = session.get_one(Segment, segment_id)
        number = _next_number(session, segment.study_id)
        document = personas.draft(segment_facts(session, segment, number))
        return _store(session, user_id, Persona(study_id=segment.study_id, segment_id=segment_id, **_columns(document)))


def create_persona(store: Store, user_id: int, study_id: int, title: str) -> int:
    """Begin an empty persona (研究者判断) and return its id."""
    title = _checked_title(title)
    with store.writing() as session:
        document = PersonaDocument(look=Look.of(_next_number(session, study_id)), title=title)
        return _store(session, user_id, Persona(study_id=study_id, **_columns(document)))


def update_persona(store: Store, user_id: int, persona_id: int, revision: int, text: PersonaText) -> None:
    """Rewrite a persona's sentences; each keeps the quotes of the claim it was.

    A sentence that says something else loses the questionnaire's numbers; one without evidence becomes an assumption.
    Raises Conflict when somebody saved in between, BadInput for a missing title or overlong sentences.
    """
    _check(text)
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        if persona.revision != revision:
            raise Conflict(N_("这张画像刚刚在别处被改过。"), N_("请复制你写的内容，刷新后再改；现在什么都没有丢。"))
        _save(session, persona, _rewritten(document_of(persona), text))
        record(session, user_id, "update_persona", f"persona:{persona_id}", study_id=persona.study_id)
        touch(session, persona.study_id)


def set_portrait(store: Store, user_id: int, persona_id: int, data: bytes | None) -> None:
    """Give a persona a picture, or none. Raises TooLarge or UnreadableFile for a picture that cannot be taken."""
    jpeg = personas.prepare_portrait(data) if data is not None else None
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        persona.portrait_id = None
        if jpeg is not None:
            portrait = Portrait(study_id=persona.study_id, jpeg=jpeg, digest=hashlib.sha256(jpeg).hexdigest())
            persona.portrait_id = add(session, portrait)
        record(session, user_id, "set_portrait", f"persona:{persona_id}", study_id=persona.study_id)


def publish_persona(store: Store, user_id: int, persona_id: int) -> int:
    """Publish the persona as it stands and return the version's number.

    Raises BadInput with `problems` when a quote no longer equals its utterance or a claim rests on nothing, Conflict
    when nothing changed since the last version.
    """
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        found = review(session, persona)
        if found.problems:
            raise BadInput(N_("这张画像还不能发布。"), N_("请先处理下面的问题。"), problems=found.problems)
        latest = latest_version(session, persona_id)
        number = latest.number + 1 if latest else 1
        document = document_of(persona)
        published = as_printed(session, store.settings, persona, number).model_dump(mode="json")
        digest = _digest(document, persona.portrait_id)
        if latest and not has_changes(persona, latest):
            raise Conflict(N_("和第 %(number)s 版没有区别。"), N_("改动之后才需要再发布。"), number=latest.number)
        version = PersonaVersion(persona_id=persona_id, number=number, document=published, digest=digest)
        version.portrait_id, version.published_by = persona.portrait_id, user_id
        session.add(version)
        record(session, user_id, "publish_persona", f"persona:{persona_id}/{number}", study_id=persona.study_id)
        touch(session, persona.study_id)
        return number


def delete_persona(store: Store, user_id: int, persona_id: int) -> None:
    """Delete a persona and its versions."""
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        record(session, user_id, "delete_persona", f"persona:{persona_id}", study_id=persona.study_id)
        session.delete(persona)


def latest_version(session: Session, persona_id: int) -> PersonaVersion | None:
    """The version that was published last."""
    query = select(PersonaVersion).where(PersonaVersion.persona_id == persona_id)
    return session.exec(query.order_by(col(PersonaVersion.number).desc())).first()


def has_changes(persona: Persona, version: PersonaVersion) -> bool:
    """Whether the persona reads differently from this version."""
    return version.digest != _digest(document_of(persona), persona.portrait_id)


def review(session: Session, persona: Persona) -> Review:
    """What stands against publishing, and what would make the poster better."""
    document = document_of(persona)
    ids = {quote.utterance_id for _, quote in document.cited()}
    rows = session.exec(select(Utterance).where(col(Utterance.id).in_(ids), Utterance.study_id == persona.study_id))
    return personas.check(document, sources_of(rows))


def change_document(session: Session, persona: Persona, document: PersonaDocument) -> None:
    """Store a document whose evidence changed: counts and assumptions follow the evidence."""
    _save(session, persona, document)


def _save(session: Session, persona: Persona, document: PersonaDocument) -> None:
    document = with_counts(document, interviewed_ids(session, persona.study_id))
    persona.sqlmodel_update({**_columns(document), "revision": persona.revision + 1})


def _store(session: Session, user_id: int, persona: Persona) -> int:
    persona_id = add(session, persona)
    change_document(session, persona, document_of(persona))
    record(session, user_id, "create_persona", f"persona:{persona_id}", study_id=persona.study_id)
    touch(session, persona.study_id)
    return persona_id


def _columns(document: PersonaDocument) -> dict[str, Any]:
    return {"number": document.look.number, "title": document.title, "document": document.model_dump(mode="json")}


def _next_number(session: Session, study_id: int) -> int:
    highest = session.exec(select(func.max(Persona.number)).where(Persona.study_id == study_id)).one()
    return (highest or 0) + 1


def _digest(document: PersonaDocument, portrait_id: int | None) -> str:
    stable = document.model_dump(mode="json", exclude={"provenance"})
    text = json.dumps([stable, portrait_id], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _rewritten(old: PersonaDocument, text: PersonaText) -> PersonaDocument:
    def claims(name: str) -> tuple[Claim, ...]:
        return _claims(name, _old_claims(old, name), text.lists.get(name, []))

    single = {name: next(iter(claims(name)), None) for name in SINGLES}
    steps = _steps(_old_claims(old, "steps"), text.lists.get("steps", []))
    return old.model_copy(
        update={
            **{name: claims(name) for name in LISTS if name != "steps"},
            "title": text.title.strip(),
            "tagline": text.tagline.strip(),
            "scenario": Scenario(story=single["story"], steps=steps),
            "user_story": single["user_story"],
            "assumptions": tuple(line.strip() for line in text.assumptions if line.strip()),
        }
    )


def _old_claims(document: PersonaDocument, name: str) -> list[Claim]:
    return [claim for field, claim in document.claims() if field == name]


def _claims(name: str, old: list[Claim], typed: list[ClaimText]) -> tuple[Claim, ...]:
    claims = []
    for one in typed:
        if text := one.text.strip():
            kept = old[one.was] if one.was is not None and 0 <= one.was < len(old) else Claim(text=text)
            on_poster = one.on_poster and name in MOST_ON_POSTER
            claims.append(_retold(kept, text).model_copy(update={"on_poster": on_poster}))
    return tuple(claims)


def _retold(claim: Claim, text: str) -> Claim:
    """A new sentence keeps the quotes; the questionnaire's numbers were those of the old one."""
    if claim.text == text:
        return claim
    return claim.model_copy(update={"text": text, "survey": None, "cells": (), "assumption": False})


def _steps(old: list[Claim], typed: list[ClaimText]) -> tuple[SceneStep, ...]:
    moods = [one.mood for one in typed if one.text.strip()]
    return tuple(
        SceneStep.model_validate({**dict(claim), "mood": mood})
        for claim, mood in zip(_claims("steps", old, typed), moods, strict=True)
    )


def _checked_title(title: str) -> str:
    title = title.strip()
    if not title:
        raise BadInput(N_("画像还没有标题。"), N_("请写一个不超过 10 个字的标题，比如“碎片里的看云人”。"))
    if len(title) > 60:
        raise BadInput(N_("标题太长。"), N_("请缩短；海报上放得下 10 个字。"))
    return title


def _check(text: PersonaText) -> None:
    _checked_title(text.title)
    problems = [
        Problem(
            column=name, expected=Message(N_("这一句超过了 %(most)s 字"), {"most": LONGEST_CLAIM}), found=one.text[:40]
        )
        for name, claims in text.lists.items()
        for one in claims
        if len(one.text) > LONGEST_CLAIM
    ]
    if problems or len(text.tagline) > 200 or any(len(claims) > MOST_CLAIMS for claims in text.lists.values()):
        raise BadInput(
            N_("有的内容太长。"),
            N_("每一句不超过 %(most)s 字，每一项不超过 %(claims)s 句。"),
            problems=problems,
            most=LONGEST_CLAIM,
            claims=MOST_CLAIMS,
        )

"""Carrying out a run: evidence from the store, segments from the analysis, the outcome back, all or nothing."""

import gc
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlmodel import Session, insert

import workbench
from workbench.analysis.segmentation import check_number
from workbench.errors import Message, WorkbenchError
from workbench.records.analysis import Plan, Segmentation
from workbench.settings import Settings
from workbench.storage import Store, add, open_store
from workbench.storage.tables import Run, Segment, SegmentMember, now
from workbench.workflow.hand_on import hand_on
from workbench.workflow.matrix import compute_views
from workbench.workflow.progress import part, seldom
from workbench.workflow.run_cache import RunCache
from workbench.workflow.run_evidence import fingerprint, see, shortened
from workbench.workflow.runs import RunStopped, fail_run, holding, report_progress
from workbench.workflow.segment_facts import facts_of_run
from workbench.workflow.segment_names import proposed_name
from workbench.workflow.segment_people import prepare_people, segment_prepared, versions_in_use
from workbench.workflow.segment_table import report
from workbench.workflow.sentence_vectors import encode_kept
from workbench.workflow.studies import touch

READY, DIVIDED = 0.7, 0.85  # how much of the work is done when people are prepared, and divided
LATER = {"k", "quotes", "terms", "together", "apart", "columns"}  # of a plan, what preparing people does not look at


def work(settings: Settings, run_id: int, worker: str) -> None:
    """Carry out a claimed run in this process, which opens the store by itself."""
    store = open_store(settings)
    try:
        carry_out(store, run_id, worker)
    finally:
        store.close()
        settle()


def settle() -> None:
    """Keep what is loaded for good out of garbage collections, which take half the time of reading the next rows."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def carry_out(store: Store, run_id: int, worker: str) -> None:
    """Carry out a claimed run and store its segments; a run that was cancelled or taken over stores nothing."""
    hold = partial(holding, store, run_id, worker)
    tell = seldom(partial(report_progress, store, run_id, worker))
    try:
        with store.reading() as session:
            run = session.get_one(Run, run_id)
            plan, seen = Plan.model_validate(run.plan), see(session, run.study_id)
        check_number(plan, len(seen.participants))
        digests, cache = seen.fingerprints(), RunCache(store.settings.cache / str(run.study_id), hold)
        key = key_of(digests, plan)
        encode = partial(encode_kept, store, hold)
        prepared = cache.recall(key, lambda: prepare_people(seen.people(), plan, part(tell, 0.0, READY), encode))
        found = segment_prepared(prepared, plan, part(tell, READY, DIVIDED))
        views = cache.recall(f"{key}-views", lambda: compute_views(prepared, plan, part(tell, DIVIDED, 1.0)))
        with hold() as session:
            run = session.get_one(Run, run_id)
            _store_segments(session, run, found)
            run.result = {**_result(run, found), "views": views, "digests": shortened(digests)}
            run.versions, run.evidence_digest = versions_in_use(), fingerprint(digests)
            run.state, run.share, run.finished_at, run.lease_until = "done", 1.0, now(), None
            touch(session, run.study_id)
    except RunStopped:
        return
    except WorkbenchError as error:
        fail_run(store, run_id, worker, error)


def key_of(digests: Mapping[str, str], plan: Plan) -> str:
    """The name of what follows from people's evidence and the plan with the code and packages that are in use."""
    content = [fingerprint(digests), plan.model_dump(mode="json", exclude=LATER), versions_in_use(), _code()]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@lru_cache
def _code() -> str:
    """A fingerprint of all our code: an update need not change the version."""
    digest, package = hashlib.sha256(), Path(workbench.__file__).parent
    for path in sorted(path for kind in ("*.py", "*.txt") for path in package.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _store_segments(session: Session, run: Run, found: Segmentation) -> None:
    """Store segments with their members, under the names that researchers gave to the same people before."""
    for one, facts in zip(found.segments, facts_of_run(session, run.study_id, found), strict=True):
        facts["name"] = name = proposed_name(one.number, facts["terms"], facts["quotes"])
        row = Segment(study_id=run.study_id, run_id=run.id, number=one.number, name=name, facts=facts)
        segment_id = add(session, row)
        members = [{"segment_id": segment_id, "participant_id": int(person)} for person in one.members]
        session.connection().execute(insert(SegmentMember), members)
    hand_on(session, run)


def _result(run: Run, found: Segmentation) -> dict[str, Any]:
    """What the pages show of a run besides its segments; people by id alone, for they may be renamed or deleted."""
    told = found.model_dump(mode="json", include={"n", "k", "verdict", "tried"})
    return {
        **told,
        "reason": _stored(found.reason),
        "notes": [_stored(note) for note in found.notes],
        "unassigned": sum(person.segment is None for person in found.people) if found.segments else 0,
        "map": [
            {"segment": one.segment, "certainty": one.certainty, "participant_id": int(one.id)}
            | {"x": round(one.x, 4), "y": round(one.y, 4)}
            for one in found.people
        ],
        "report": report(found, run.plan),
    }


def _stored(message: Message) -> dict[str, Any]:
    return {"sentence": message.sentence, "values": message.values}

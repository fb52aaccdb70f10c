"""The demo study as files: posters, personas with their sources, the segment report, tables."""

import json
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session, col, select

from workbench.records.personas import PersonaDocument
from workbench.storage import Store
from workbench.storage.queries.answers import Wanted
from workbench.storage.tables import Form, Persona, Run, Study, Utterance
from workbench.workflow.answer_exports import Layout, export_answers
from workbench.workflow.posters import printed, render_poster
from workbench.workflow.run_reports import run_report, run_tables


def write_demo_files(store: Store, study_id: int, folder: Path) -> Iterator[Path]:
    """Write the study's results into `folder`, file by file."""
    folder.mkdir(parents=True, exist_ok=True)
    with store.reading() as session:
        owner = session.get_one(Study, study_id).owner_id
        personas = session.exec(select(Persona).where(Persona.study_id == study_id).order_by(col(Persona.number))).all()
        run = session.exec(select(Run).where(Run.study_id == study_id)).one()
        form = session.exec(select(Form).where(Form.study_id == study_id)).one()
        sources = [_with_sources(session, printed(session, store, persona.id, None)[0]) for persona in personas]
    for persona in personas:
        yield _write(folder / f"{persona.number}-{persona.title}.pdf", render_poster(store, persona.id, "a3"))
    yield _write(folder / "personas.json", json.dumps(sources, ensure_ascii=False, indent=2).encode())
    yield _write(folder / "segments.json", run_report(store, run.id).encode())
    yield _write(folder / "segments.xlsx", run_tables(store, run.id))
    yield _write(folder / "answers.xlsx", export_answers(store, owner, Wanted(f"form:{form.id}"), Layout()))


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _with_sources(session: Session, document: PersonaDocument) -> dict[str, object]:
    """A persona with the full text of every utterance that it quotes, by id."""
    ids = {quote.utterance_id for _, quote in document.cited()}
    utterances = session.exec(select(Utterance).where(col(Utterance.id).in_(ids)))
    return {**document.model_dump(mode="json"), "utterances": {str(one.id): one.text for one in utterances}}

"""A run's report for other programs: the same JSON as `workbench segment` writes, and tables as xlsx."""

import json

from workbench import export
from workbench.records.sheets import Cell, Sheet
from workbench.storage import Store
from workbench.storage.queries.segments import members, segments_of
from workbench.storage.tables import Run


def run_report(store: Store, run_id: int) -> str:
    """The report of a run that has ended, as JSON; `{}` while there is none."""
    with store.reading() as session:
        run = session.get_one(Run, run_id)
        return json.dumps((run.result or {}).get("report", {}), ensure_ascii=False, indent=2)


def run_tables(store: Store, run_id: int) -> bytes:
    """Segments, members and key words of a run as a workbook."""
    with store.reading() as session:
        run = session.get_one(Run, run_id)
        found = segments_of(session, run.study_id, run_id)
        people = [(one, members(session, one.segment.id)) for one in found]
    segments: list[list[Cell]] = [
        [one.segment.number, one.segment.name, one.size, one.segment.facts.get("stability")] for one in found
    ]
    words = [
        [one.segment.number, term["text"], term["said"], term["of"]]
        for one in found
        for term in one.segment.facts.get("terms", [])
    ]
    rows: list[list[Cell]] = [[one.segment.number, person.pseudonym] for one, group in people for person in group]
    return export.table_to_xlsx(
        [
            Sheet("人群", ["编号", "名称", "人数", "稳定性"], segments),
            Sheet("受访者", ["人群", "化名"], rows),
            Sheet("更常说的词", ["人群", "词", "说到的人", "总人数"], words),
        ]
    )

"""What recruiting looks at beside the answers, as columns of a file: score, verdict, cells, channel, time, quality."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from workbench.errors import N_, Message, Tell
from workbench.records.sheets import Cell
from workbench.storage.queries.channels import notes_of
from workbench.storage.queries.results import channels_of, people_in_cells
from workbench.storage.tables import FormVersion, Submission
from workbench.workflow.answer_quality import judged
from workbench.workflow.candidates import fill, reasons, why

FIXED = (N_("化名"), N_("状态"), N_("提交时间（北京时间）"))  # what any file of people begins with
HOW = (N_("用时（秒）"), N_("质量分"))
OF_FORM = (N_("得分"), N_("得分的理由"), N_("没有通过的原因"), N_("配额格"), N_("渠道"))
GIVEN = (N_("知情同意版本"), N_("问卷版本"))
NOTE = N_("专属链接的备注")
OWN_LINK = N_("问卷链接")


@dataclass(frozen=True)
class Beside:
    """Further columns of a file: their headings, and everybody's cells by participant."""

    headings: Sequence[str]
    cells: Mapping[int, Sequence[Cell]] = field(default_factory=dict)

    def of(self, participant_id: int) -> list[Cell]:
        """Somebody's cells; empty ones for whom nothing is known of."""
        return list(self.cells.get(participant_id) or [None] * len(self.headings))


def recruiting_columns(session: Session, source: str, tell: Tell, *, notes: bool = False) -> Beside:
    """These columns of a source; of an imported table only how it was answered. `notes` adds those of personal links.

    The score of the answers compares everybody with everybody: seconds, where these are thousands.
    """
    how = {one.person.id: [_rounded(one.seconds), one.quality.score] for one in judged(session, source)}
    kind, _, number = source.partition(":")
    if kind != "form":
        return Beside([tell(Message(heading)) for heading in HOW], how)
    form_id, sent = int(number), _handed_in(session, int(number))
    verdicts, given = _verdicts(session, form_id, sent, tell), _given(session, form_id, sent)
    noted = notes_of(session, form_id) if notes else {}
    cells = {
        person: [*verdicts[person], *how.get(person, [None, None]), *given[person], *([noted.get(person)] * notes)]
        for person in sent
    }
    return Beside([tell(Message(one)) for one in (*OF_FORM, *HOW, *GIVEN, *([NOTE] * notes))], cells)


def _handed_in(session: Session, form_id: int) -> dict[int, Submission]:
    query = select(Submission).where(Submission.form_id == form_id, col(Submission.participant_id).is_not(None))
    return {one.participant_id: one for one in session.exec(query) if one.participant_id is not None}


def _verdicts(session: Session, form_id: int, sent: Mapping[int, Submission], tell: Tell) -> dict[int, list[Cell]]:
    said, channels = reasons(session, form_id), {0: tell(Message(OWN_LINK)), **channels_of(session, form_id)}
    titles = {one.cell.id: one.cell.title for one in fill(session, form_id)}
    held, cells = people_in_cells(session, form_id), defaultdict[int, list[str]](list)
    for cell in dict.fromkeys([*titles, *held]):
        for person in held.get(cell, ()):
            cells[person].append(titles.get(cell, cell))
    return {
        person: [
            _plain(one.score),
            _parts(one.score_parts),
            tell(why(one.verdict_rule, said)) if one.verdict_rule else None,
            " · ".join(cells[person]) or None,
            channels.get(one.channel),
        ]
        for person, one in sent.items()
    }


def _given(session: Session, form_id: int, sent: Mapping[int, Submission]) -> dict[int, list[Cell]]:
    """The versions of the consent and of the form that somebody answered."""
    query = select(FormVersion.id, FormVersion.number, FormVersion.rules).where(FormVersion.form_id == form_id)
    versions = {key: (str(rules.get("consent_version", "")), number) for key, number, rules in session.exec(query)}
    return {person: [*versions[one.version_id]] for person, one in sent.items()}


def _parts(parts: Sequence[Mapping[str, Any]]) -> str | None:
    return "；".join(f"{part['reason']} {part['points']:+g}" for part in parts) or None


def _plain(points: float | None) -> int | float | None:
    return int(points) if points is not None and points.is_integer() else points


def _rounded(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)

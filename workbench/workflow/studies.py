"""Studies: create, rewrite the brief, archive and take back."""

from datetime import date

from pydantic import field_validator
from sqlalchemy import bindparam, update
from sqlmodel import Session

from workbench.errors import N_, BadInput
from workbench.records import Record
from workbench.storage import Store, add
from workbench.storage.engine import once
from workbench.storage.tables import Study, now
from workbench.workflow.audit import record

LONGEST_LINE = 200
LONGEST_TEXT = 5000
_STUDIES = Study.__table__  # type: ignore[attr-defined]  # every table class has one
_TOUCH = update(_STUDIES).where(_STUDIES.c.id == bindparam("study")).values(updated_at=bindparam("at"))


class Brief(Record):
    """What a study is for (研究需求)."""

    title: str
    product: str = ""
    decision: str = ""
    questions: list[str] = []
    hypotheses: list[str] = []
    audience: str = ""
    deadline: date | None = None

    @field_validator("title", "product", "decision", "audience")
    @classmethod
    def _strip(cls, text: str) -> str:
        return text.strip()

    @field_validator("questions", "hypotheses")
    @classmethod
    def _drop_empty(cls, lines: list[str]) -> list[str]:
        return [line.strip() for line in lines if line.strip()]


def create_study(store: Store, user_id: int, brief: Brief) -> int:
    """Store a new study and return its id. Raises BadInput for a brief without a title or with overlong texts."""
    _check(brief)
    with store.writing() as session:
        study_id = add(session, Study(owner_id=user_id, **brief.model_dump()))
        record(session, user_id, "create_study", study_id=study_id)
        return study_id


def update_brief(store: Store, user_id: int, study_id: int, brief: Brief) -> None:
    """Rewrite a study's brief."""
    _check(brief)
    with store.writing() as session:
        study = session.get_one(Study, study_id)
        study.sqlmodel_update(brief.model_dump())
        study.updated_at = now()
        record(session, user_id, "update_brief", study_id=study_id)


def archive_study(store: Store, user_id: int, study_id: int, *, archived: bool = True) -> None:
    """Put a study away, or take it back; nothing is deleted."""
    with store.writing() as session:
        session.get_one(Study, study_id).archived_at = now() if archived else None
        record(session, user_id, "archive_study" if archived else "restore_study", study_id=study_id)


def touch(session: Session, study_id: int) -> None:
    """Mark a study as changed now, so that it rises in the list."""
    once(session, ("touched", study_id), lambda: session.connection().execute(_TOUCH, {"study": study_id, "at": now()}))


def _check(brief: Brief) -> None:
    if not brief.title:
        raise BadInput(N_("研究项目还没有名称。"), N_("请写一个名称，比如“某某游戏内测玩家研究”。"))
    if len(brief.title) > LONGEST_LINE:
        raise BadInput(N_("名称太长。"), N_("请缩短到 %(most)s 字以内。"), most=LONGEST_LINE)
    texts = (brief.product, brief.decision, brief.audience, *brief.questions, *brief.hypotheses)
    if max(map(len, texts)) > LONGEST_TEXT:
        raise BadInput(N_("有一项内容超过了 %(most)s 字。"), N_("请缩短后再保存。"), most=LONGEST_TEXT)

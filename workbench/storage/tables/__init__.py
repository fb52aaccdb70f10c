"""All tables, one module a subject."""

from workbench.storage.tables.accounts import AuditEntry, FailedAttempt, OneTimeLink, SignIn, User
from workbench.storage.tables.analysis import (
    Run,
    Segment,
    SegmentDecision,
    SegmentMember,
    StudyWord,
    UtteranceVectors,
)
from workbench.storage.tables.base import now
from workbench.storage.tables.participants import (
    Answer,
    AnswerImport,
    ImportedFile,
    Interview,
    Participant,
    Question,
    Utterance,
)
from workbench.storage.tables.personas import Persona, PersonaVersion, Portrait
from workbench.storage.tables.studies import Study
from workbench.storage.tables.surveys import Form, FormVersion, Submission

__all__ = [
    "Answer",
    "AnswerImport",
    "AuditEntry",
    "FailedAttempt",
    "Form",
    "FormVersion",
    "ImportedFile",
    "Interview",
    "OneTimeLink",
    "Participant",
    "Persona",
    "PersonaVersion",
    "Portrait",
    "Question",
    "Run",
    "Segment",
    "SegmentDecision",
    "SegmentMember",
    "SignIn",
    "Study",
    "StudyWord",
    "Submission",
    "User",
    "Utterance",
    "UtteranceVectors",
    "now",
]

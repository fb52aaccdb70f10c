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
from workbench.storage.tables.surveys import (
    Channel,
    Form,
    FormOpening,
    FormTemplate,
    FormVersion,
    PersonalLink,
    QuotaPlace,
    Submission,
)

__all__ = [
    "Answer",
    "AnswerImport",
    "AuditEntry",
    "Channel",
    "FailedAttempt",
    "Form",
    "FormOpening",
    "FormTemplate",
    "FormVersion",
    "ImportedFile",
    "Interview",
    "OneTimeLink",
    "Participant",
    "Persona",
    "PersonaVersion",
    "PersonalLink",
    "Portrait",
    "Question",
    "QuotaPlace",
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

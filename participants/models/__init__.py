"""Nouns: people, participations, consents, what subjects ask, questionnaires, partners, training, uploads."""

from .assessments import Assessment, AssessmentParameter, Score
from .consents import Consent, ConsentText
from .desk import DestructionAct, Incident, SubjectRequest
from .imports import BankImport, BankImportRow, ColumnMapping
from .participation import Participation, TargetGroupCount
from .partners import Agreement, Partner
from .people import DistinctPeople, Person, Representative
from .personal import PersonalQuerySet, personal_manager
from .questionnaires import QuestionnaireLink
from .reference import MentoringForm, MentoringKind, Programme, Topic
from .settings import BankSettings
from .sharing import MentorOffer, OfferRequest
from .training import Attendance, Certificate, Course, Session

__all__ = [
    "Agreement",
    "Assessment",
    "AssessmentParameter",
    "Attendance",
    "BankImport",
    "BankImportRow",
    "BankSettings",
    "Certificate",
    "ColumnMapping",
    "Consent",
    "ConsentText",
    "Course",
    "DestructionAct",
    "DistinctPeople",
    "Incident",
    "MentorOffer",
    "MentoringForm",
    "MentoringKind",
    "OfferRequest",
    "Participation",
    "Partner",
    "Person",
    "PersonalQuerySet",
    "Programme",
    "QuestionnaireLink",
    "Representative",
    "Score",
    "Session",
    "SubjectRequest",
    "TargetGroupCount",
    "Topic",
    "personal_manager",
]

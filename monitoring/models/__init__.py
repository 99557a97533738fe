"""Nouns: facts, indicators and targets, periods and submissions, surveys, sites, exchange, templates."""

from .exchange import Dataset, ExchangeFormat, Sending
from .facts import FOREVER, Fact, FactCursor, FactState
from .indicators import CountingRules, Indicator, Mode, Target, TypedCount
from .periods import Extension, Figure, Remark, ReportingPeriod, Submission
from .sites import TO_PUBLISH, DocumentMark, PublishedAct, RequiredDocument, SiteCheck
from .surveys import (
    Answer,
    Question,
    Survey,
    SurveyInvitation,
    SurveyResponse,
    SurveyTemplate,
    SwotCard,
)
from .templates import FilledTemplate, ReportTemplate

__all__ = [
    "FOREVER",
    "TO_PUBLISH",
    "Answer",
    "CountingRules",
    "Dataset",
    "DocumentMark",
    "ExchangeFormat",
    "Extension",
    "Fact",
    "FactCursor",
    "FactState",
    "Figure",
    "FilledTemplate",
    "Indicator",
    "Mode",
    "PublishedAct",
    "Question",
    "Remark",
    "ReportTemplate",
    "ReportingPeriod",
    "RequiredDocument",
    "Sending",
    "SiteCheck",
    "Submission",
    "Survey",
    "SurveyInvitation",
    "SurveyResponse",
    "SurveyTemplate",
    "SwotCard",
    "Target",
    "TypedCount",
]

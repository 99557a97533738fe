"""Nouns: facts, indicators and targets, periods and submissions, surveys, sites, exchange."""

from .exchange import ExchangeFormat, Sending
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

__all__ = [
    "FOREVER",
    "TO_PUBLISH",
    "Answer",
    "CountingRules",
    "DocumentMark",
    "ExchangeFormat",
    "Extension",
    "Fact",
    "FactCursor",
    "FactState",
    "Figure",
    "Indicator",
    "Mode",
    "PublishedAct",
    "Question",
    "Remark",
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

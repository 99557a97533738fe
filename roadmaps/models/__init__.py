"""Nouns: the plan (roadmap, stamps, sections, activities, responsible), the events it waits for, what is counted, its
execution."""

from .counting import CountingRule
from .events import EventBinding
from .execution import Evidence, Occurrence
from .imports import ImportStep, RoadmapImport
from .plan import Activity, ApprovalStamp, DocumentKind, Responsible, Section
from .roadmap import Decision, Roadmap

__all__ = [
    "Activity",
    "ApprovalStamp",
    "CountingRule",
    "Decision",
    "DocumentKind",
    "EventBinding",
    "Evidence",
    "ImportStep",
    "Occurrence",
    "Responsible",
    "Roadmap",
    "RoadmapImport",
    "Section",
]

"""Nouns: the plan (roadmap, stamps, sections, activities, responsible) and its execution (occurrences, evidence)."""

from .execution import Evidence, Occurrence
from .plan import Activity, ApprovalStamp, DocumentKind, Responsible, Section
from .roadmap import Decision, Roadmap

__all__ = [
    "Activity",
    "ApprovalStamp",
    "Decision",
    "DocumentKind",
    "Evidence",
    "Occurrence",
    "Responsible",
    "Roadmap",
    "Section",
]

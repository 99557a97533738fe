"""Nouns: pairs and groups, proposals of the matching, meetings, plans, events, what remains after the end."""

from .closing import Award, CaseStory, GroupReflection, Reflection
from .events import Event, EventFile
from .links import MentorLink
from .matching import MatchRound, MatchRule, Proposal, Unmatched, Wish
from .meetings import Attendance, Meeting
from .pairs import Membership, Pairing
from .plans import IndividualPlan, PlanItem

__all__ = [
    "Attendance",
    "Award",
    "CaseStory",
    "Event",
    "EventFile",
    "GroupReflection",
    "IndividualPlan",
    "MatchRound",
    "MatchRule",
    "Meeting",
    "Membership",
    "MentorLink",
    "Pairing",
    "PlanItem",
    "Proposal",
    "Reflection",
    "Unmatched",
    "Wish",
]

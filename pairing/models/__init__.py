"""Nouns: pairs and groups, proposals of the matching, meetings, plans, events, what remains after the end."""

from .closing import Award, CaseStory, GroupReflection, Reflection
from .events import Event, EventFile
from .links import MentorLink
from .matching import MatchRound, MatchRule, Proposal, Unmatched, Wish
from .meetings import Attendance, Meeting
from .pairs import Membership, PairChange, Pairing
from .plans import IndividualPlan, PlanItem
from .roll_over import ClassMove, PairDecision, RollOver, RollOverStep

__all__ = [
    "Attendance",
    "Award",
    "CaseStory",
    "ClassMove",
    "Event",
    "EventFile",
    "GroupReflection",
    "IndividualPlan",
    "MatchRound",
    "MatchRule",
    "Meeting",
    "Membership",
    "MentorLink",
    "PairChange",
    "PairDecision",
    "Pairing",
    "PlanItem",
    "Proposal",
    "Reflection",
    "RollOver",
    "RollOverStep",
    "Unmatched",
    "Wish",
]

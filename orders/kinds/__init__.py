"""The kinds of orders that are drafted here (domain.md 4.5), one module each: the questions and the proposed text.

A roadmap is approved by an order too, but its words are the roadmap's own (roadmaps/services/decree.py).
"""

from .appoint_curator import KIND as APPOINT_CURATOR
from .approve_programme import KIND as APPROVE_PROGRAMME
from .approve_regulation import KIND as APPROVE_REGULATION
from .assign_pairs import KIND as ASSIGN_PAIRS
from .base import AnnexTable, Facts, Field, OrderKind, Proposal
from .change_pairs import KIND as CHANGE_PAIRS
from .final_event import KIND as FINAL_EVENT
from .implement import KIND as IMPLEMENT
from .mentor_school import KIND as MENTOR_SCHOOL
from .monitoring import KIND as MONITORING
from .other import KIND as OTHER
from .results import KIND as RESULTS
from .reward import KIND as REWARD
from .speller import Corrected, Speller, Used
from .terminate import KIND as TERMINATE
from .working_group import KIND as WORKING_GROUP

KINDS = {
    kind.code: kind
    for kind in (
        IMPLEMENT,
        WORKING_GROUP,
        APPOINT_CURATOR,
        APPROVE_REGULATION,
        APPROVE_PROGRAMME,
        MENTOR_SCHOOL,
        ASSIGN_PAIRS,
        CHANGE_PAIRS,
        TERMINATE,
        MONITORING,
        FINAL_EVENT,
        RESULTS,
        REWARD,
        OTHER,
    )
}

__all__ = ["KINDS", "AnnexTable", "Corrected", "Facts", "Field", "OrderKind", "Proposal", "Speller", "Used"]

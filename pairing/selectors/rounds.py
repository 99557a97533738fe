"""Rounds with their numbers."""

from django.db.models import F, Func, OuterRef, QuerySet, Subquery

from ..models import MatchRound, Proposal, Unmatched


def with_numbers(rounds: QuerySet[MatchRound]) -> QuerySet[MatchRound]:
    """Adds `pairs` (proposals that stand) and `without` (mentees left without a mentor)."""
    return rounds.annotate(pairs=_count(Proposal.objects.filter(is_removed=False)), without=_count(Unmatched.objects))


def _count(rows) -> Subquery:
    counted = rows.filter(round=OuterRef("pk")).order_by().annotate(number=Func(F("pk"), function="COUNT"))
    return Subquery(counted.values("number"))

"""Rounds with their numbers, and the period that pairs are usually made for."""

from datetime import date

from django.db.models import F, Func, OuterRef, QuerySet, Subquery

from core.calendar import SchoolYear

from ..models import MatchRound, Proposal, Unmatched


def last_lesson(start_year: int) -> date:
    """The day on which lessons of a school year usually end."""
    return date(start_year + 1, 5, 31)


def usual_period(today: date) -> dict[str, date]:
    """From today to the end of lessons; in summer to the end of the next school year's."""
    year = SchoolYear.of(today).start_year
    ends_on = last_lesson(year) if today < last_lesson(year) else last_lesson(year + 1)
    return {"starts_on": today, "ends_on": ends_on}


def with_numbers(rounds: QuerySet[MatchRound]) -> QuerySet[MatchRound]:
    """Adds `pairs` (proposals that stand) and `without` (mentees left without a mentor)."""
    return rounds.annotate(pairs=_count(Proposal.objects.filter(is_removed=False)), without=_count(Unmatched.objects))


def _count(rows) -> Subquery:
    counted = rows.filter(round=OuterRef("pk")).order_by().annotate(number=Func(F("pk"), function="COUNT"))
    return Subquery(counted.values("number"))

"""The roadmap's period: as the document names it, or as its deadlines let it be supposed."""

from collections.abc import Sequence
from datetime import date

from ...drafts import SectionDraft, StampDraft
from .dates import LONGEST_PERIOD_YEARS, days_in, years_in

Span = tuple[date, date]
APPROVALS = frozenset(("approve", "approved_by_order"))


def from_approval(period: Span, stamps: Sequence[StampDraft], sections: Sequence[SectionDraft]) -> Span:
    """A plan of several calendar years begins on the day it is approved, unless it plans for earlier days."""
    first, last = period
    approved = min((stamp.date for stamp in stamps if stamp.date and stamp.kind in APPROVALS), default=first)
    planned = min((day for deadline in _deadlines(sections) for day in days_in(deadline)), default=approved)
    begins_with_year = (first.month, first.day) == (1, 1) and first.year == approved.year < last.year
    return (approved, last) if begins_with_year and approved <= planned else period


def from_deadlines(sections: Sequence[SectionDraft]) -> Span | None:
    """The calendar years that the deadlines name."""
    years = {year for deadline in _deadlines(sections) for year in years_in(deadline)}
    if not years or max(years) - min(years) >= LONGEST_PERIOD_YEARS:
        return None
    return date(min(years), 1, 1), date(max(years), 12, 31)


def lies_within(period: Span, sections: Sequence[SectionDraft]) -> bool:
    """Whether any year that the deadlines name is of the period; where they name none, nothing speaks against it."""
    years = {year for deadline in _deadlines(sections) for year in years_in(deadline)}
    return not years or any(period[0].year <= year <= period[1].year for year in years)


def _deadlines(sections: Sequence[SectionDraft]) -> list[str]:
    return [activity.deadline for section in sections for activity in section.activities]

"""The units a frequency counts in: where each one starts and ends within a roadmap."""

from collections.abc import Iterator
from datetime import date, timedelta

from .calendar import Period, add_months, month_end

MONTHS = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
DAY = timedelta(days=1)
# The four school quarters (четверти) as most schools set them; the school's own calendar may shift them by days.
TERMS = ((9, 1, 10, 31), (11, 1, 12, 31), (1, 1, 3, 31), (4, 1, 5, 31))


def spans(unit: str, start: date, end: date, *, period: Period) -> list[tuple[date, date]]:
    """The units that count between start and end, as (first day, last day) cut to that span.

    A unit whose last day lies inside counts, the first one only with at least a quarter of its days. The last one, cut
    off by the end, counts with at least three quarters of them. Where no unit would count, the whole span is one. A
    year is a school year in a roadmap of school years.
    """
    found = []
    for first, last in _units(unit, start, end, period):
        opens, due = max(first, start), min(last, end)
        share = ((due - opens).days + 1) / ((last - first).days + 1)
        if share >= (1 / 4 if due == last else 3 / 4):
            found.append((opens, due))
    return found or [(start, end)]


def _units(unit: str, start: date, end: date, period: Period) -> Iterator[tuple[date, date]]:
    if unit == "day":
        return ((start + DAY * n, start + DAY * n) for n in range((end - start).days + 1))
    if unit == "week":
        monday = start - DAY * start.weekday()
        return ((monday + DAY * n, monday + DAY * (n + 6)) for n in range(0, (end - monday).days + 1, 7))
    if unit == "term":
        return _terms(start, end)
    if period.counts_school_years and unit in ("year", "halfyear"):
        return _school_units(unit, start, end, period)
    return _calendar_units(MONTHS[unit], start, end)


def _calendar_units(months: int, start: date, end: date) -> Iterator[tuple[date, date]]:
    first = date(start.year, (start.month - 1) // months * months + 1, 1)
    while first <= end:
        following = add_months(first, months)
        yield first, following - DAY
        first = following


def _terms(start: date, end: date) -> Iterator[tuple[date, date]]:
    for year in range(start.year, end.year + 1):
        for first_month, first_day, last_month, last_day in TERMS[2:] + TERMS[:2]:
            first, last = date(year, first_month, first_day), date(year, last_month, last_day)
            if last >= start and first <= end:
                yield first, last


def _school_units(unit: str, start: date, end: date, period: Period) -> Iterator[tuple[date, date]]:
    """School years end as the roadmap ends (31 May, 31 August); their first half ends on 31 December."""
    for year in range(period.start.year, period.end.year):
        first = max(date(year, 9, 1), period.start) if year == period.start.year else date(year, 9, 1)
        last = (
            min(month_end(year + 1, period.end.month), period.end)
            if year + 1 == period.end.year
            else date(year + 1, 8, 31)
        )
        halves = [(first, date(year, 12, 31)), (date(year + 1, 1, 1), last)]
        for one in halves if unit == "halfyear" else [(first, last)]:
            if one[1] >= start and one[0] <= end:
                yield one

"""Completing what a phrase leaves unsaid: the year, the kind of year, the first date of what recurs."""

from dataclasses import replace
from datetime import date, timedelta

from .calendar import LAST_YEAR, Period, Workdays
from .items import MonthDay
from .kinds import Dated, Recurring, Window
from .recurrence import Pattern
from .when import Day, When

SCHOOL_HALVES = {6: (Day(9, 1), Day(12, -1)), 12: (Day(1, 1), Day(5, -1))}


def share_years(whens: list[When]) -> list[When]:
    """An enumeration in which a year is said once: «15.09, 20.10, 17.11.2023», «сентябрь, январь 2024»."""
    shared = list(whens)
    for index in range(1, len(shared)):
        shared[index] = _in_another_year(shared[index - 1], shared[index])
    for index in range(len(shared) - 2, -1, -1):
        following = shared[index + 1]
        if not shared[index].year and following.year and not following.is_whole_year:
            later = shared[index].last.order > following.last.order
            shared[index] = shared[index].in_year(following.year - later)
    for index in range(1, len(shared)):
        before = shared[index - 1]
        if not shared[index].year and before.year and not before.is_whole_year:
            shared[index] = shared[index].in_year(min(_year_after(before, shared[index]), LAST_YEAR))
    return shared


def _year_after(before: When, when: When) -> int:
    """The year of a stretch that follows a dated one; beside «июнь 2025» a school year ends in 2025."""
    due = before.bounds()[1]
    if when.whole == "school":
        return due.year + (due.month >= (6 if when.part == "start" else 9))
    return due.year + (when.last.order < before.last.order)


def _in_another_year(before: When, when: When) -> When:
    """«декабрь 2021, 2022 гг.»: a bare year after a dated stretch is the same stretch in that year."""
    if not when.is_single_year or before.whole or not before.year:
        return when
    years = when.last.year - before.bounds()[1].year
    first = before.first and before.first.year and replace(before.first, year=before.first.year + years)
    return replace(before, first=first or before.first, last=replace(before.last, year=when.last.year))


def fitted(when: When, period: Period, *, limit: bool = False) -> When:
    """The stretch by the roadmap's kind of year (halves and «год» may be school ones), narrowed to what is meant."""
    if period.counts_school_years and when.whole == "own":
        when = replace(when, first=Day(9, 1), last=Day(5, -1))
    elif period.counts_school_years and when.whole == "half":
        first, last = SCHOOL_HALVES[when.last.month]
        school = replace(when, first=first.in_year(when.year), last=last.in_year(when.year))
        when = school if not when.year or school.bounds()[1] in period else when
    return when.narrowed(limit=limit)


def settle(when: When, period: Period) -> tuple[Window, bool]:
    """((opens, due), whether the year had to be chosen among several)."""
    if when.year:
        return when.bounds(period.workdays), False
    years = when.years_within(period)
    year = years[0] if years else when.nearest_year(period)
    return when.in_year(year).bounds(period.workdays), len(years) > 1


def yearly(when: When, start: date, end: date, *, limit: bool) -> Recurring | None:
    """The stretch every year: due dates in start..end. None where no rule of ours says it (Easter)."""
    if when.last.easter is not None or when.last.working:
        return None
    last = when.last
    days = (
        () if last.weekday else (-1 if (last.month, last.order[1]) >= (2, 29) and last.month == 2 else last.order[1],)
    )
    pattern = Pattern("YEARLY", (last.month,), days, (last.weekday,) if last.weekday else ())
    if not last.weekday and last.month != 2:
        pattern = replace(pattern, days=(min(days[0], last.on(2001).day),))
    first_due = pattern.first(start)
    template = replace(when, first=when.first and replace(when.first, year=None), last=replace(last, year=None))
    opens, _ = template.in_year(first_due.year).bounds()
    return Recurring(pattern, first_due, end, opens, limit)


def merged(rules: list[Recurring]) -> list[Recurring]:
    """Yearly rules on the same day of different months as one: «1 апреля, 1 июля, 1 октября, 1 января»."""
    first = rules[0] if rules else None
    mergeable = all(
        rule.opens is None
        and rule.pattern.days
        and rule.pattern.days == first.pattern.days
        and rule.limit == first.limit
        for rule in rules
    )
    if len(rules) < 2 or not mergeable:
        return rules
    months = tuple(sorted({month for rule in rules for month in rule.pattern.months}))
    return [
        replace(first, pattern=replace(first.pattern, months=months), first_due=min(rule.first_due for rule in rules))
    ]


def day_of_months(item: MonthDay, start: date, end: date, *, months: tuple[int, ...], workdays: Workdays) -> Recurring:
    """A day of each month (or of some months), with its window's first day if it has one."""
    months = () if item.working else months
    pattern = Pattern("YEARLY" if months else "MONTHLY", months, (item.day,), working=item.working)
    due = pattern.first(start, workdays)
    return Recurring(pattern, due, end, due.replace(day=item.first) if item.first else None, item.limit, workdays)


def after(when: Dated) -> date:
    return when.due + timedelta(days=1)

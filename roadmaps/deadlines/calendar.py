"""Days, months, working days, school years and the roadmap's period: plain date arithmetic."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

FIRST_YEAR, LAST_YEAR = 1990, 2099


class Workdays(Protocol):
    """Tells which days are worked: a production calendar."""

    def is_workday(self, day: date) -> bool: ...


class Weekends:
    """Nothing but Saturdays and Sundays is known to be off."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5


WEEKENDS = Weekends()


@dataclass(frozen=True, slots=True)
class Period:
    """The span of a roadmap, both days included. It gives a missing year and limits what recurs; working days are
    counted by its `workdays`.

    Raises ValueError when it ends before it starts or leaves the years 1990-2099.
    """

    start: date
    end: date
    workdays: Workdays = field(default=WEEKENDS, compare=False, repr=False)

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        if self.start.year < FIRST_YEAR or self.end.year > LAST_YEAR:
            raise ValueError(f"the period must lie within {FIRST_YEAR}-{LAST_YEAR}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def counts_school_years(self) -> bool:
        """Whether «год» means a school year here: the roadmap runs from August or September to a May..August."""
        return self.start.month in (8, 9) and 5 <= self.end.month <= 8 and self.end.year > self.start.year

    @property
    def is_one_school_year(self) -> bool:
        return self.counts_school_years and self.end.year == self.start.year + 1


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> date:
    """The day of a month; a day the month does not have (31 June, -1) is its last one."""
    last = month_end(year, month)
    return last if day < 0 or day > last.day else last.replace(day=day)


def add_months(day: date, count: int) -> date:
    """The same day `count` months on; the last day of a shorter month when there is no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    return day_of(day.year + years, month + 1, day.day)


def add_working_days(day: date, count: int, workdays: Workdays = WEEKENDS) -> date:
    """`count` working days after (before) `day`."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= workdays.is_workday(day)
    return day


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1..5; negative from the end) weekday (Monday is 0) of a month; a missing fifth one is the fourth."""
    days = [row[weekday] for row in calendar.monthcalendar(year, month) if row[weekday]]
    index = nth - 1 if nth > 0 else nth
    return date(year, month, days[max(-len(days), min(index, len(days) - 1))])


def nth_working_day(year: int, month: int, nth: int, workdays: Workdays = WEEKENDS) -> date:
    """The nth (negative from the end) working day of a month; a missing one is the last (the first)."""
    month_days = [date(year, month, number) for number in range(1, month_end(year, month).day + 1)]
    days = list(filter(workdays.is_workday, month_days)) or month_days
    index = nth - 1 if nth > 0 else nth
    return days[max(-len(days), min(index, len(days) - 1))]


def months_between(start: date, end: date) -> Iterator[tuple[int, int]]:
    """Every (year, month) that has a day in start..end."""
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)

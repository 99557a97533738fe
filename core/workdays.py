"""Which days are worked: Saturdays and Sundays are not, except where the production calendar says otherwise.

`WorkCalendar` knows the exceptions it was given and asks nobody; `work_calendar` loads those of a stretch of time in
one query, `StoredCalendar` does so only when it is asked about a day. A five-day week, as public bodies count it: a
term of five working days runs over a working Saturday, and past the New Year holidays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from .models import CalendarDay

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """`off` holds the days off between Monday and Friday, `working` the Saturdays and Sundays that are worked."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    @classmethod
    def of(cls, exceptions: Iterable[tuple[date, bool]]) -> "WorkCalendar":
        """From pairs of a day and whether it is worked."""
        known = dict(exceptions)
        worked = frozenset(day for day, is_worked in known.items() if is_worked)
        return cls(off=frozenset(known) - worked, working=worked)

    def is_workday(self, day: date) -> bool:
        return day in self.working or (day.weekday() < SATURDAY and day not in self.off)

    def next_workday(self, day: date) -> date:
        """The day itself when it is worked, otherwise the first worked one after it. Raises OverflowError."""
        while not self.is_workday(day):
            day += DAY
        return day

    def previous_workday(self, day: date) -> date:
        """The day itself when it is worked, otherwise the last worked one before it. Raises OverflowError."""
        while not self.is_workday(day):
            day -= DAY
        return day

    def add_workdays(self, day: date, number: int) -> date:
        """The `number`-th working day after the day, which does not count itself; before it, when negative.

        Zero gives the day as it is. Raises OverflowError beyond the years that a date can hold.
        """
        step = DAY if number > 0 else -DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def count_workdays(self, starts: date, ends: date) -> int:
        """How many days are worked from one to another, both included."""
        days = (starts + DAY * number for number in range((ends - starts).days + 1))
        return sum(map(self.is_workday, days))


def work_calendar(starts: date, ends: date) -> WorkCalendar:
    """The production calendar from one day to another, both included; outside them only weekends are known."""
    days = CalendarDay.objects.filter(date__range=(starts, ends)).values_list("date", "kind")
    return WorkCalendar.of((day, kind != CalendarDay.Kind.OFF) for day, kind in days)


class StoredCalendar:
    """The production calendar from one day to another, for those who seldom need it: loaded by the first question."""

    def __init__(self, starts: date, ends: date):
        self.starts, self.ends = starts, ends

    def is_workday(self, day: date) -> bool:
        return self._calendar.is_workday(day)

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return work_calendar(self.starts, self.ends)

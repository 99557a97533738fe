"""What repeats: the part of RFC 5545 recurrence rules that deadlines need, and its dates.

Own code rather than dateutil's: a month's missing day means its last one («до 31 числа каждого месяца» is 30 June
too), and nothing is computed before it is asked for. The tests hold it against dateutil wherever both mean the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import WEEKENDS, Workdays, day_of, months_between, nth_weekday, nth_working_day

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Pattern:
    """When something falls due: on these month days, or these weekdays, of these months, or of every week.

    `freq` is YEARLY, MONTHLY or WEEKLY. `days` are month days (-1 is the last one), counted in working days if
    `working`; `weekdays` are (nth, weekday) with Monday 0, nth 0 in a weekly pattern and 1..5 or -1 in another. No
    `months` means all of them. A weekly pattern that is `working` falls on every working day.
    """

    freq: str
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    working: bool = False

    @property
    def rrule(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{nth or ''}{WEEKDAYS[day]}" for nth, day in self.weekdays))
        if self.working and self.days:
            parts.append("BYDAY=" + ",".join(WEEKDAYS[:5]))
        if self.days:
            parts.append(("BYSETPOS=" if self.working else "BYMONTHDAY=") + ",".join(map(str, self.days)))
        return ";".join(parts)

    def dates(self, start: date, end: date, workdays: Workdays = WEEKENDS) -> Iterator[date]:
        """The dates in start..end, in order."""
        if self.freq == "WEEKLY":
            days = (start + timedelta(days=offset) for offset in range((end - start).days + 1))
            wanted = {day for _, day in self.weekdays}
            return (day for day in days if (workdays.is_workday(day) if self.working else day.weekday() in wanted))
        return self._by_month(start, end, workdays)

    def first(self, start: date, workdays: Workdays = WEEKENDS) -> date:
        """The first date on or after `start`."""
        return next(self.dates(start, start + timedelta(days=2 * 366), workdays))

    def _by_month(self, start: date, end: date, workdays: Workdays) -> Iterator[date]:
        for year, month in months_between(start, end):
            if month in (self.months or range(1, 13)):
                yield from (day for day in sorted(self._in_month(year, month, workdays)) if start <= day <= end)

    def _in_month(self, year: int, month: int, workdays: Workdays) -> set[date]:
        if self.working:
            return {nth_working_day(year, month, nth, workdays) for nth in self.days}
        days = {day_of(year, month, day) for day in self.days}
        return days | {nth_weekday(year, month, weekday, nth) for nth, weekday in self.weekdays}

"""What repeats: the part of RFC 5545 recurrence rules that deadlines need, and its dates.

Own code rather than dateutil's: a month's missing day means its last one («до 31 числа каждого месяца» is 30 June
too), and nothing is computed before it is asked for. The tests hold it against dateutil wherever both mean the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import day_of, months_between, nth_weekday

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Pattern:
    """When something falls due: on these month days, or these weekdays, of these months, or of every week.

    `freq` is YEARLY, MONTHLY, WEEKLY or DAILY. `days` are month days (-1 is the last one); `weekdays` are (nth,
    weekday) with Monday 0, nth 0 in a weekly pattern and 1..5 or -1 in a monthly or yearly one. No `months` means all
    of them.
    """

    freq: str
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    interval: int = 1

    @property
    def rrule(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.days)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{nth or ''}{WEEKDAYS[day]}" for nth, day in self.weekdays))
        return ";".join(parts)

    def dates(self, start: date, end: date) -> Iterator[date]:
        """The dates in start..end, in order. `start` is also what an interval is counted from."""
        if self.freq in ("WEEKLY", "DAILY"):
            return self._by_day(start, end)
        return self._by_month(start, end)

    def first(self, start: date) -> date:
        """The first date on or after `start`."""
        reach = timedelta(days=366 * (self.interval + 1))
        return next(self.dates(start, start + reach))

    def _by_day(self, start: date, end: date) -> Iterator[date]:
        wanted = {day for _, day in self.weekdays} or set(range(7))
        for offset in range((end - start).days + 1):
            day = start + timedelta(days=offset)
            period = (day - start).days if self.freq == "DAILY" else (offset + start.weekday()) // 7
            if day.weekday() in wanted and period % self.interval == 0:
                yield day

    def _by_month(self, start: date, end: date) -> Iterator[date]:
        for year, month in months_between(start, end):
            passed = year - start.year if self.freq == "YEARLY" else 12 * (year - start.year) + month - start.month
            if passed % self.interval == 0 and month in (self.months or range(1, 13)):
                for day in sorted(self._in_month(year, month)):
                    if start <= day <= end:
                        yield day

    def _in_month(self, year: int, month: int) -> set[date]:
        days = {day_of(year, month, day) for day in self.days}
        return days | {nth_weekday(year, month, weekday, nth) for nth, weekday in self.weekdays}

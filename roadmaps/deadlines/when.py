"""Calendar stretches as a phrase names them, possibly without a year, and how the roadmap's period completes them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .calendar import FIRST_YEAR, LAST_YEAR, WEEKENDS, Period, Workdays, day_of, nth_weekday, nth_working_day
from .duration import Duration


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar. `day` -1 is the last of the month; `weekday` = (nth, weekday) or `easter` = days after
    it instead; a `working` day is counted in working days.
    """

    month: int
    day: int = 1
    year: int | None = None
    weekday: tuple[int, int] | None = None
    easter: int | None = None
    working: bool = False

    def on(self, year: int, workdays: Workdays = WEEKENDS) -> date:
        if self.easter is not None:
            return orthodox_easter(year) + timedelta(days=self.easter)
        if self.weekday:
            return nth_weekday(year, self.month, self.weekday[1], self.weekday[0])
        if self.working:
            return nth_working_day(year, self.month, self.day, workdays)
        return day_of(year, self.month, self.day)

    @property
    def order(self) -> tuple[int, int]:
        return self.month, self.day if self.day > 0 else 31

    def in_year(self, year: int | None) -> "Day":
        return self if self.year else replace(self, year=year)


# The thirds of a month: its beginning, middle and end
THIRDS = {"start": (1, 10), "middle": (11, 20), "end": (21, -1)}
MIDDLE = 15  # of a month, as a limit: «до середины октября»


@dataclass(frozen=True, slots=True)
class When:
    """From a day to a day; a single day has no `first`.

    `whole` tells a year as such ("year", "school", "own" for the roadmap's kind of year) and a half of one ("half").
    `rough` marks dates that a school's own calendar may shift (holidays, school quarters). `part` is "start", "middle"
    or "end" where only that is meant. `shift` moves the end («за две недели до …»).
    """

    last: Day
    first: Day | None = None
    whole: str = ""
    rough: bool = False
    part: str = ""
    shift: Duration | None = None

    @property
    def year(self) -> int | None:
        return self.last.year or (self.first and self.first.year)

    @property
    def is_whole_year(self) -> bool:
        return self.whole in ("year", "school") and not self.part

    @property
    def is_single_year(self) -> bool:
        """Whether it is one named calendar year and no more: «2023 г.»."""
        return self.is_whole_year and self.whole == "year" and bool(self.year) and self.first.year == self.last.year

    @property
    def crosses_year(self) -> bool:
        return self.first is not None and self.first.order > self.last.order

    @property
    def is_within_a_week(self) -> bool:
        """Whether it is a day or a few days of one month."""
        if self.first is None:
            return True
        return self.first.month == self.last.month and 0 <= self.last.day - self.first.day < 7

    def in_year(self, year: int) -> "When":
        """The same stretch ending in `year`, unless the phrase gives its own."""
        if self.year:
            return self
        first = self.first and replace(self.first, year=year - self.crosses_year)
        return replace(self, first=first, last=replace(self.last, year=year))

    def bounds(self, workdays: Workdays = WEEKENDS) -> tuple[date | None, date]:
        """(opens, due) of a stretch with a year."""
        last_year = self.last.year or self.first.year + self.crosses_year
        due = self.last.on(last_year, workdays)
        due = self.shift.from_day(due, workdays) if self.shift else due
        if self.first is None:
            return None, due
        opens = self.first.on(self.first.year or last_year - self.crosses_year)
        return (opens if opens < due else None), due

    def narrowed(self, *, limit: bool = False) -> "When":
        """Only the part that is meant: a third of a month, a month of something longer; for a limit, the day alone."""
        if not self.part or self.first is None:
            return replace(self, first=None if limit else self.first, part="")
        first, last = self._dated()
        whole_months = first.day == 1 and last.day == -1
        if not whole_months or (limit and self.part != "middle"):
            edge = first if self.part == "start" else last
            return replace(self, first=None, last=edge, part="")
        if (first.month, first.year) == (last.month, last.year):
            days = THIRDS[self.part]
            first, last = replace(first, day=days[0]), replace(last, day=MIDDLE if limit else days[1])
        else:
            first, last = self._edge_month(first, last)
        return replace(self, first=None if limit else first, last=last, part="")

    def _dated(self) -> tuple[Day, Day]:
        """The first and last day, each with a year if either has one."""
        if not self.year:
            return self.first, self.last
        last_year = self.last.year or self.first.year + self.crosses_year
        return self.first.in_year(last_year - self.crosses_year), self.last.in_year(last_year)

    def _edge_month(self, first: Day, last: Day) -> tuple[Day, Day]:
        months = (last.month - first.month) % 12 + 1
        skip = {"start": 0, "middle": (months - 1) // 2, "end": months - 1}[self.part]
        years, month = divmod(first.month - 1 + skip, 12)
        year = first.year and first.year + years
        return Day(month + 1, 1, year), Day(month + 1, -1, year)

    def years_within(self, period: Period) -> list[int]:
        """The years which, given to a stretch without one, put it into the period; the earliest first."""
        found = []
        for year in range(max(FIRST_YEAR + 1, period.start.year), min(LAST_YEAR, period.end.year + 1) + 1):
            opens, due = self.in_year(year).bounds(period.workdays)
            if (opens if opens and self.crosses_year else due) in period:
                found.append(year)
        return found

    def nearest_year(self, period: Period) -> int:
        """The year where no year puts the stretch into the period: its only one, or by the halves of a school year."""
        if self.last.month >= 9 or period.start.year == period.end.year:
            return period.start.year
        return min(period.start.year + 1, LAST_YEAR)


def orthodox_easter(year: int) -> date:
    """Meeus' Julian algorithm, moved to the Gregorian calendar (1900-2099)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)

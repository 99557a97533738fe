"""A length of time as phrases give it: a count of one unit, written as an ISO 8601 duration."""

from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import WEEKENDS, Workdays, add_months, add_working_days

MONTHS = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
ISO_UNITS = {
    "day": (1, "D"),
    "week": (1, "W"),
    "month": (1, "M"),
    "quarter": (3, "M"),
    "halfyear": (6, "M"),
    "year": (1, "Y"),
}


@dataclass(frozen=True, slots=True)
class Duration:
    """`count` units (hour, day, week, month, quarter, halfyear, year); negative: before. `working` counts working
    days.
    """

    count: int
    unit: str
    working: bool = False

    @property
    def iso(self) -> str:
        sign = "-" if self.count < 0 else ""
        if self.unit == "hour":
            return f"{sign}PT{abs(self.count)}H"
        factor, letter = ISO_UNITS[self.unit]
        return f"{sign}P{abs(self.count) * factor}{letter}"

    def from_day(self, day: date, workdays: Workdays = WEEKENDS) -> date:
        """The day this long after (before) `day`; less than a day is the day itself."""
        if self.unit in MONTHS:
            return add_months(day, self.count * MONTHS[self.unit])
        if self.working:
            return add_working_days(day, self.count, workdays)
        days = {"hour": self.count // 24 if self.count > 0 else 0, "day": self.count, "week": 7 * self.count}
        return day + timedelta(days=days[self.unit])

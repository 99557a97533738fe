"""School years, quarters and how dates are said.

A school year runs from 1 September to 31 August (deadlines.md).
"""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that begins on 1 September of `start_year`."""

    start_year: int

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def starts(self) -> date:
        return date(self.start_year, 9, 1)

    @property
    def ends(self) -> date:
        return date(self.start_year + 1, 8, 31)

    def __str__(self) -> str:
        return f"{self.start_year}–{self.start_year + 1}"


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, written "2022Q1"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def starts(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        following = date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)
        return following - timedelta(days=1)

    @property
    def previous(self) -> "Quarter":
        return Quarter.of(self.starts - timedelta(days=1))

    def and_before(self, number: int) -> list["Quarter"]:
        """This one and those before it, `number` in all, the newest first."""
        quarters = [self]
        while len(quarters) < number:
            quarters.append(quarters[-1].previous)
        return quarters

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def long_date(day: date) -> str:
    """«6 июня 2021 г.», as documents write it."""
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year} г."

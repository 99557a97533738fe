"""The eight kinds of rule a deadline phrase is read into (deadlines.md, «The model»)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import ClassVar

from .calendar import WEEKENDS, Period, Workdays, add_months
from .duration import Duration
from .recurrence import Pattern
from .units import spans

Window = tuple[date | None, date]


@dataclass(frozen=True, slots=True)
class Dated:
    """Once: due on a day, or within a window that `opens`. `limit` tells «до 15 апреля» from «15 апреля»."""

    kind: ClassVar[str] = "dated"
    due: date
    opens: date | None = None
    limit: bool = False

    @property
    def start(self) -> date:
        return self.opens or self.due

    def windows(self) -> Iterator[Window]:
        yield self.opens, self.due

    def to_dict(self) -> dict:
        return {"kind": self.kind, "opens": _iso(self.opens), "due": self.due.isoformat()}


@dataclass(frozen=True, slots=True)
class Recurring:
    """Again and again by a pattern, from `first_due` until `until`; `opens` is where the first window opens. Working
    days are those of `workdays`.
    """

    kind: ClassVar[str] = "recurring"
    pattern: Pattern
    first_due: date
    until: date
    opens: date | None = None
    limit: bool = False
    workdays: Workdays = field(default=WEEKENDS, compare=False, repr=False)

    @property
    def rrule(self) -> str:
        return f"{self.pattern.rrule};UNTIL={self.until:%Y%m%d}"

    def windows(self) -> Iterator[Window]:
        for due in self.pattern.dates(self.first_due, self.until, self.workdays):
            yield self._opening(due), due

    def _opening(self, due: date) -> date | None:
        if self.opens is None:
            return None
        months = 12 * (due.year - self.first_due.year) + due.month - self.first_due.month
        return min(add_months(self.opens, months), due)

    def to_dict(self) -> dict:
        opens = _iso(self.opens)
        return {"kind": self.kind, "rrule": self.rrule, "opens": opens, "first_due": self.first_due.isoformat()}


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times a unit, on no named date: one checkpoint per unit, due on its last day.

    `every` is the number of units in one turn («раз в две недели»); `at_least` how long it must go on; `terms` marks a
    «quarter» that is a school one (четверть). Between `start` and `end`.
    """

    kind: ClassVar[str] = "frequency"
    unit: str
    start: date
    end: date
    period: Period = field(repr=False)
    count_min: int = 1
    count_max: int | None = None
    every: int = 1
    at_least: Duration | None = None
    terms: bool = False

    def windows(self) -> Iterator[Window]:
        units = spans("term" if self.terms else self.unit, self.start, self.end, period=self.period)
        for index in range(0, len(units), self.every):
            turn = units[index : index + self.every]
            if len(turn) == self.every or index == 0:
                yield turn[0][0], turn[-1][1]

    def to_dict(self) -> dict:
        return {
            "kind": self.kind,
            "count_min": self.count_min,
            "count_max": self.count_max,
            "unit": self.unit,
            "every": self.every,
            "at_least": self.at_least and self.at_least.iso,
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class _Dateless:
    """A rule that no calendar answers: it is never overdue."""

    def windows(self) -> Iterator[Window]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Continuous(_Dateless):
    """All the time, from a day to a day; reported on at the end."""

    kind: ClassVar[str] = "continuous"
    start: date
    end: date

    def to_dict(self) -> dict:
        return {"kind": self.kind, "from": self.start.isoformat(), "to": self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class Relative(_Dateless):
    """Counted from an event. `event` is in the genitive as the phrase has it, empty where the phrase names none.

    `window` means any time between the event and the offset («в течение месяца после …»); `every` repeats the offset
    («раз в три месяца после …»).
    """

    kind: ClassVar[str] = "relative"
    event: str
    offset: Duration
    window: bool = False
    every: bool = False

    def after(self, happened: date, until: date, workdays: Workdays = WEEKENDS) -> Iterator[Window]:
        """The dates once the event has happened; a repeated one goes on until `until`."""
        opens, due = (happened if self.window else None), self.offset.from_day(happened, workdays)
        if not self.every:
            yield (opens and min(opens, due)), due
            return
        turn = 1
        while due <= until:
            yield (opens and opens + timedelta(days=1) if turn > 1 else opens), due
            turn += 1
            opens, due = (
                due if self.window else None,
                replace(self.offset, count=self.offset.count * turn).from_day(happened, workdays),
            )

    def to_dict(self) -> dict:
        return {
            "kind": self.kind,
            "event": self.event,
            "offset": self.offset.iso,
            "window": self.window,
            "repeats": self.every,
            "working_days": self.offset.working,
        }


@dataclass(frozen=True, slots=True)
class OnDemand(_Dateless):
    """When somebody asks or need arises; `by` is whose request, in the genitive, or empty. `cause` is the phrase's
    own word.
    """

    kind: ClassVar[str] = "on_demand"
    cause: str
    by: str = ""

    def to_dict(self) -> dict:
        return {"kind": self.kind, "cause": self.cause, "by": self.by}


@dataclass(frozen=True, slots=True)
class ExternalPlan(_Dateless):
    """By another document's dates: `document` («по плану», «по отдельному графику») and `whose`, or empty."""

    kind: ClassVar[str] = "external_plan"
    document: str
    whose: str = ""

    def to_dict(self) -> dict:
        return {"kind": self.kind, "document": self.document, "whose": self.whose}


@dataclass(frozen=True, slots=True)
class UntilEvent(_Dateless):
    """Goes on until an event, given in the genitive («нахождения наставника»)."""

    kind: ClassVar[str] = "until_event"
    event: str

    def to_dict(self) -> dict:
        return {"kind": self.kind, "event": self.event}


Rule = Dated | Recurring | Frequency | Continuous | Relative | OnDemand | ExternalPlan | UntilEvent


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

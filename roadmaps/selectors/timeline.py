"""A roadmap by months: what falls due when, one year at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..deadlines import Continuous
from ..models import Activity, Roadmap


@dataclass
class Cell:
    """A month of an activity: the days when something is due with their states, and whether work goes on."""

    month: date
    due: list[tuple[date, str]] = field(default_factory=list)
    runs: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.runs)


@dataclass(frozen=True)
class Line:
    activity: Activity
    cells: list[Cell]


@dataclass(frozen=True)
class Timeline:
    """Twelve months; `years` are all the years of the roadmap as (number for the URL, how it is called)."""

    years: list[tuple[int, str]]
    year: int
    months: list[date]
    lines: list[Line]
    quiet: list[Activity]  # nothing in these months: no dates at all, or in another year


def timeline(roadmap: Roadmap, year: int | None, today: date) -> Timeline:
    """The year asked for, or the one that today lies in; occurrences and plan are to be fetched beforehand."""
    starts = list(_starts(roadmap))
    begun = [start for start in starts if start <= today] or starts[:1]
    first = next((start for start in starts if start.year == year), begun[-1])
    lines = [
        Line(activity, _cells(activity, first, today))
        for section in roadmap.sections.all()
        for activity in section.activities.all()
    ]
    return Timeline(
        years=[
            (start.year, f"{start.year}" if start.month == 1 else f"{start.year}–{start.year + 1}") for start in starts
        ],
        year=first.year,
        months=_months(first),
        lines=[line for line in lines if not all(cell.is_empty for cell in line.cells)],
        quiet=[line.activity for line in lines if all(cell.is_empty for cell in line.cells)],
    )


def _starts(roadmap: Roadmap) -> Iterator[date]:
    """The first day of each year of the roadmap: January, or September for one that keeps to the school year."""
    month = 9 if roadmap.period.counts_school_years else 1
    start = date(roadmap.period_from.year, month, 1)
    while start <= roadmap.period_to:
        yield start
        start = start.replace(year=start.year + 1)


def _months(first: date) -> list[date]:
    return [date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1) for n in range(12)]


def _cells(activity: Activity, first: date, today: date) -> list[Cell]:
    cells = [Cell(month) for month in _months(first)]
    for opens, due, status in _windows(activity, today):
        for cell in cells:
            if status and (cell.month.year, cell.month.month) == (due.year, due.month):
                cell.due.append((due, status))
            elif opens and (opens.year, opens.month) <= (cell.month.year, cell.month.month) <= (due.year, due.month):
                cell.runs = True
    return cells


def _windows(activity: Activity, today: date) -> Iterator[tuple[date | None, date, str]]:
    """(opens, due, state) of all that is dated; work that goes on all the time has no state, since it is not due."""
    occurrences = [each for each in activity.occurrences.all() if each.due]
    if occurrences:
        yield from ((each.opens, each.due, each.status(today)) for each in occurrences)
    elif activity.dates_by_hand:
        yield from ((opens, due, "not_started") for opens, due in activity.hand_dates)
    else:
        yield from ((each.opens, each.due, "not_started") for each in activity.schedule.occurrences())
    if not activity.dates_by_hand:
        yield from ((rule.start, rule.end, "") for rule in activity.schedule.rules if isinstance(rule, Continuous))

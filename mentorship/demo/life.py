"""What people have done by today: activities in every state, with what shows it.

How far an organisation is follows from its temper and the order of the rows alone: the demo of one day is always the
same, and looks lived in on any day.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum

from roadmaps.models import Occurrence, Roadmap
from roadmaps.services import execution

WAIVED = "Мероприятие проведено муниципалитетом для всех организаций, отдельного не требуется."
NOTES = (
    "Справка размещена в папке «Наставничество», передана в методический кабинет.",
    "Протокол заседания рабочей группы подписан.",
    "Размещено на сайте организации, раздел «Наставничество».",
    "Материалы утверждены на методическом совете.",
)


class Temper(Enum):
    """How many of the fallen due are left open: none, one in six, one in three."""

    EXEMPLARY = 0
    STEADY = 6
    LATE = 3


def live_through(roadmap: Roadmap, temper: Temper, *, on: date, by, at: datetime) -> None:
    """Marks what fell due before the day `on`, starts what is coming, waives one thing."""
    occurrences = Occurrence.objects.filter(activity__section__roadmap=roadmap, due__isnull=False)
    rows = list(occurrences.select_related("activity__section__roadmap__organization").order_by("due", "pk"))
    _mark_past([row for row in rows if row.due < on], temper, by=by, at=at)
    for row in [row for row in rows if on <= row.due <= on + timedelta(days=10)][:2]:
        execution.start_occurrence(row, by=by, at=at)


def close_history(roadmap: Roadmap, *, at: datetime) -> None:
    """Marks everything dated of a roadmap of past years: it was carried out and reported on."""
    rows = Occurrence.objects.filter(activity__section__roadmap=roadmap, due__isnull=False)
    dated = rows.select_related("activity__section__roadmap__organization").order_by("due", "pk")
    _mark_past(dated, Temper.EXEMPLARY, by=None, at=at)


def _mark_past(rows: Iterable[Occurrence], temper: Temper, *, by, at: datetime) -> None:
    for number, row in enumerate(rows, start=1):
        if temper.value and number % temper.value == 0:
            continue
        if number == 5:
            execution.waive_occurrence(row, reason=WAIVED, by=by, at=at)
            continue
        for _time in range(row.needed):
            done_on = min(row.due - timedelta(days=number % 6), at.date())
            note = execution.EvidenceDraft(note=NOTES[number % len(NOTES)])
            execution.mark_done(row, done_on=done_on, by=by, at=at, evidence=note)

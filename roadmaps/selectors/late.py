"""What a roadmap leaves undone: to be proposed again when it is rolled over."""

from dataclasses import dataclass
from datetime import date

from ..models import Activity, Occurrence, Roadmap


@dataclass(frozen=True)
class LateRow:
    """An activity with the days by which it should have been done and was not."""

    activity: Activity
    dues: tuple[date, ...]


def late_rows(roadmap: Roadmap, on: date) -> list[LateRow]:
    """The activities with something overdue on the day, in the order of the plan."""
    overdue = Occurrence.objects.filter(activity__section__roadmap=roadmap).overdue(on).select_related("activity")
    dues: dict[Activity, list[date]] = {}
    for occurrence in overdue.order_by("activity__section__position", "activity__position", "due"):
        dues.setdefault(occurrence.activity, []).append(occurrence.due)
    return [LateRow(activity, tuple(days)) for activity, days in dues.items()]

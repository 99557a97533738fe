"""Who waits for what: activities of roadmaps in force, and the events of one activity in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from ..events import binding_in_words
from ..models import Activity, EventBinding, Roadmap

FORGOTTEN_AFTER = timedelta(weeks=8)  # after the period nobody plans by it any more


def waiting_activities(on: date) -> QuerySet[Activity]:
    """The activities of roadmaps in force that wait for an event, or whose event may yet move."""
    return with_events(
        Activity.objects.filter(
            events__isnull=False,
            section__roadmap__state=Roadmap.State.APPROVED,
            section__roadmap__period_to__gte=on - FORGOTTEN_AFTER,
        ).distinct()
    )


def waiting_for(activity: Activity) -> QuerySet[Activity]:
    """The activities of the same roadmap that wait for this one to be done."""
    waiting = Activity.objects.filter(
        section__roadmap=activity.section.roadmap_id, events__source="activity", events__parameter=str(activity.uid)
    )
    return with_events(waiting)


def with_events(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """The activities with what noticing an event needs."""
    return activities.select_related("section__roadmap__organization").prefetch_related("events")


@dataclass(frozen=True)
class Awaited:
    """An event of a deadline: as the phrase has it, and what it is tied to (None: nobody has said yet)."""

    activity: Activity
    event: str
    binding: EventBinding | None

    @property
    def said(self) -> str:
        """What it is tied to, in words."""
        return binding_in_words(self.activity, self.binding) if self.binding else ""

    @property
    def is_open(self) -> bool:
        """Still to happen, as far as anybody can tell."""
        return self.binding is None or self.binding.happened_on is None


def awaited_by(activity: Activity) -> list[Awaited]:
    """The events that the deadline speaks of; none where the dates were set by hand."""
    if activity.dates_by_hand:
        return []
    bound = {binding.event: binding for binding in activity.events.all()}
    return [Awaited(activity, event, bound.get(event)) for event in activity.schedule.events]

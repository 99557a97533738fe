"""Has it happened yet? The day of each awaited event, looked up in what the product records."""

from collections.abc import Iterable

from ..events import happened_on
from ..models import Activity, EventBinding


def settle(activities: Iterable[Activity]) -> list[Activity]:
    """Keeps the day of every event that the activities wait for; returns those whose day has come, moved or gone.

    The activities are fetched with `events` and `section__roadmap`.
    """
    changed, moved = [], []
    for activity in activities:
        stale = [binding for binding in activity.events.all() if _look_up(activity, binding)]
        changed += [activity] if stale else []
        moved += stale
    EventBinding.objects.bulk_update(moved, ["happened_on"])
    return changed


def _look_up(activity: Activity, binding: EventBinding) -> bool:
    """Brings the binding up to date; whether that changed its day."""
    known, binding.happened_on = binding.happened_on, happened_on(activity, binding)
    return binding.happened_on != known

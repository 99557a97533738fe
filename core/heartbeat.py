"""Signs of life of the background work: a row for each queue and each job of the timetable, with its last time.

That of a queue is written each minute by a worker of the queue: it has come all the way from the timetable through the
broker, which a ping to the worker does not prove.
"""

from datetime import datetime

from .models import Heartbeat


def record_heartbeat(name: str, *, at: datetime) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})


def heartbeats() -> dict[str, datetime]:
    """When each was last seen; one that never was is not there."""
    return dict(Heartbeat.objects.values_list("name", "at"))

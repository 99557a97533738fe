"""The sign of life of the background work: one row, written each minute by a worker, read by the readiness check."""

from datetime import datetime

from .models import Heartbeat

WORKER = "worker"


def record_heartbeat(*, at: datetime) -> None:
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": at})


def last_heartbeat() -> datetime | None:
    """When a worker last wrote; None before the first time."""
    return Heartbeat.objects.filter(name=WORKER).values_list("at", flat=True).first()

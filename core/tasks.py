"""Background work of the mechanisms themselves."""

from celery import shared_task
from django.utils import timezone

from .heartbeat import record_heartbeat


@shared_task(name="core.beat_heart")
def beat_heart(queue: str) -> None:
    record_heartbeat(queue, at=timezone.now())

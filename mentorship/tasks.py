"""What every worker does besides its tasks; loaded with them, when the tables are known."""

from celery import Task
from celery.signals import task_success
from django.utils import timezone

from core.heartbeat import record_heartbeat

from .celery import TIMETABLE


@task_success.connect
def note_sweep(sender: Task, **kwargs) -> None:
    """When each job of the timetable was last done, for the page of the product's state."""
    if sender.name in TIMETABLE:
        record_heartbeat(sender.name, at=timezone.now())

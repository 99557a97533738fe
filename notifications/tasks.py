"""Three-line wrappers: the clock is read here, the services do the rest."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from . import services

LONGEST = timedelta(minutes=4)  # well within the time limit of a task; the next run goes on


@shared_task(name="notifications.remind")
def remind() -> None:
    services.tell_by_timetable(at=timezone.now())


@shared_task(name="notifications.send_letters")
def send_letters() -> None:
    """Sends what is ready, with whatever has been told since the last sweep; each batch with a fresh clock."""
    started = timezone.now()
    services.plan_deliveries(at=started)
    while services.deliver_batch(at=timezone.now()) and timezone.now() - started < LONGEST:
        pass

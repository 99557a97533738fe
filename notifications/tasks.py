"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="notifications.remind")
def remind() -> None:
    services.sweep(timezone.localdate(), at=timezone.now())


@shared_task(name="notifications.send_letters")
def send_letters() -> None:
    services.deliver_waiting(at=timezone.now())

"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from .selectors.events import waiting_activities
from .services.events import notice_events


@shared_task(name="roadmaps.bind_events")
def bind_events() -> None:
    notice_events(waiting_activities(timezone.localdate()), at=timezone.now())

"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from .services.survey_letters import send_due_links


@shared_task(name="monitoring.send_links")
def send_links() -> None:
    send_due_links(at=timezone.now())

"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from .services.facts import count_stale, forget_counts
from .services.survey_letters import send_due_links


@shared_task(name="monitoring.send_links")
def send_links() -> None:
    send_due_links(at=timezone.now())


@shared_task(name="monitoring.count_stale")
def count_stale_facts() -> None:
    count_stale(at=timezone.now())


@shared_task(name="monitoring.count_all")
def count_all_facts() -> None:
    forget_counts()
    count_stale(at=timezone.now())

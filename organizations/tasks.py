"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from .services.letters import send_due_invitations


@shared_task(name="organizations.send_invitations")
def send_invitations() -> None:
    send_due_invitations(at=timezone.now())

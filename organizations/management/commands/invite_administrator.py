"""Lets the first administrator of the whole system in: `manage.py invite_administrator anna@example.ru`.

Everybody else is invited in the browser. The link is printed, since letters may not work yet.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from organizations.models import Invitation, Role
from organizations.services.invitations import invite_person


class Command(BaseCommand):
    help = "Invites an administrator of the whole system and prints the link."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email: str, **options):
        try:
            validate_email(email)
            invitation = Invitation(email=email, role=Role.ADMINISTRATOR)
            invite_person(invitation, by=None, at=timezone.localtime())
        except (Refused, ValidationError) as error:
            raise CommandError(getattr(error, "message", None) or str(error)) from error
        self.stdout.write(settings.SITE_URL.rstrip("/") + reverse("organizations:accept", args=[invitation.token]))

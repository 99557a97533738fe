"""What the curators of an institution are told at once; titles call people by number (core/audit.py)."""

from datetime import datetime

from django.utils import timezone

from notifications.services import Reminder, announce
from organizations.models import Membership, Organization, Role


def tell_curators(
    organization: Organization, *, kind: str, subject: str, title: str, text: str, url: str, at: datetime
) -> None:
    """Puts it into the inbox of every curator; the same subject is told once a day."""
    curators = Membership.objects.current().filter(organization=organization).with_role(Role.CURATOR)
    day = timezone.localdate(at)
    announce(
        [
            Reminder(kind, subject, user_id, organization.pk, day, title, text, url)
            for user_id in curators.values_list("user_id", flat=True).distinct()
        ],
        at=at,
    )

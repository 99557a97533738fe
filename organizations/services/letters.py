"""Letters of invitation. The invitation itself is the row of the letter; a worker claims it by a conditional UPDATE.

Claiming pushes `letter_due_at` a quarter of an hour on: a worker that dies is made up for by the next sweep, and any
number of workers sends the letter once. A failed one is tried again after growing pauses and given up visibly.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from ..models import Invitation

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))


def send_due_invitations(*, at: datetime) -> int:
    """Sends every letter of invitation that is due; how many this call has sent."""
    due = Invitation.objects.pending(at).filter(letter_due_at__lte=at).select_related("organization", "invited_by")
    return sum(_send(invitation, at) for invitation in due.order_by("pk"))


def _send(invitation: Invitation, at: datetime) -> bool:
    if not _replace_due(invitation, at + LEASE, attempts=invitation.attempts + 1):
        return False  # another worker has it
    try:
        _compose(invitation).send()
    except (OSError, smtplib.SMTPException) as error:
        _put_off(invitation, type(error).__name__, at)
        return False
    return _replace_due(invitation, None, sent_at=at, error="")


def _replace_due(invitation: Invitation, due_at: datetime | None, **values) -> bool:
    """Moves the letter on from the moment that we read, unless somebody else has; the instance follows."""
    seen = Invitation.objects.open().filter(pk=invitation.pk, letter_due_at=invitation.letter_due_at)
    values["letter_due_at"] = due_at
    updated = seen.update(**values)
    for name, value in values.items():
        setattr(invitation, name, value)
    return bool(updated)


def _put_off(invitation: Invitation, reason: str, at: datetime) -> None:
    """`reason` is the kind of the error: its text may hold addresses."""
    log.warning("invitation %s not sent: %s, attempt %s", invitation.pk, reason, invitation.attempts)
    again = invitation.attempts <= len(PAUSES)
    _replace_due(invitation, at + PAUSES[invitation.attempts - 1] if again else None, error=reason)


def _compose(invitation: Invitation) -> EmailMultiAlternatives:
    context = {"invitation": invitation, "site": settings.SITE_URL.rstrip("/")}
    place = invitation.organization.short_name if invitation.organization else "вся система"
    message = EmailMultiAlternatives(
        subject=" ".join(f"Приглашение: {invitation.get_role_display()}, {place}".split()),
        body=render_to_string("organizations/invitation_letter.txt", context),
        to=[invitation.email],
    )
    message.attach_alternative(render_to_string("organizations/invitation_letter.html", context), "text/html")
    return message

"""Letters with mentors' links. The link is the row of its letter; a worker claims it by a conditional UPDATE.

The token is made when the letter is written and is in nothing but the letter: each attempt makes another one. Claiming
pushes `letter_due_at` a quarter of an hour on, so that the next sweep makes up for a worker that died; a letter that
fails is tried again after growing pauses and given up visibly.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from organizations.selectors import zone_of
from participants.selectors.blocking import unblocked

from ..models import MentorLink
from .links import digest, new_token

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))


def address_of(token: str) -> str:
    """The full address of the page behind the link."""
    return settings.SITE_URL.rstrip("/") + reverse("mentor:page", args=[token])


def send_due_links(*, at: datetime) -> int:
    """Sends every letter with a link that is due; how many this call has sent."""
    due = unblocked(MentorLink.objects.open(at), "mentor__person").filter(letter_due_at__lte=at)
    return sum(_send(link, at) for link in due.select_related("mentor__person__organization").order_by("pk"))


def _send(link: MentorLink, at: datetime) -> bool:
    token = new_token()
    if not _replace_due(link, at + LEASE, attempts=link.attempts + 1, token_digest=digest(token)):
        return False  # another worker has it, or it has been revoked
    try:
        _compose(link, token).send()
    except (OSError, smtplib.SMTPException) as error:
        _put_off(link, type(error).__name__, at)
        return False
    return _replace_due(link, None, letter_sent_at=at, error="")


def _replace_due(link: MentorLink, due_at: datetime | None, **values) -> bool:
    """Moves the letter on from the moment that we read, unless somebody else has; the instance follows."""
    seen = MentorLink.objects.filter(pk=link.pk, revoked_at=None, letter_due_at=link.letter_due_at)
    values["letter_due_at"] = due_at
    updated = seen.update(**values)
    for name, value in values.items():
        setattr(link, name, value)
    return bool(updated)


def _put_off(link: MentorLink, reason: str, at: datetime) -> None:
    """`reason` is the kind of the error: its text may hold addresses."""
    log.warning("mentor's link %s not sent: %s, attempt %s", link.pk, reason, link.attempts)
    again = link.attempts <= len(PAUSES)
    _replace_due(link, at + PAUSES[link.attempts - 1] if again else None, error=reason)


def _compose(link: MentorLink, token: str) -> EmailMessage:
    """Nobody but the mentor is named: the letter lies in a mailbox for years."""
    context = {"person": link.mentor.person, "link": link, "address": address_of(token)}
    with timezone.override(zone_of(link.organization)):
        body = render_to_string("pairing/mentor/letter.txt", context)
    return EmailMessage(
        subject=" ".join(f"Страница наставника: {link.organization.short_name}".split()),
        body=body,
        to=[link.mentor.person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )

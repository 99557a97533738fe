"""Letters with personal links to surveys. The invitation is the row of its letter, claimed by a conditional UPDATE.

The token is made when the letter is written and is in nothing but the letter. Claiming pushes `letter_due_at` a
quarter of an hour on, so that the next sweep makes up for a worker that died; after growing pauses a letter is given
up visibly.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from organizations.selectors import zone_of
from participants.selectors.blocking import unblocked

from ..models import Survey, SurveyInvitation
from .survey_links import address_of, digest, new_token

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))


def send_due_links(*, at: datetime) -> int:
    """Sends every letter that is due for a survey that has not ended; how many this call has sent."""
    open_now = Survey.objects.filter(closed_at=None, closes_on__gte=timezone.localdate(at))
    rows = SurveyInvitation.objects.filter(letter_due_at__lte=at, answered_on=None, survey__in=open_now)
    due = unblocked(rows, "participation__person").select_related("participation__person", "survey__organization")
    return sum(_send(invitation, at) for invitation in due.order_by("pk"))


def _send(invitation: SurveyInvitation, at: datetime) -> bool:
    token = new_token()
    attempts = invitation.attempts + 1
    if not _replace_due(invitation, at + LEASE, attempts=attempts, token_digest=digest(token)):
        return False  # another worker has it, or slips have been printed
    try:
        _compose(invitation, token).send()
    except (OSError, smtplib.SMTPException) as error:
        _put_off(invitation, type(error).__name__, at)
        return False
    return _replace_due(invitation, None, letter_sent_at=at, error="")


def _replace_due(invitation: SurveyInvitation, due_at: datetime | None, **values) -> bool:
    """Moves the letter on from the moment that we read, unless somebody else has; the instance follows."""
    seen = SurveyInvitation.objects.filter(pk=invitation.pk, letter_due_at=invitation.letter_due_at)
    values["letter_due_at"] = due_at
    updated = seen.update(**values)
    for name, value in values.items():
        setattr(invitation, name, value)
    return bool(updated)


def _put_off(invitation: SurveyInvitation, reason: str, at: datetime) -> None:
    """`reason` is the kind of the error: its text may hold addresses."""
    log.warning("letter of survey invitation %s not sent: %s", invitation.pk, reason)
    again = invitation.attempts <= len(PAUSES)
    _replace_due(invitation, at + PAUSES[invitation.attempts - 1] if again else None, error=reason)


def _compose(invitation: SurveyInvitation, token: str) -> EmailMessage:
    survey, person = invitation.survey, invitation.participation.person
    with timezone.override(zone_of(survey.organization)):
        body = render_to_string(
            "monitoring/survey_letter.txt", {"person": person, "survey": survey, "address": address_of(token)}
        )
    return EmailMessage(
        subject=" ".join(f"Анкета программы наставничества: {survey.organization.short_name}".split()),
        body=body,
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )

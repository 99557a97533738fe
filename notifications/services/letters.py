"""Letters: one a day to a person, gathered from what they have not been written about yet.

A letter is a row before it is an e-mail. A worker claims it by a conditional UPDATE, reads what it holds, sends it and
marks it sent; any number of workers sends it once. A failed one is tried again after growing pauses and given up
visibly.
"""

import logging
import smtplib
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.audit import record
from core.states import StateConflict, move

from ..models import Letter, Notification

log = logging.getLogger(__name__)

# In words for the administrator; the text of a mail error may hold addresses. The first that fits counts.
REASONS = (
    (smtplib.SMTPRecipientsRefused, _("the mail server does not accept the address")),
    (smtplib.SMTPAuthenticationError, _("the mail server does not accept our sign-in")),
    (smtplib.SMTPServerDisconnected, _("the mail server does not answer")),
    (smtplib.SMTPException, _("the mail server refused the letter")),
    (OSError, _("the mail server does not answer")),
)
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
CUT_OFF = timedelta(minutes=15)  # a letter claimed longer ago than this was left by a worker that died


def gather_letters(on: date) -> None:
    """Gives everybody with unread notifications the letter of the day; what comes after its sending waits a day, and
    what is read before it is written about needs no letter.
    """
    unwritten = Notification.objects.unread().filter(letter=None, recipient__is_active=True)
    recipients = list(unwritten.order_by().values_list("recipient_id", flat=True).distinct())
    Letter.objects.bulk_create(
        [Letter(recipient_id=recipient, on=on) for recipient in recipients], batch_size=500, ignore_conflicts=True
    )
    for start in range(0, len(recipients), 500):
        _fill(recipients[start : start + 500], on)


@transaction.atomic
def _fill(recipients: list[int], on: date) -> None:
    """Locks the waiting letters, so that none is claimed while notifications are being put into it."""
    letters = Letter.objects.waiting().select_for_update().filter(recipient__in=recipients, on=on).order_by("pk")
    for letter in letters:
        unwritten = Notification.objects.unread().filter(recipient_id=letter.recipient_id, letter=None)
        unwritten.update(letter=letter)


def deliver_waiting(*, at: datetime) -> list[Letter]:
    """Sends every letter whose time has come; those that this call has sent."""
    _release_cut_off(at)
    ready = Letter.objects.waiting().filter(Q(not_before=None) | Q(not_before__lte=at)).select_related("recipient")
    return [letter for letter in ready.order_by("pk").iterator(chunk_size=200) if _deliver(letter, at=at)]


@transaction.atomic
def retry_letter(letter: Letter, *, by, at: datetime) -> None:
    """Puts a letter that was given up back into the queue. Raises ForbiddenMove when it was not given up."""
    move(letter, Letter.State.WAITING, attempts=0, not_before=None, error="")
    record("letter.retried", letter, by=by, at=at, scope=by.scope_path or "")


def _release_cut_off(at: datetime) -> None:
    Letter.objects.filter(state=Letter.State.SENDING, claimed_at__lt=at - CUT_OFF).update(state=Letter.State.WAITING)


def _deliver(letter: Letter, *, at: datetime) -> bool:
    try:
        move(letter, Letter.State.SENDING, claimed_at=at, attempts=letter.attempts + 1)
    except StateConflict:
        return False  # another worker has it
    try:
        _compose(letter).send()
    except (OSError, smtplib.SMTPException) as error:
        _put_off(letter, error, at=at)
        return False
    move(letter, Letter.State.SENT, sent_at=at, error="")
    return True


def _put_off(letter: Letter, error: Exception, *, at: datetime) -> None:
    reason = next(str(words) for kind, words in REASONS if isinstance(error, kind))
    log.warning("letter %s not sent: %s, attempt %s", letter.pk, type(error).__name__, letter.attempts)
    if letter.attempts > len(PAUSES):
        move(letter, Letter.State.FAILED, error=reason)
    else:
        move(letter, Letter.State.WAITING, not_before=at + PAUSES[letter.attempts - 1], error=reason)


def _compose(letter: Letter) -> EmailMultiAlternatives:
    notifications = list(letter.notifications.select_related("organization").order_by("pk"))
    context = {"letter": letter, "notifications": notifications, "site": settings.SITE_URL.rstrip("/")}
    message = EmailMultiAlternatives(
        subject=_subject(letter, notifications),
        body=render_to_string("notifications/letter.txt", context),
        to=[letter.recipient.email],
        headers={"Message-ID": f"<letter-{letter.pk}@{settings.SITE_URL.split('//')[-1].split(':')[0].strip('/')}>"},
    )
    message.attach_alternative(render_to_string("notifications/letter.html", context), "text/html")
    return message


def _subject(letter: Letter, notifications: list[Notification]) -> str:
    """The one thing the letter is about, or how many there are."""
    if len(notifications) == 1:
        return " ".join(notifications[0].title.split())
    count = len(notifications)
    said = ngettext("%(count)s notification for %(day)s", "%(count)s notifications for %(day)s", count)
    return said % {"count": count, "day": f"{letter.on:%d.%m.%Y}"}

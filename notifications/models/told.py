"""Nouns: notifications (what a person must hear) and letters (how they hear it by e-mail)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models import Membership, Organization


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Letters to people of the organisations that the person's present membership covers."""
        scope = getattr(user, "scope_path", None)
        if scope is None:
            return self.none()
        if not scope:
            return self.all()
        members = Membership.objects.filter(organization__path__startswith=scope)
        return self.filter(recipient__in=members.values("user"))

    def waiting(self):
        return self.filter(state=Letter.State.WAITING)


class Letter(models.Model):
    """One e-mail a day to a person: a row first, claimed by a conditional UPDATE, sent once."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("letter", "waiting")
        SENDING = "sending", pgettext_lazy("letter", "being sent")
        SENT = "sent", pgettext_lazy("letter", "sent")
        FAILED = "failed", pgettext_lazy("letter", "not sent")

    MOVES = {
        State.WAITING: {State.SENDING},
        State.SENDING: {State.SENT, State.WAITING, State.FAILED},
        State.FAILED: {State.WAITING},
    }

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters", verbose_name=_("recipient")
    )
    on = models.DateField(_("for the day"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("why it was not sent"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "on"], name="letter_one_a_day")]

    def __str__(self):
        return f"{self.recipient} {self.on}"


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only."""
        return self.filter(recipient_id=user.pk) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)


class Notification(models.Model):
    """One thing one person must hear. (kind, subject, recipient, moment) is its key: it is never said twice."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications", verbose_name=_("recipient")
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    kind = models.CharField(_("kind"), max_length=64)
    subject = models.CharField(_("subject"), max_length=64, help_text='"<model>:<number>"')
    moment = models.DateField(_("planned for"))
    title = models.CharField(_("title"), max_length=300)
    text = models.CharField(_("text"), max_length=1000, blank=True)
    url = models.CharField(_("address"), max_length=300)
    created_at = models.DateTimeField(_("created"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    planned_at = models.DateTimeField(_("channels decided"), null=True, blank=True, db_index=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="notifications", verbose_name=_("letter")
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "subject", "moment"], name="notification_told_once")
        ]
        indexes = [models.Index(fields=["recipient", "read_at"])]

    def __str__(self):
        return self.title

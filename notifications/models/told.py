"""Notifications: what a person must hear. Each stands in the inbox; what leaves the product is a Delivery."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only."""
        return self.filter(recipient_id=user.pk) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def unplanned(self):
        """Those whose channels have not been decided on yet."""
        return self.filter(planned_at=None)


class Notification(models.Model):
    """One thing one person must hear. (kind, subject, recipient, moment) is its key: it is never said twice."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications", verbose_name=_("recipient")
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    kind = models.CharField(_("kind"), max_length=64)
    subject = models.CharField(_("subject"), max_length=64, help_text='"<model>:<number>"')
    moment = models.DateField(_("planned for"))
    due = models.DateField(_("due"), null=True, blank=True, help_text="the deadline of what it speaks of")
    title = models.CharField(_("title"), max_length=300)
    text = models.CharField(_("text"), max_length=1000, blank=True)
    url = models.CharField(_("address"), max_length=300)
    created_at = models.DateTimeField(_("created"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    planned_at = models.DateTimeField(_("channels decided"), null=True, blank=True, db_index=True)
    taken_out = models.BooleanField(_("taken out of a message before it left"), default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            # In this order the sweep finds what it has told before by the things that are due.
            models.UniqueConstraint(fields=["subject", "moment", "kind", "recipient"], name="notification_told_once")
        ]
        indexes = [models.Index(fields=["recipient", "read_at"])]

    def __str__(self):
        return self.title

"""Deliveries: what leaves the product, a row before it is sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models import Membership

from .told import Notification


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Deliveries to people of the organisations that the person's present membership covers."""
        scope = getattr(user, "scope_path", None)
        if scope is None:
            return self.none()
        if not scope:
            return self.all()
        members = Membership.objects.within(scope)
        return self.filter(recipient__in=members.values("user"))

    def waiting(self):
        return self.filter(state=Delivery.State.WAITING)


class Delivery(models.Model):
    """One message of one channel to one person; claimed by a conditional UPDATE, sent once.

    `key` says what it is: "digest:<day>" gathers a day of the recipient, "now:<number>" carries one urgent
    notification. (recipient, channel, key) is unique, so that a second sweep, scheduler or machine adds nothing.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "waiting")
        SENDING = "sending", pgettext_lazy("delivery", "being sent")
        SENT = "sent", pgettext_lazy("delivery", "sent")
        FAILED = "failed", pgettext_lazy("delivery", "not sent")
        NEEDLESS = "needless", pgettext_lazy("delivery", "not needed")

    MOVES = {
        State.WAITING: {State.SENDING},
        State.SENDING: {State.SENT, State.WAITING, State.FAILED, State.NEEDLESS},
        State.FAILED: {State.WAITING},
    }

    channel = models.CharField(_("channel"), max_length=16, help_text="code of a channel: notifications/channels")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliveries", verbose_name=_("recipient")
    )
    key = models.CharField(max_length=40, editable=False)
    not_before = models.DateTimeField(_("not before"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("why it was not sent"), max_length=300, blank=True)
    notifications = models.ManyToManyField(
        Notification, through="DeliveryItem", related_name="deliveries", verbose_name=_("notifications")
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-not_before", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "channel", "key"], name="delivery_once")]
        indexes = [models.Index(fields=["state", "not_before"])]

    def __str__(self):
        return f"{self.recipient} {self.channel} {self.key}"


class DeliveryItem(models.Model):
    """A notification within a delivery: through one channel a person hears a thing once."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="items")
    notification = models.ForeignKey(Notification, models.CASCADE, related_name="items")
    channel = models.CharField(max_length=16, editable=False)

    class Meta:
        verbose_name = _("item of a delivery")
        verbose_name_plural = _("items of deliveries")
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="notification_once_a_channel")]

    def __str__(self):
        return f"{self.delivery_id}: {self.notification_id}"

"""The private calendar of a person, read by their calendar program."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from organizations.models import Membership, Organization


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def in_force(self):
        """Not revoked, of people who may sign in and hold a role."""
        return self.filter(Exists(Membership.objects.current().filter(user=OuterRef("user"))), revoked_at=None)


class CalendarFeed(models.Model):
    """A private address of the calendar: only a digest of its token is kept, a revoked one answers as unknown."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds", verbose_name=_("person")
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_read_at = models.DateTimeField(_("last read"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at=None), name="calendar_feed_one_in_force"
            )
        ]

    def __str__(self):
        return f"{self.user} {self.created_at:%Y-%m-%d}"


class CalendarItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class CalendarItem(models.Model):
    """What a calendar program was last told of an event: a change is a new SEQUENCE of the same UID (RFC 5545).

    Its title and day are kept so that it can be called off by name after the plan has dropped it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_items")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    uid = models.CharField(max_length=150)
    title = models.CharField(max_length=300)
    day = models.DateField()
    url = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar item")
        verbose_name_plural = _("calendar items")
        constraints = [models.UniqueConstraint(fields=["user", "uid"], name="calendar_item_once")]

    def __str__(self):
        return self.uid

"""The tables that every app writes to or reads: the audit trail, stored files, the production calendar, the sign of
life of background work.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .revisions import Revisioned
from .tenancy import tenant_manager


class AuditEntry(models.Model):
    """One thing that somebody did. Names are copied in, so that the entry outlives its subject; never changed."""

    at = models.DateTimeField(_("when"), db_index=True)
    verb = models.CharField(_("what"), max_length=64, db_index=True, help_text="<model>.<past participle>")
    actor_id = models.BigIntegerField(_("actor number"), null=True)
    actor_name = models.CharField(_("who"), max_length=200, help_text="empty when the product did it by itself")
    scope = models.CharField(_("organisation path"), max_length=64, db_index=True)
    subject_type = models.CharField(_("kind of subject"), max_length=64)
    subject_id = models.CharField(_("subject number"), max_length=64)
    subject_label = models.CharField(_("subject"), max_length=300)
    changes = models.JSONField(_("changes"), default=dict, blank=True)

    objects = tenant_manager("scope")

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_label}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An audit entry is never deleted.")


def _storage_name(instance: "StoredFile", filename: str) -> str:
    return f"{instance.key.hex[:2]}/{instance.key.hex}"


class StoredFile(models.Model):
    """A file kept for ever as it came: private, hashed, its name only for display. See core/files.py."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.CharField(_("organisation path"), max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(_("content type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.FileField(_("content"), upload_to=_storage_name)
    stored_at = models.DateTimeField(_("stored at"))
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("stored by")
    )

    objects = tenant_manager("scope")

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["-pk"]

    def __str__(self):
        return self.name


class CalendarDay(Revisioned):
    """A day on which the production calendar departs from five days of work and two of rest. See core/workdays.py.

    One calendar for the whole country, kept by the administrator; it belongs to no organisation.
    """

    class Kind(models.TextChoices):
        OFF = "off", _("day off")
        WORKING = "working", _("working weekend day")
        SHORTENED = "shortened", _("shortened working day")

    date = models.DateField(
        _("day"), unique=True, error_messages={"unique": _("This day is in the calendar already. Change it there.")}
    )
    kind = models.CharField(_("kind of day"), max_length=16, choices=Kind)
    title = models.CharField(_("what it is"), max_length=200)

    class Meta:
        verbose_name = _("day of the production calendar")
        verbose_name_plural = _("production calendar")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%d.%m.%Y} {self.title}"


class Heartbeat(models.Model):
    """When a queue last showed life, when a job of the timetable was last done. See core/heartbeat.py."""

    name = models.CharField(_("queue or job"), max_length=64, primary_key=True)
    at = models.DateTimeField(_("last seen at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"

"""Events of the programme: group meetings, seminars, the final event; they serve as evidence of roadmap activities."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet
from organizations.models import Organization
from participants.models import Participation, Programme, personal_manager


class Event(Revisioned):
    """An event: where and when, by which programme, who took part. Its row names nobody, its list of people does."""

    class Kind(models.TextChoices):
        GROUP_MEETING = "group_meeting", _("group meeting of mentors and mentees")
        ROUND_TABLE = "round_table", _("round table")
        SEMINAR = "seminar", _("seminar")
        MASTER_CLASS = "master_class", _("master class")
        FINAL = "final", _("final event")
        OTHER = "other", _("other event")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="programme_events", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    on = models.DateField(_("date"))
    place = models.CharField(pgettext_lazy("event", "place"), max_length=200, blank=True)
    agenda = models.TextField(_("programme of the event"), blank=True, max_length=5000)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mentoring programme")
    )
    people = models.ManyToManyField(Participation, blank=True, related_name="events", verbose_name=_("took part"))
    guests = models.PositiveIntegerField(_("guests besides them"), default=0)
    held = models.BooleanField(_("has taken place"), default=False)
    created_at = models.DateTimeField(_("entered"))

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pairing:event", args=[self.pk])


class EventFile(models.Model):
    """A file of an event: a photograph or a list may show children, so only the institution opens it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    objects = personal_manager("event__organization__path")

    class Meta:
        verbose_name = _("file of an event")
        verbose_name_plural = _("files of an event")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.event_id}: {self.file_id}"

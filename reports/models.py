"""Nouns: report runs."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from organizations.models import Organization


class ReportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only: a report shows what its asker may see, so nobody else opens it."""
        return self.filter(asked_by_id=user.pk) if user.is_authenticated else self.none()

    def unfinished(self):
        return self.filter(state__in=[ReportRun.State.WAITING, ReportRun.State.RUNNING])


class ReportRun(models.Model):
    """One report asked for: a row first, claimed with a conditional UPDATE, ended with a file or a reason."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("report", "waiting")
        RUNNING = "running", pgettext_lazy("report", "being made")
        READY = "ready", pgettext_lazy("report", "ready")
        FAILED = "failed", pgettext_lazy("report", "failed")

    MOVES = {
        State.WAITING: {State.RUNNING},
        State.RUNNING: {State.READY, State.FAILED, State.WAITING},
        State.FAILED: {State.WAITING},
    }

    report = models.CharField(_("report"), max_length=64, help_text="its code in reports/catalog")
    title = models.CharField(_("title"), max_length=300)
    format = models.CharField(_("format"), max_length=4)
    parameters = models.JSONField(_("parameters"), default=dict)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    membership_id = models.BigIntegerField(help_text="the membership the asker acted as: what the report may show")
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    error = models.CharField(_("why it failed"), max_length=500, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("report run")
        verbose_name_plural = _("report runs")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:run", args=[self.pk])

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def status(self) -> str:
        """The word of the status vocabulary: here «waiting» waits for a worker, not for other people."""
        return "queued" if self.state == self.State.WAITING else self.state

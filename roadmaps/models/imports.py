"""A document on its way to a roadmap: a row first, so that nothing uploaded is lost and nothing forgotten stays."""

import uuid
from datetime import date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from core.revisions import Revisioned
from organizations.models import Organization

from ..worksheet import Overview, Worksheet
from .roadmap import Roadmap

KEPT_FOR = timedelta(days=14)  # an upload that nobody returns to


class RoadmapImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the very organisation one acts in: nobody above looks into what is not yet a plan."""
        acting = getattr(user, "acting", None)
        if acting is None or acting.organization_id is None:
            return self.none()
        return self.filter(organization_id=acting.organization_id)

    def unfinished(self):
        """Those that somebody may go on with."""
        return self.filter(state__in=RoadmapImport.UNFINISHED)

    def forgotten(self, at: datetime):
        """Those that nobody has gone on with for KEPT_FOR; what a worker is reading right now is not."""
        return self.unfinished().exclude(state=RoadmapImport.State.READING).filter(touched_at__lt=at - KEPT_FOR)


class RoadmapImport(Revisioned):
    """One upload. `overview` and `sheet` are what was read and corrected (roadmaps.worksheet), `parameters` how.

    `chain` becomes the roadmap's, so that saving twice makes one. Refused or abandoned, only the row itself is left.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("import", "waiting to be read")
        READING = "reading", pgettext_lazy("import", "being read")
        READ = "read", pgettext_lazy("import", "read")
        CORRECTED = "corrected", pgettext_lazy("import", "being corrected")
        SAVED = "saved", pgettext_lazy("import", "saved")
        ABANDONED = "abandoned", pgettext_lazy("import", "abandoned")
        REFUSED = "refused", pgettext_lazy("import", "could not be read")

    MOVES = {
        State.NEW: {State.READING, State.ABANDONED},
        State.READING: {State.READ, State.CORRECTED, State.REFUSED, State.NEW},
        State.READ: {State.CORRECTED, State.NEW, State.SAVED, State.ABANDONED},
        State.CORRECTED: {State.NEW, State.READ, State.SAVED, State.ABANDONED},
    }
    EDITABLE = (State.READ, State.CORRECTED)
    UNFINISHED = (State.NEW, State.READING, *EDITABLE)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    started_at = models.DateTimeField(_("begun"))
    touched_at = models.DateTimeField(_("gone on with"))
    name = models.CharField(_("document"), max_length=255)
    chain = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    pasted = models.TextField(_("pasted text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    parameters = models.JSONField(_("how it is read"), default=dict, blank=True)
    reading = models.JSONField(_("columns and counts"), default=dict, blank=True)
    corrections = models.JSONField(_("rows as corrected"), default=dict, blank=True)
    refusal = models.TextField(_("why it could not be read"), blank=True)
    roadmap = models.OneToOneField(
        Roadmap, models.PROTECT, null=True, blank=True, related_name="source", verbose_name=_("roadmap")
    )

    objects = RoadmapImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a roadmap")
        verbose_name_plural = _("imports of roadmaps")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:import", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state in (self.State.NEW, self.State.READING)

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def kept_until(self) -> date:
        """The last day before it is deleted, unless somebody goes on with it."""
        return timezone.localdate(self.touched_at + KEPT_FOR)

    def is_quick(self, limit: int) -> bool:
        """Whether the document is read in no time: a text or a small office file, never a PDF."""
        return self.file is None or (self.file.size <= limit and self.file.content_type != "application/pdf")

    @property
    def status(self) -> str:
        """The word of the status vocabulary (core.templatetags.interface)."""
        return {"new": "queued", "reading": "running", "read": "ready", "corrected": "in_progress"}[self.state]

    @cached_property
    def overview(self) -> Overview:
        return Overview.from_dict(self.reading)

    @cached_property
    def sheet(self) -> Worksheet:
        return Worksheet.from_dict(self.corrections)


class ImportStep(models.Model):
    """One step of the correction of an import, with how it stood `before`: undoing the latest step restores that."""

    class Verb(models.TextChoices):
        """The verbs on a row are the functions of roadmaps.worksheet.editing."""

        EDIT = "edit", pgettext_lazy("step", "row corrected")
        SETTLE = "settle", pgettext_lazy("step", "row found right")
        REMOVE = "remove", pgettext_lazy("step", "row left out")
        RESTORE = "restore", pgettext_lazy("step", "row brought back")
        TURN = "turn", pgettext_lazy("step", "section and activity exchanged")
        MERGE = "merge", pgettext_lazy("step", "row joined to the one above")
        PLACE = "place", pgettext_lazy("step", "text put into the roadmap")
        ATTACH = "attach", pgettext_lazy("step", "text added to a row")
        HEAD = "head", pgettext_lazy("step", "heading changed")
        COLUMNS = "columns", pgettext_lazy("step", "columns changed")

    of = models.ForeignKey(RoadmapImport, models.CASCADE, related_name="steps", verbose_name=_("import of a roadmap"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    verb = models.CharField(_("what was done"), max_length=10, choices=Verb)
    row = models.PositiveIntegerField(_("number of the row"), null=True, blank=True)
    about = models.CharField(_("row"), max_length=200, blank=True)
    before = models.JSONField(_("how it stood before"))

    class Meta:
        verbose_name = _("step of an import")
        verbose_name_plural = _("steps of an import")
        ordering = ["-pk"]

    def __str__(self):
        said = self.get_verb_display()
        return f"{said}: «{self.about}»" if self.about else said

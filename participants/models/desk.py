"""The personal-data desk: what subjects ask, acts of destruction, incidents (domain.md 5.5, 5.10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from organizations.models import Organization

from .people import Person
from .personal import PersonalQuerySet


class SubjectRequest(models.Model):
    """Something that the law gives days for. `due_on` follows from the kind (services/desk.py, domain.md 5.5)."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("information about one's data")
        WITHDRAWAL = "withdrawal", _("withdrawal of consent")
        STOP_PROCESSING = "stop_processing", _("demand to stop processing")
        STOP_DISSEMINATION = "stop_dissemination", _("demand to stop dissemination")
        RECTIFICATION = "rectification", _("correction of data")
        PURPOSE_REACHED = "purpose_reached", _("purpose reached")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("request", "in work")
        DONE = "done", pgettext_lazy("request", "done")
        REFUSED = "refused", pgettext_lazy("request", "refused with reasons")

    MOVES = {State.OPEN: {State.DONE, State.REFUSED}}

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="subject_requests", verbose_name=_("organisation")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="subject_requests", verbose_name=_("participant"))
    kind = models.CharField(_("what is asked"), max_length=18, choices=Kind)
    received_on = models.DateField(_("received on"))
    received_from = models.CharField(_("received from"), max_length=300, blank=True)
    due_on = models.DateField(_("to be done by"))
    extended_reason = models.CharField(_("reason of the extension"), max_length=500, blank=True)
    blocked_on = models.DateField(_("data blocked on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    document = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    created_at = models.DateTimeField(_("entered"))

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("request of a subject")
        verbose_name_plural = _("requests of subjects")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None) | ~Q(state="open") & Q(closed_on__isnull=False),
                name="subject_request_closed_has_a_day",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.received_on:%d.%m.%Y}"

    @property
    def audit_label(self) -> str:
        return f"№ {self.person_id}: {self}"


class DestructionAct(models.Model):
    """The act of destruction with the export of the log (order of Roskomnadzor 179 of 28.10.2022); kept three years.

    The row names the person by number and stays; the papers with the name are destroyed after `keep_until`.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="destruction_acts", verbose_name=_("organisation")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="destruction_acts")
    request = models.OneToOneField(
        SubjectRequest, models.PROTECT, null=True, blank=True, related_name="act", verbose_name=_("ground")
    )
    number = models.PositiveIntegerField(_("number"))
    on = models.DateField(_("date"))
    reason = models.CharField(_("reason"), max_length=300)
    categories = models.JSONField(_("categories of data"), default=list)
    commission = models.JSONField(_("who destroyed"), default=list, help_text='[{"name": ..., "position": ...}]')
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("act"))
    log = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name=_("export of the log")
    )
    keep_until = models.DateField(_("kept until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("act of destruction")
        verbose_name_plural = _("acts of destruction")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "number"], name="destruction_act_number_once")]

    def __str__(self):
        return f"№ {self.number}, {self.on:%d.%m.%Y}"


class Incident(models.Model):
    """A leak: notice to Roskomnadzor within 24 hours of detection, results within 72 (152-FZ article 21 part 3.1)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="incidents", verbose_name=_("organisation")
    )
    found_at = models.DateTimeField(_("found"))
    what = models.TextField(_("what happened"), max_length=3000)
    categories = models.CharField(_("which data"), max_length=500)
    people = models.PositiveIntegerField(_("people concerned, about"), null=True, blank=True)
    cause = models.TextField(_("supposed cause"), max_length=2000, blank=True)
    harm = models.TextField(_("supposed harm"), max_length=2000, blank=True)
    measures = models.TextField(_("measures taken"), max_length=3000, blank=True)
    first_notice_at = models.DateTimeField(_("notice sent"), null=True, blank=True)
    results_notice_at = models.DateTimeField(_("results of the investigation sent"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-found_at"]

    def __str__(self):
        return f"{timezone.localtime(self.found_at):%d.%m.%Y %H:%M}"

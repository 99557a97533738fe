"""Meetings: five kinds in their order, planned and held (domain.md 1.6)."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from organizations.models import Organization
from participants.models import PersonalQuerySet, personal_manager

from .pairs import Membership, Pairing


class MeetingQuerySet(PersonalQuerySet):
    tenant_path = "pairing__organization__path"

    def held(self):
        return self.filter(state=Meeting.State.HELD)

    def planned(self):
        return self.filter(state=Meeting.State.PLANNED)

    def held_between(self, starts: date, ends: date):
        """Held from one day to another, both included."""
        return self.held().filter(held_on__range=(starts, ends))


class Meeting(Revisioned):
    """A meeting of a pair. `entry` is made where it is typed, so that one sent twice from a phone is one row."""

    class Kind(models.TextChoices):
        INTRO = "intro", _("getting acquainted")
        TRIAL = "trial", _("trial working meeting")
        PLANNING = "planning", _("planning meeting")
        REGULAR = "regular", _("regular meeting")
        FINAL = "final", _("final meeting")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "planned")
        HELD = "held", pgettext_lazy("meeting", "held")
        MISSED = "missed", pgettext_lazy("meeting", "did not take place")

    MOVES = {
        State.PLANNED: {State.HELD, State.MISSED},
        State.HELD: {State.PLANNED},
        State.MISSED: {State.PLANNED, State.HELD},
    }

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", pgettext_lazy("mode", "in person")
        REMOTE = "remote", pgettext_lazy("mode", "remote")

    MARKS = range(1, 6)
    LONGEST = 600  # minutes

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="meetings", verbose_name=_("pair or group"))
    entry = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.PLANNED)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    planned_time = models.TimeField(_("at"), null=True, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length, minutes"), null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=9, choices=Mode, default=Mode.IN_PERSON)
    place = models.CharField(_("place"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    next_step = models.CharField(_("next step"), max_length=500, blank=True)
    result = models.CharField(_("short result"), max_length=500, blank=True)
    mentor_mark = models.PositiveSmallIntegerField(_("mentor's mark"), null=True, blank=True)
    mentee_mark = models.PositiveSmallIntegerField(_("mentee's mark"), null=True, blank=True)
    private_note = models.TextField(_("private note"), max_length=2000, blank=True)
    recorded_by = models.CharField(_("entered by"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("entered"))

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [models.functions.Coalesce("held_on", "planned_on"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False) | ~Q(state="held") & Q(held_on=None),
                name="meeting_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | Q(planned_on__isnull=False), name="meeting_has_a_day"
            ),
        ]
        indexes = [models.Index(fields=["pairing", "held_on"]), models.Index(fields=["state", "planned_on"])]

    def __str__(self):
        return f"№ {self.pairing_id}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("pairing:meeting", args=[self.pk])

    audit_label = property(__str__)

    @property
    def organization(self) -> Organization:
        return self.pairing.organization

    @property
    def on(self) -> date:
        """The day of the meeting: when it was held, else when it is planned."""
        return self.held_on or self.planned_on


class Attendance(models.Model):
    """A mentee of a group was at a meeting; pairs of two need no row."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    was_there = models.BooleanField(_("was there"), default=True)

    objects = personal_manager("meeting__pairing__organization__path")

    class Meta:
        verbose_name = _("attendance of a meeting")
        verbose_name_plural = _("attendance of meetings")
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="meeting_attendance_once")]

    def __str__(self):
        return f"{self.meeting_id}: {self.membership_id}"

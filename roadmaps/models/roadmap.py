"""The roadmap itself and the decisions taken on it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from orders.models import Order
from organizations.models import Organization

from ..deadlines import Period
from ..periods import stored_period

FORGOTTEN_AFTER = timedelta(weeks=8)  # after a roadmap's end its leftovers belong to its report, not to the agenda


class RoadmapQuerySet(TenantQuerySet):
    def visible_to(self, user):
        """Those of the organisations below, and the approved ones of those above, which are models for them."""
        own = super().visible_to(user)
        acting = getattr(user, "acting", None)
        if acting is None or acting.organization is None:
            return own
        above = Organization.objects.above(acting.organization)
        return self.filter(Q(pk__in=own.values("pk")) | Q(organization__in=above, state=Roadmap.State.APPROVED))

    def approved(self):
        return self.filter(state=Roadmap.State.APPROVED)

    def models(self):
        """The approved ones that their organisation has published for those below to adopt."""
        return self.approved().filter(published_as_model_on__isnull=False)

    def in_work(self):
        """Drafted, submitted or returned: at most one version of a chain."""
        return self.filter(state__in=[Roadmap.State.DRAFT, Roadmap.State.SUBMITTED, Roadmap.State.RETURNED])

    def watched(self, on):
        """Approved roadmaps that are not long over: what they leave undone is still asked for."""
        return self.approved().filter(period_to__gte=on - FORGOTTEN_AFTER)

    def current(self, on):
        """Approved roadmaps whose period holds the day `on`."""
        return self.approved().filter(period_from__lte=on, period_to__gte=on)


class Roadmap(Revisioned):
    """A plan of activities for a period. Level follows from the organisation; versions share `chain`."""

    class Track(models.TextChoices):
        STUDENTS = "students", _("students")
        STAFF = "staff", _("teaching staff")
        BOTH = "both", _("students and teaching staff")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("awaiting approval")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        ARCHIVED = "archived", _("in the archive")

    MOVES = {
        State.DRAFT: {State.SUBMITTED},
        State.RETURNED: {State.SUBMITTED},
        State.SUBMITTED: {State.APPROVED, State.RETURNED, State.DRAFT},
        State.APPROVED: {State.ARCHIVED},
    }

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="roadmaps", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=1000)
    track = models.CharField(_("track"), max_length=10, choices=Track)
    period_from = models.DateField(_("period from"))
    period_to = models.DateField(_("period to"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    chain = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    adopted_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adoptions", verbose_name=_("made from")
    )
    published_as_model_on = models.DateField(_("published as a model on"), null=True, blank=True)
    remarks = models.JSONField(_("remarks on the source"), default=list, blank=True)
    order = models.OneToOneField(
        Order, models.PROTECT, null=True, blank=True, related_name="roadmap", verbose_name=_("approving order")
    )
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved paper")
    )
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")
        ordering = ["-period_from", "-version", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="roadmap_period_in_order"),
            models.UniqueConstraint(fields=["chain", "version"], name="roadmap_version_once"),
            models.UniqueConstraint(
                fields=["chain"], condition=Q(state="approved"), name="roadmap_one_approved_version"
            ),
            models.UniqueConstraint(
                fields=["chain"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="roadmap_one_version_in_work",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:detail", args=[self.pk])

    @property
    def years(self) -> str:
        """«2022–2024», or one year; a school year is two."""
        start, end = self.period_from.year, self.period_to.year
        return f"{start}" if start == end else f"{start}–{end}"

    @property
    def brief(self) -> str:
        """A name short enough for a heading or a list; the title itself is often several lines long."""
        return gettext("Roadmap %(years)s, %(track)s") % {"years": self.years, "track": self.get_track_display()}

    @property
    def level(self) -> str:
        """institution | municipality | region: the organisation's."""
        return self.organization.level

    @cached_property
    def period(self) -> Period:
        """What deadlines are read within."""
        return stored_period(self.period_from, self.period_to)

    @property
    def is_in_work(self) -> bool:
        """Not approved yet."""
        return self.state in (self.State.DRAFT, self.State.SUBMITTED, self.State.RETURNED)

    @property
    def is_editable(self) -> bool:
        """Only what nobody has approved and nobody is deciding on may be edited."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class Decision(models.Model):
    """What was decided on a roadmap, by whom, with which remark. Rows are only added."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("submitted for approval")
        WITHDRAWN = "withdrawn", _("taken back")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        ARCHIVED = "archived", _("archived")

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))
    remark = models.TextField(_("remark"), blank=True)

    objects = tenant_manager("roadmap__organization__path")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {timezone.localdate(self.at):%d.%m.%Y}"

"""Organisations and what befell them."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager


class TimeZone(models.TextChoices):
    """The eleven times of Russia, by the difference from Moscow (Federal law 107-FZ of 03.06.2011)."""

    KALININGRAD = "Europe/Kaliningrad", _("Kaliningrad (MSK-1)")
    MOSCOW = "Europe/Moscow", _("Moscow (MSK)")
    SAMARA = "Europe/Samara", _("Samara (MSK+1)")
    YEKATERINBURG = "Asia/Yekaterinburg", _("Yekaterinburg (MSK+2)")
    OMSK = "Asia/Omsk", _("Omsk (MSK+3)")
    KRASNOYARSK = "Asia/Krasnoyarsk", _("Krasnoyarsk (MSK+4)")
    IRKUTSK = "Asia/Irkutsk", _("Irkutsk (MSK+5)")
    YAKUTSK = "Asia/Yakutsk", _("Yakutsk (MSK+6)")
    VLADIVOSTOK = "Asia/Vladivostok", _("Vladivostok (MSK+7)")
    MAGADAN = "Asia/Magadan", _("Magadan (MSK+8)")
    KAMCHATKA = "Asia/Kamchatka", _("Kamchatka (MSK+9)")


class OrganizationQuerySet(TenantQuerySet):
    tenant_path = "path"

    def open(self):
        """Organisations that still work (not closed, not merged into another)."""
        return self.filter(closed_on=None)

    def institutions(self):
        return self.filter(level=Organization.Level.INSTITUTION)

    def above(self, organization: "Organization"):
        """The organisations on the way from the region down to the parent of `organization`."""
        return self.filter(path__in=steps_to(organization.path)[:-1])

    def with_zone(self):
        """Annotates `zone`: the name of the time zone by whose clock each organisation lives."""
        return self.annotate(zone=zone_at("path"))


class Organization(Revisioned):
    """A node of the tree. `path` is the parent's path plus this row's number, zero-padded to PATH_STEP digits."""

    PATH_STEP = 7

    class Level(models.TextChoices):
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("municipality")
        INSTITUTION = "institution", _("institution")

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("education authority")
        SCHOOL = "school", _("school")
        KINDERGARTEN = "kindergarten", _("kindergarten")
        COLLEGE = "college", _("college")
        ARTS_SCHOOL = "arts_school", _("arts school")
        EXTRA = "extra", _("extracurricular education institution")

    level = models.CharField(_("level"), max_length=16, choices=Level)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    path = models.CharField(max_length=63, unique=True, editable=False)
    slug = models.SlugField(_("short code"), unique=True)
    full_name = models.CharField(_("full name"), max_length=500)
    short_name = models.CharField(_("short name"), max_length=200)
    founder = models.CharField(_("founder (first line of an order)"), max_length=300, blank=True)
    place = models.CharField(_("place (under the date of an order)"), max_length=100, blank=True)
    head_position = models.CharField(_("position of the head"), max_length=150, default="Директор")
    time_zone = models.CharField(
        _("time zone"),
        max_length=32,
        choices=TimeZone,
        blank=True,
        help_text=_("empty: as the organisation above has it"),
    )
    require_second_factor = models.BooleanField(_("two-factor sign-in is required"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", verbose_name=_("merged into")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["short_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="region", parent=None) | ~Q(level="region") & Q(parent__isnull=False),
                name="organization_only_regions_are_roots",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(closed_on__isnull=False), name="organization_merged_is_closed"
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def own_path_step(self) -> str:
        return f"{self.pk:0{self.PATH_STEP}d}"


def steps_to(path: str) -> list[str]:
    """The paths from the region down to `path` itself."""
    step = Organization.PATH_STEP
    return [path[:end] for end in range(step, len(path) + 1, step)]


def zone_at(path: str) -> Coalesce:
    """The time zone of the organisation whose path the field `path` of the outer row holds: its own, that of the
    nearest above that names one, or the product's.
    """
    step, longest = Organization.PATH_STEP, Organization._meta.get_field("path").max_length
    way = [Left(OuterRef(path), end) for end in range(step, longest + 1, step)]
    named = Organization.objects.filter(path__in=way).exclude(time_zone="").order_by("-path")
    return Coalesce(Subquery(named.values("time_zone")[:1]), Value(settings.TIME_ZONE))


class OrganizationChange(models.Model):
    """What befell an organisation: kept for ever, so that reports of past periods can name things as they were."""

    class Kind(models.TextChoices):
        CREATED = "created", pgettext_lazy("organisation", "created")
        RENAMED = "renamed", pgettext_lazy("organisation", "renamed")
        MOVED = "moved", pgettext_lazy("organisation", "moved")
        MERGED = "merged", pgettext_lazy("organisation", "merged into another")
        ABSORBED = "absorbed", pgettext_lazy("organisation", "absorbed another")
        CLOSED = "closed", pgettext_lazy("organisation", "closed")
        REOPENED = "reopened", pgettext_lazy("organisation", "reopened")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    on = models.DateField(_("from the date"))
    before = models.CharField(_("before"), max_length=500, blank=True)
    after = models.CharField(_("after"), max_length=500, blank=True)
    ground = models.CharField(_("ground (order, resolution)"), max_length=300, blank=True)

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("change of an organisation")
        verbose_name_plural = _("changes of organisations")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.organization}: {self.get_kind_display()} {self.on}"

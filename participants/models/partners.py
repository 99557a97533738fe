"""Partners: enterprises, colleges, NGOs; their agreements."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization


class Partner(Revisioned):
    """An organisation that gives mentors. Whether it is an enterprise counts for the quarterly indicator."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise or entrepreneur")
        COLLEGE = "college", _("college")
        UNIVERSITY = "university", _("university")
        NGO = "ngo", _("non-profit organisation")
        AUTHORITY = "authority", _("public authority")
        EDUCATION = "education", _("educational institution")
        OTHER = "other", _("other organisation")

    EDUCATIONAL = (Kind.COLLEGE, Kind.UNIVERSITY, Kind.EDUCATION)

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="partners", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    inn = models.CharField(_("taxpayer number"), max_length=12, blank=True)
    contact = models.CharField(_("contact person and telephone"), max_length=300, blank=True)
    site = models.URLField(_("site"), blank=True)
    since = models.DateField(_("partner since"))
    ended_on = models.DateField(_("partner until"), null=True, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "inn"], condition=~models.Q(inn=""), name="partner_once_an_inn"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:partner", args=[self.pk])


class Agreement(models.Model):
    """A partnership agreement with its term and scan (domain.md 1.10 no. 14)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="agreements", verbose_name=_("partner"))
    number = models.CharField(_("number"), max_length=50, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    signed_on = models.DateField(_("signed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    terminated_on = models.DateField(_("terminated on"), null=True, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )

    objects = tenant_manager("partner__organization__path")

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("signed_on")),
                name="agreement_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"{self.partner}, {self.number or '—'} {self.signed_on:%d.%m.%Y}"

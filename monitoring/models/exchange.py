"""Exchange with a municipal platform whose format is not public: own columns, own names, own order («Хибины» 7.4)."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization


class ExchangeFormat(Revisioned):
    """`columns` is a list of {"field", "title"} in their order, over one of the datasets (exchange registry)."""

    class Format(models.TextChoices):
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="exchange_formats", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=200)
    dataset = models.SlugField(_("what is sent"), max_length=40)
    columns = models.JSONField(_("columns"), default=list)
    format = models.CharField(_("format"), max_length=4, choices=Format)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange format")
        verbose_name_plural = _("exchange formats")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:exchange_format", args=[self.pk])


class Sending(models.Model):
    """What was given to the platform, when and by whom; the file is kept."""

    exchange_format = models.ForeignKey(ExchangeFormat, models.PROTECT, related_name="sendings")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    on = models.DateField(_("as of"))
    rows = models.PositiveIntegerField(_("rows"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"))

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.exchange_format}, {self.on:%d.%m.%Y}"

"""How an institution keeps its banks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet
from organizations.models import Organization


class BankSettings(Revisioned):
    """One row per institution; without it the defaults hold (selectors.settings_of)."""

    class Policy(models.TextChoices):
        BLOCK = "block", _("forbid")
        WARN = "warn", _("warn")

    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="bank_settings", verbose_name=_("organisation")
    )
    without_consent = models.CharField(
        _("pairing and export of names without consent"), max_length=5, choices=Policy, default=Policy.BLOCK
    )
    operator_address = models.CharField(_("address of the operator"), max_length=300, blank=True)
    operator_inn = models.CharField(_("taxpayer number of the operator"), max_length=10, blank=True)
    operator_ogrn = models.CharField(_("registration number of the operator"), max_length=13, blank=True)
    site = models.URLField(_("site"), blank=True)
    processor = models.CharField(
        _("who processes on the operator's behalf"), max_length=300, blank=True,
        help_text=_("name and address, when the product is not on the institution's own computer"),
    )  # fmt: skip
    mentor_columns = models.JSONField(default=list, blank=True, help_text='[{"field": ..., "title": ...}]')
    mentee_columns = models.JSONField(default=list, blank=True, help_text='[{"field": ..., "title": ...}]')

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("settings of the banks")
        verbose_name_plural = _("settings of the banks")

    def __str__(self):
        return str(self.organization)

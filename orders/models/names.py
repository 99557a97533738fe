"""How names and positions are declined in the orders of an organisation, where a person has corrected it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import tenant_manager
from organizations.models import Organization


class NameForms(models.Model):
    """The oblique forms of a full name or a position that a person has confirmed or written by hand."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    words = models.CharField(_("name or position"), max_length=300)
    sex = models.CharField(_("sex"), max_length=1, blank=True)
    forms = models.JSONField(_("by cases"), default=dict)

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("declension of a name")
        verbose_name_plural = _("declension of names")
        constraints = [models.UniqueConstraint(fields=["organization", "words"], name="name_forms_once")]

    def __str__(self):
        return f"№ {self.pk}"

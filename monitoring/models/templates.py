"""A territory's own XLSX form: defined names of its cells bound to figures, and the files filled by it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization


class ReportTemplate(Revisioned):
    """`names` are the names of the file, as workbooks.naming.Named holds them; `bindings` says by key of a name which
    figure is written there (selectors.template_figures), "" for none; `losses` what of the file a filling loses."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="report_templates", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    names = models.JSONField(_("names of cells"), default=list)
    bindings = models.JSONField(_("what is written"), default=dict, blank=True)
    losses = models.JSONField(_("what the filling loses"), default=list, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"))
    archived_on = models.DateField(_("in the archive since"), null=True, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of a report")
        verbose_name_plural = _("templates of reports")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:template", args=[self.pk])


class FilledTemplate(models.Model):
    """A template filled for a period: the file and what was said about it (`notes`)."""

    template = models.ForeignKey(ReportTemplate, models.PROTECT, related_name="filled", verbose_name=_("template"))
    period_code = models.CharField(_("code of the period"), max_length=10)
    period = models.CharField(_("period"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    notes = models.JSONField(_("remarks"), default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"))

    objects = tenant_manager("template__organization__path")

    class Meta:
        verbose_name = _("filled template")
        verbose_name_plural = _("filled templates")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.template}, {self.period}"

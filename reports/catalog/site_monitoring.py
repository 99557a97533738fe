"""How the sites of institutions stand in a quarter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from monitoring.papers.sites import sites_document
from monitoring.period_codes import in_words, quarter_in, quarters_offered
from monitoring.selectors.sites import institutions_in, site_rows

from .base import ParametersForm, Report


class QuarterForm(ParametersForm):
    quarter = forms.ChoiceField(label=_("Quarter"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        field.choices = [(str(each), in_words(each)) for each in quarters_offered(self.today)]
        field.initial = field.choices[0][0]


class SiteMonitoringReport(Report):
    code = "site_monitoring"
    title = _("Monitoring of sites")
    description = _("Which acts stand on the sites of institutions, what was remarked and mended in a quarter.")
    permission = "reports.ask_site_monitoring"
    form_class = QuarterForm

    def defaults(self, user, parameters):
        return {"quarter": "", **parameters}

    def subject(self, parameters) -> str:
        return parameters["quarter"]

    def build(self, parameters, user, at) -> Document:
        quarter = quarter_in(parameters["quarter"], at.date())
        rows = site_rows(institutions_in(user.scope_path, quarter), quarter)
        return sites_document(user.acting.organization, rows, quarter, at=at)

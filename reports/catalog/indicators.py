"""Plan and fact of one's own organisation by quarter and year."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from monitoring.papers.plan_fact import plan_fact_document
from monitoring.period_codes import understood
from monitoring.selectors.plan_fact import course
from monitoring.selectors.rules import rules_of
from monitoring.services.facts import catch_up

from .base import Report
from .periods import PeriodForm, period_said


class IndicatorsReport(Report):
    code = "indicators"
    title = _("Indicators: plan and fact")
    description = _("Each indicator by quarter of the year and by year, beside its plan, with a chart.")
    permission = "reports.ask_indicators"
    form_class = PeriodForm

    def subject(self, parameters) -> str:
        return period_said(parameters["period"])

    def build(self, parameters, user, at) -> Document:
        organization = user.acting.organization
        catch_up(organization, at=at, most=None)
        found = course(organization, min(understood(parameters["period"]).ends, timezone.localdate(at)))
        return plan_fact_document(found, rules_of(organization), at=at)

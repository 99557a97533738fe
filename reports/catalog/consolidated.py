"""The consolidated report of a municipality or region for a period."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.documents import Document
from monitoring.papers.consolidated import consolidated_document
from monitoring.selectors.consolidation import Consolidation, consolidate
from monitoring.selectors.named_periods import period_called
from monitoring.selectors.readiness import readiness
from monitoring.services.facts import catch_up

from .base import Report
from .periods import PeriodForm, period_said


class ConsolidatedReport(Report):
    code = "consolidated"
    title = _("Consolidated report")
    description = _(
        "A line for each organisation that was asked, totals by sums beside the plan, people without repeats."
    )
    permission = "reports.ask_consolidated"
    form_class = PeriodForm

    def subject(self, parameters) -> str:
        return period_said(parameters["period"])

    def build(self, parameters, user, at) -> Document:
        found = consolidated(parameters["period"], user, at)
        organizations = [line.organization for line in found.lines]
        return consolidated_document(found, readiness(organizations, found.period.as_of), at=at)


def consolidated(code: str, user, at: datetime) -> Consolidation:
    """The period of one's own organisation, by facts that are up to date."""
    organization = user.acting.organization
    catch_up(organization, at=at, most=None)
    return consolidate(period_called(code, organization))

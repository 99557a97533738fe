"""The analytic note of a municipality or region, to be finished in Word."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from monitoring.papers.analytic_note import analytic_note
from monitoring.period_codes import understood
from monitoring.selectors.plan_fact import course
from monitoring.selectors.readiness import readiness

from .base import Report
from .consolidated import consolidated
from .periods import PeriodForm, period_said


class AnalyticNoteReport(Report):
    code = "analytic_note"
    title = _("Analytic note")
    description = _("The note on a period with its tables filled and places for your text. Take Word and write on.")
    permission = "reports.ask_analytic_note"
    form_class = PeriodForm
    formats = ("docx", "pdf")

    def subject(self, parameters) -> str:
        return period_said(parameters["period"])

    def build(self, parameters, user, at) -> Document:
        found = consolidated(parameters["period"], user, at)
        last = min(understood(parameters["period"]).ends, timezone.localdate(at))
        organizations = [line.organization for line in found.lines]
        ready = readiness(organizations, found.period.as_of)
        return analytic_note(found, course(user.acting.organization, last), ready, at=at)

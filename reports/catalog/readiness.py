"""Which of the nineteen documents the institutions have."""

from django.utils.translation import gettext_lazy as _

from core.documents import Document
from monitoring.papers.readiness import readiness_document
from monitoring.selectors.readiness import readiness
from organizations.models import Organization

from .base import DayForm, Report


class ReadinessReport(Report):
    code = "readiness"
    title = _("Readiness of documents")
    description = _("The nineteen documents of the programme: who has them, in part, not at all, and by what.")
    permission = "reports.ask_readiness"
    form_class = DayForm

    def subject(self, parameters) -> str:
        return f"{parameters['on']:%d.%m.%Y}"

    def build(self, parameters, user, at) -> Document:
        owner, on = user.acting.organization, parameters["on"]
        below = Organization.objects.visible_to(user).institutions().order_by("path")
        working = [each for each in below if each.closed_on is None or each.closed_on > on]
        return readiness_document(owner, working, readiness(working, on), on, at=at)

"""How one roadmap is carried out, as of a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core.documents import Document
from roadmaps.models import Roadmap
from roadmaps.papers import execution_document
from roadmaps.selectors.as_of import in_force_on, once_approved

from .base import DayForm, Report
from .fields import RoadmapField, said


class ExecutionForm(DayForm):
    roadmap = RoadmapField()
    field_order = ["roadmap", "on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roadmaps = once_approved(Roadmap.objects.within(self.user.scope_path))
        self.fields["roadmap"].offer(roadmaps.select_related("organization", "order__series"), self.user)


class ExecutionReport(Report):
    code = "execution"
    title = _("Execution of a roadmap")
    description = _("What is done and by which document, what is late and whose it is, what comes next.")
    permission = "reports.ask_execution"
    form_class = ExecutionForm

    def defaults(self, user, parameters):
        """The roadmap in force on the day, or else the organisation's earliest approved one."""
        own = once_approved(Roadmap.objects.filter(organization=user.acting.organization))
        day = date.fromisoformat(parameters["on"])
        chosen = (
            in_force_on(own, day).order_by("period_from", "pk").first() or own.order_by("period_from", "pk").first()
        )
        return {"roadmap": chosen and chosen.pk, **parameters}

    def subject(self, parameters) -> str:
        return f"{said(parameters['roadmap'])}, {parameters['on']:%d.%m.%Y}"

    def build(self, parameters, user, at) -> Document:
        roadmap = parameters["roadmap"]
        own_papers = user.has_perm("roadmaps.view_evidence", roadmap)
        return execution_document(roadmap, parameters["on"], evidence_in_full=own_papers)

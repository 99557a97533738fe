"""The roadmap as paper."""

from django.utils.translation import gettext_lazy as _

from core.documents import Document
from roadmaps.models import Roadmap
from roadmaps.papers import roadmap_document

from .base import ParametersForm, Report
from .fields import RoadmapField, said


class RoadmapForm(ParametersForm):
    roadmap = RoadmapField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roadmap"].offer(Roadmap.objects.visible_to(self.user).select_related("organization"), self.user)


class RoadmapReport(Report):
    code = "roadmap"
    title = _("Roadmap")
    description = _("The plan with its stamps and signatures, as it is approved.")
    permission = "reports.ask_roadmap"
    form_class = RoadmapForm

    def defaults(self, user, parameters):
        """The organisation's earliest, as `show_roadmap` has it."""
        earliest = Roadmap.objects.filter(organization=user.acting.organization).order_by("period_from", "pk").first()
        return {"roadmap": earliest and earliest.pk, **parameters}

    def subject(self, parameters) -> str:
        return said(parameters["roadmap"])

    def build(self, parameters, user, at) -> Document:
        return roadmap_document(parameters["roadmap"])

"""A roadmap that was approved on paper: its approval is recorded as it was, its past closed in one step."""

from django.contrib import messages
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.views import ObjectFormView

from ..forms.on_paper import ClosePastForm, PaperApprovalForm
from ..selectors.on_paper import PaperApproval, approval_on_paper, past_of
from ..services import approval, closing
from .common import RoadmapMixin


class RoadmapOnPaperView(RoadmapMixin, ObjectFormView):
    permission_required = "roadmaps.approve_roadmap"
    form_class = PaperApprovalForm
    template_name = "confirm.html"
    title = _("Approved on paper already")
    submit = _("Record the approval")
    success_message = _("The approval on paper is recorded: the roadmap is in force.")

    def get_form_kwargs(self):
        paper = approval_on_paper(self.object, timezone.localdate()) or PaperApproval()
        return {**super().get_form_kwargs(), "paper": paper}

    def get_context_data(self, **kwargs):
        consequences = [
            _("No new order is signed: the order on paper goes into the register with its own number and date."),
            _("The text of the roadmap is frozen with the stamp it bears."),
            _("What fell due before today can then be marked as done in one step, by the papers of that time."),
        ]
        return super().get_context_data(text=self.object.title, consequences=consequences, **kwargs)

    def perform(self, form):
        approval.record_historical_approval(self.object, **form.cleaned_data, **self.clock())


class RoadmapClosePastView(RoadmapMixin, ObjectFormView):
    permission_required = "roadmaps.close_past"
    form_class = ClosePastForm
    template_name = "confirm.html"
    title = _("Mark past deadlines as done by papers?")
    submit = _("Mark as done")

    @cached_property
    def size(self) -> int:
        return past_of(self.object).count()

    def get_context_data(self, **kwargs):
        counted = ngettext(
            "%(number)s deadline that passed before the roadmap was entered here is marked as done on its day.",
            "%(number)s deadlines that passed before the roadmap was entered here are marked as done on their days.",
            self.size,
        )
        consequences = [
            counted % {"number": self.size},
            _("Your words stand beside each of them, and in the audit trail."),
            _("Each can be opened again on the page of its activity."),
        ]
        return super().get_context_data(text=self.object.title, consequences=consequences, **kwargs)

    def perform(self, form):
        return closing.close_past(self.object, reason=form.cleaned_data["reason"], **self.clock())

    def form_valid(self, form):
        said = ngettext("%(number)s deadline marked as done.", "%(number)s deadlines marked as done.", self.result)
        messages.success(self.request, said % {"number": self.result})
        return super().form_valid(form)

"""A draft made of another roadmap: the own one rolled over into the next period, the one of an organisation above."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.views import ObjectFormView, number_in

from ..drafts import RoadmapDraft
from ..forms.head import CopyForm
from ..forms.models import AdoptForm
from ..selectors.diff import compare
from ..selectors.late import late_rows
from ..selectors.people import Staff
from ..selectors.plan import roadmap_draft, with_plan
from ..services import copying
from ..shifting import years_ahead
from .common import RoadmapMixin


class MadeFromView(RoadmapMixin, ObjectFormView):
    """The dates are moved by whole years; every changed wording is shown before it is saved."""

    template_name = "roadmaps/roadmap_copy.html"
    submit = gettext_lazy("Create a draft")
    success_message = gettext_lazy("The draft is made. Go through it, then submit it for approval.")
    is_own = False

    def get_queryset(self):
        return with_plan(super().get_queryset())

    @property
    def organization(self):
        return self.request.user.acting.organization

    @cached_property
    def years(self) -> int:
        asked = number_in(self.request.POST.get("years") or self.request.GET.get("years"))
        suggested = years_ahead(roadmap_draft(self.object), timezone.localdate(), again=self.is_own)
        return min(asked, CopyForm.MOST_YEARS) if asked is not None else suggested

    @cached_property
    def proposed(self) -> RoadmapDraft:
        return copying.proposal(self.object, self.organization, years=self.years, on=timezone.localdate())

    def get_initial(self):
        draft = self.proposed
        return {
            "title": draft.title,
            "track": draft.track,
            "period_from": draft.period_from,
            "period_to": draft.period_to,
            "years": self.years,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            years=self.years,
            years_offered=range(CopyForm.MOST_YEARS + 1),
            difference=compare(roadmap_draft(self.object), self.proposed),
            **kwargs,
        )

    def perform(self, form):
        return copying.copy_roadmap(
            self.object,
            organization=self.organization,
            years=form.cleaned_data["years"],
            chain=form.cleaned_data["chain"],
            people=self.get_people(form),
            **form.head,
            **self.clock(),
        )

    def get_people(self, form) -> dict[str, str]:
        """Names for those whom the source calls by their role."""
        return {}

    def get_success_url(self):
        return self.result.get_absolute_url()

    def get_cancel_url(self):
        return self.object.get_absolute_url()


class RoadmapCopyView(MadeFromView):
    """The own roadmap for the next period: people kept, what was not done in time proposed again with a mark."""

    permission_required = "roadmaps.change_roadmap"
    form_class = CopyForm
    title = gettext_lazy("Copy to another period")
    is_own = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(late=late_rows(self.object, timezone.localdate()), **kwargs)


class RoadmapAdoptView(MadeFromView):
    """The approved roadmap of the municipality or region as the draft of one's own."""

    permission_required = "roadmaps.adopt_roadmap"
    form_class = AdoptForm
    title = gettext_lazy("Adopt for the own organisation")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "proposed": self.proposed, "staff": Staff(self.organization)}

    def get_people(self, form):
        return form.people

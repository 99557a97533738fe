"""The way to approval: submit, take back; the director's page, on which one approves or returns; the archive."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, DetailView, ObjectFormView
from orders.services import default_series, suggest_number

from ..forms.approval import ApproveForm, ArchiveForm, ReturnForm, suggested
from ..models import Decision
from ..selectors.diff import compare
from ..selectors.on_paper import approval_on_paper
from ..selectors.origin import deadlines_above
from ..selectors.plan import read_plan, roadmap_draft, with_occurrences, with_plan
from ..selectors.versions import in_force_beside, previous_version
from ..services import approval, decree
from .common import PaperMixin, RoadmapMixin


class RoadmapSubmitView(RoadmapMixin, ActionView):
    """«Проверьте ответы»: what is doubtful is shown once more before the director is asked."""

    permission_required = "roadmaps.submit_roadmap"
    template_name = "roadmaps/roadmap_submit.html"
    title = gettext_lazy("Submit for approval?")
    submit = gettext_lazy("Submit for approval")
    success_message = gettext_lazy("Submitted. The director has been told.")

    def get_queryset(self):
        return with_occurrences(with_plan(super().get_queryset()))

    def get_context_data(self, **kwargs):
        consequences = [
            _("The director reads it with its changes and warnings, then approves it by an order or returns it."),
            _("Until then nobody edits it; you can take it back."),
        ]
        today = timezone.localdate()
        plan = read_plan(self.object, today, above=deadlines_above(self.object))
        on_paper = approval_on_paper(self.object, today)
        return super().get_context_data(consequences=consequences, plan=plan, on_paper=on_paper, **kwargs)

    def perform(self):
        approval.submit_roadmap(self.object, **self.clock())


class RoadmapWithdrawView(RoadmapMixin, ActionView):
    permission_required = "roadmaps.submit_roadmap"
    title = gettext_lazy("Take the roadmap back?")
    submit = gettext_lazy("Take back")
    success_message = gettext_lazy("Taken back: it is a draft again.")

    def get_context_data(self, **kwargs):
        consequences = [_("It becomes a draft; to have it approved, submit it again.")]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self):
        approval.withdraw_roadmap(self.object, **self.clock())


class ReviewMixin(PaperMixin, RoadmapMixin):
    """The director's page: what is asked, what has changed, what is doubtful, the paper, and the two decisions."""

    permission_required = "roadmaps.approve_roadmap"
    template_name = "roadmaps/roadmap_review.html"
    title = gettext_lazy("Approval of a roadmap")

    def get_queryset(self):
        decisions = Prefetch("decisions", Decision.objects.order_by("at", "pk"))
        return with_occurrences(with_plan(super().get_queryset())).prefetch_related(decisions)

    @cached_property
    def previous(self):
        return previous_version(self.object)

    @cached_property
    def submission(self) -> Decision | None:
        submitted = [each for each in self.object.decisions.all() if each.kind == Decision.Kind.SUBMITTED]
        return submitted[-1] if submitted else None

    def get_initial_approval(self):
        today = timezone.localdate()
        return {
            **suggested(decree.wording(self.object, self.previous)),
            "number": suggest_number(default_series(self.object.organization), today.year),
            "signed_on": today,
            **self.get_initial_return(),
        }

    def get_initial_return(self):
        return {"submission": self.submission and self.submission.pk}

    def get_context_data(self, **kwargs):
        draft = roadmap_draft(self.object)
        kwargs.setdefault("approve_form", ApproveForm(initial=self.get_initial_approval()))
        kwargs.setdefault("return_form", ReturnForm(initial=self.get_initial_return()))
        return super().get_context_data(
            submission=self.submission,
            previous=self.previous,
            beside=in_force_beside(self.object, self.object.organization, self.object.chain),
            on_paper=approval_on_paper(self.object, timezone.localdate()),
            difference=compare(roadmap_draft(self.previous), draft) if self.previous else None,
            plan=read_plan(self.object, timezone.localdate(), above=deadlines_above(self.object)),
            **kwargs,
        )


class RoadmapReviewView(ReviewMixin, DetailView):
    """Nothing is decided here; the page's two forms post to the two views below."""


class RoadmapApproveView(ReviewMixin, ObjectFormView):
    form_class = ApproveForm
    success_message = gettext_lazy("The roadmap is approved, the order is signed and registered.")

    def get_initial(self):
        return self.get_initial_approval()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "approve_form": context["form"]}

    def perform(self, form):
        data = form.cleaned_data
        return approval.approve_roadmap(
            self.object,
            number=data["number"],
            signed_on=data["signed_on"],
            wording=form.wording,
            submission=data["submission"],
            **self.clock(),
        )


class RoadmapReturnView(ReviewMixin, ObjectFormView):
    form_class = ReturnForm
    success_message = gettext_lazy("The roadmap is returned with your remark.")

    def get_initial(self):
        return self.get_initial_return()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "return_form": context["form"]}

    def perform(self, form):
        data = form.cleaned_data
        approval.return_roadmap(self.object, remark=data["remark"], submission=data["submission"], **self.clock())


class RoadmapArchiveView(RoadmapMixin, ObjectFormView):
    permission_required = "roadmaps.archive_roadmap"
    form_class = ArchiveForm
    template_name = "confirm.html"
    title = gettext_lazy("Move to the archive?")
    submit = gettext_lazy("Move to the archive")
    success_message = gettext_lazy("The roadmap is in the archive.")

    def get_context_data(self, **kwargs):
        consequences = [
            _("Nobody is reminded of its activities any more; all marks and documents stay."),
            _("It cannot be brought back into force; a new roadmap can be made of it."),
        ]
        return super().get_context_data(consequences=consequences, danger=True, **kwargs)

    def perform(self, form):
        approval.archive_roadmap(self.object, remark=form.cleaned_data["remark"], **self.clock())

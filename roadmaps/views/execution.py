"""How a plan is carried out: the page of an activity, its dates and events, the matrix of institutions."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import DetailView, ObjectFormView, PageView, number_in

from ..counting import rule_in_words
from ..forms.counting import CountingForm
from ..forms.events import EventForm
from ..forms.execution import DatesForm, MatrixFilter
from ..models import Roadmap
from ..selectors.counting import with_counting
from ..selectors.events import awaited_by, with_events
from ..selectors.execution import turns_of
from ..selectors.standings import counts_of, municipalities_of, standings, total_of
from ..services.counting import choose_counting, recount
from ..services.events import choose_events, notice_events
from ..services.execution import set_dates
from .common import ActivityMixin

ON_A_PAGE = 50


class ActivityView(ActivityMixin, DetailView):
    """One activity: its wording, how the deadline was understood, what falls due, what shows it was done."""

    permission_required = "roadmaps.view_roadmap"
    template_name = "roadmaps/activity_detail.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("responsible__user", "events", "counting")

    def get_title(self):
        return str(self.object)

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        in_force = self.roadmap.state == Roadmap.State.APPROVED
        if in_force:  # what has just happened is neither waited for nor missing on the page
            notice_events([self.object], at=timezone.localtime())
            if self.object.counting.all():
                recount([self.object], at=timezone.localtime())
        awaited = awaited_by(self.object)
        return super().get_context_data(
            turns=turns_of(self.object, today),
            counted=[rule_in_words(self.object, rule) for rule in self.object.counting.all()],
            awaited=awaited,
            waits=any(each.is_open for each in awaited),
            today=today,
            in_force=in_force,
            may_mark=user.has_perm("roadmaps.mark_occurrence", self.object),
            may_waive=user.has_perm("roadmaps.waive_occurrence", self.object),
            may_remove=user.has_perm("roadmaps.remove_evidence", self.object),
            may_set_dates=user.has_perm("roadmaps.set_dates", self.object),
            may_see_evidence=user.has_perm("roadmaps.view_evidence", self.object),
            **kwargs,
        )


class ActivityDatesView(ActivityMixin, ObjectFormView):
    """Dates set by hand where the wording cannot be read, or was read otherwise than meant."""

    permission_required = "roadmaps.set_dates"
    template_name = "roadmaps/activity_dates.html"
    form_class = DatesForm
    title = _("Dates set by hand")
    success_message = _("The dates are set.")

    def get_initial(self):
        lines = (
            f"{opens:%d.%m.%Y} – {due:%d.%m.%Y}" if opens else f"{due:%d.%m.%Y}"
            for opens, due in self.object.hand_dates
        )
        return {"dates": "\n".join(lines)}

    def perform(self, form):
        set_dates(self.object, form.cleaned_data["dates"], **self.clock())


class ActivityEventsView(ActivityMixin, ObjectFormView):
    """Which event the deadline waits for: chosen, or replaced, also when the roadmap is in force."""

    permission_required = "roadmaps.set_dates"
    template_name = "roadmaps/activity_events.html"
    form_class = EventForm
    title = _("Which event the deadline waits for")
    success_message = _("The event is chosen.")

    def get_queryset(self):
        return with_events(super().get_queryset())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "activity": self.object, "known": self.object.events.all()}

    def perform(self, form):
        choose_events(self.object, form.drafts, **self.clock())


class ActivityCountingView(ActivityMixin, ObjectFormView):
    """What counts towards the activity by itself: kinds of records, or single ones attached to it."""

    permission_required = "roadmaps.set_dates"
    template_name = "roadmaps/activity_counting.html"
    form_class = CountingForm
    title = _("What counts towards the activity")
    success_message = _("What counts is chosen; the number is brought up to date.")

    def get_queryset(self):
        return with_counting(super().get_queryset())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "activity": self.object}

    def perform(self, form):
        choose_counting(self.object, form.chosen, **self.clock())


class ExecutionView(PageView):
    """The matrix of institutions: who is late, who has no roadmap, how far each one is. No child's name in it."""

    permission_required = "roadmaps.view_execution"
    template_name = "roadmaps/execution.html"
    partial_template_name = "roadmaps/_execution.html"
    title = _("Execution of roadmaps")

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        everybody = standings(self.request.user, today)
        chosen, wanted = number_in(self.request.GET.get("municipality")), self.request.GET.get("status", "")
        within = [each for each in everybody if chosen in (None, each.organization.parent_id)]
        shown = [each for each in within if wanted in ("", each.status)]
        return super().get_context_data(
            page=Paginator(shown, ON_A_PAGE).get_page(self.request.GET.get("page")),
            total=total_of(shown),
            counts=counts_of(within),
            institutions=len(within),
            wanted=wanted,
            filter_form=self._filter_form(municipalities_of(everybody)),
            today=today,
            **kwargs,
        )

    def _filter_form(self, municipalities) -> MatrixFilter | None:
        """Offered only to those who look over several municipalities."""
        return MatrixFilter(self.request.GET, municipalities=municipalities) if len(municipalities) > 1 else None

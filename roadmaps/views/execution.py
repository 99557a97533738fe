"""How a plan is carried out: the page of an activity, its dates and events, the matrix of institutions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.views import DetailView, FormView, ObjectFormView, PageView, number_in

from ..counting import rule_in_words
from ..forms.counting import CountingForm
from ..forms.events import EventForm
from ..forms.execution import DatesForm, MatrixFilter, OverdueForm
from ..models import Roadmap
from ..selectors.counting import with_counting
from ..selectors.events import awaited_by, with_events
from ..selectors.execution import overdue_of, turns_of
from ..selectors.standings import counts_of, municipalities_of, standings, total_of
from ..services.closing import close_overdue
from ..services.counting import choose_counting, recount
from ..services.events import choose_events, notice_events
from ..services.execution import set_dates
from .common import LIST_TITLE, ActivityMixin

ON_A_PAGE = 50
TICKED_AT_ONCE = 200


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


class OverdueView(FormView):
    """What is late on the agenda of the person: what was done after all is ticked and marked in one step."""

    permission_required = "roadmaps.mark_occurrence"
    template_name = "roadmaps/overdue.html"
    form_class = OverdueForm
    title = _("Mark what is overdue as done")
    submit = _("Mark as done")

    @cached_property
    def overdue(self):
        return overdue_of(self.request.user, timezone.localdate())

    def get_breadcrumbs(self):
        return [(LIST_TITLE, reverse("roadmaps:list"))]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "overdue": self.overdue}

    def get_context_data(self, **kwargs):
        shown, total = list(self.overdue[:TICKED_AT_ONCE]), self.overdue.count()
        several = len({each.activity.section.roadmap_id for each in shown}) > 1
        ticked = set(self.request.POST.getlist("rows"))
        return super().get_context_data(
            shown=shown, total=total, several=several, ticked=ticked, today=timezone.localdate(), **kwargs
        )

    def perform(self, form):
        data = form.cleaned_data
        rows = list(data["rows"].select_related("activity__section__roadmap__organization"))
        return close_overdue(rows, done_on=data["done_on"], reason=data["reason"], **self.clock())

    def form_valid(self, form):
        said = ngettext("%(number)s deadline marked as done.", "%(number)s deadlines marked as done.", self.result)
        messages.success(self.request, said % {"number": self.result})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("home")

    def get_cancel_url(self) -> str:
        return self.get_success_url()


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

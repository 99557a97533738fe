"""Execution: what people do with occurrences and evidence, and the matrix of those who look over them."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.views import ActionView, DetailView, DownloadView, ObjectFormView, PageView, back_to
from orders.models import Order

from ..forms.events import EventForm
from ..forms.execution import DatesForm, DoneForm, EvidenceForm, WaiveForm
from ..models import Activity, Evidence, Occurrence, Roadmap
from ..selectors.events import awaited_by, with_events
from ..selectors.execution import Figures, standings
from ..services import execution
from ..services.events import choose_events, notice_events


class ActivityView(DetailView):
    """One activity: its wording, how the deadline was understood, what falls due, what shows it was done."""

    model = Activity
    permission_required = "roadmaps.view_roadmap"
    template_name = "roadmaps/activity_detail.html"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("section__roadmap__organization")
            .prefetch_related("responsible__user", "events")
        )

    def get_context_data(self, **kwargs):
        user, roadmap = self.request.user, self.object.roadmap
        if roadmap.state == Roadmap.State.APPROVED:
            notice_events(
                [self.object], at=timezone.localtime()
            )  # what has just happened is not waited for on the page
        awaited = awaited_by(self.object)
        occurrences = self.object.occurrences.prefetch_related("evidence__order", "evidence__file")
        return super().get_context_data(
            title=f"{self.object.number} {self.object.title}".strip(),
            breadcrumbs=[(_("Roadmaps"), reverse("roadmaps:list")), (roadmap.title, roadmap.get_absolute_url())],
            occurrences=[(row, row.status(timezone.localdate())) for row in occurrences],
            awaited=awaited,
            waits=any(each.is_open for each in awaited),
            today=timezone.localdate(),
            in_force=roadmap.state == Roadmap.State.APPROVED,
            may_mark=user.has_perm("roadmaps.mark_occurrence", self.object),
            may_waive=user.has_perm("roadmaps.waive_occurrence", self.object),
            may_set_dates=user.has_perm("roadmaps.set_dates", self.object),
            may_see_evidence=user.has_perm("roadmaps.view_evidence", self.object),
            **kwargs,
        )


class OccurrenceMixin:
    """A page about one occurrence, whose activity and roadmap are read with it."""

    model = Occurrence
    permission_required = "roadmaps.mark_occurrence"

    def get_queryset(self):
        return super().get_queryset().select_related("activity__section__roadmap__organization")

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def clock(self) -> dict:
        """Who does it and when, as every service wants it."""
        return {"by": self.request.user, "at": timezone.localtime()}


class OccurrenceStartView(OccurrenceMixin, ActionView):
    success_message = _("Marked: in progress.")

    def perform(self):
        execution.start_occurrence(self.object, **self.clock())


class OccurrenceReopenView(OccurrenceMixin, ActionView):
    success_message = _("The activity is open again.")

    def perform(self):
        execution.reopen_occurrence(self.object, **self.clock())


class OccurrenceFormView(OccurrenceMixin, ObjectFormView):
    template_name = "roadmaps/occurrence_form.html"
    submit_label = _("Save")
    title = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, submit_label=self.submit_label, **kwargs)


class OrderChoiceMixin:
    """The evidence form offers the orders of the own register."""

    def get_form_kwargs(self):
        organization = self.object.activity.roadmap.organization
        orders = Order.objects.visible_to(self.request.user).signed().filter(organization=organization)
        return {**super().get_form_kwargs(), "orders": orders}


class OccurrenceDoneView(OrderChoiceMixin, OccurrenceFormView):
    form_class = DoneForm
    title = _("Mark as done")
    submit_label = _("Mark as done")
    success_message = _("Marked as done.")

    def get_initial(self):
        return {"done_on": timezone.localdate()}

    def perform(self, form):
        execution.mark_done(self.object, done_on=form.cleaned_data["done_on"], evidence=form.evidence, **self.clock())


class OccurrenceWaiveView(OccurrenceFormView):
    permission_required = "roadmaps.waive_occurrence"
    form_class = WaiveForm
    title = _("Not required")
    submit_label = _("Mark as not required")
    success_message = _("Marked as not required.")

    def perform(self, form):
        execution.waive_occurrence(self.object, reason=form.cleaned_data["reason"], **self.clock())


class EvidenceAddView(OrderChoiceMixin, OccurrenceFormView):
    form_class = EvidenceForm
    title = _("Attach a document")
    submit_label = _("Attach")
    success_message = _("Attached.")

    def perform(self, form):
        execution.add_evidence(self.object, form.evidence, **self.clock())


class EvidenceDownloadView(DownloadView):
    model = Evidence
    permission_required = "roadmaps.view_evidence"

    def get_queryset(self):
        return super().get_queryset().select_related("file", "occurrence__activity__section__roadmap__organization")

    def get_file(self) -> StoredFile:
        if self.object.file is None:
            raise Http404
        return self.object.file


class EvidenceRemoveView(ActionView):
    model = Evidence
    permission_required = "roadmaps.remove_evidence"
    success_message = _("Removed.")

    def get_queryset(self):
        return super().get_queryset().select_related("occurrence__activity__section__roadmap__organization")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("Remove the document?"),
            text=self.object,
            consequences=[_("The file itself stays in the archive; the audit trail keeps who removed it.")],
            cancel_url=self.get_success_url(),
            **kwargs,
        )

    def perform(self):
        execution.remove_evidence(self.object, by=self.request.user, at=timezone.localtime())

    def get_success_url(self) -> str:
        return self.object.occurrence.get_absolute_url()


class ActivityDatesView(ObjectFormView):
    """Dates set by hand where the wording cannot be read, or was read otherwise than meant."""

    model = Activity
    permission_required = "roadmaps.set_dates"
    template_name = "roadmaps/activity_dates.html"
    form_class = DatesForm
    success_message = _("The dates are set.")

    def get_queryset(self):
        return super().get_queryset().select_related("section__roadmap__organization")

    def get_initial(self):
        lines = (
            f"{opens:%d.%m.%Y} – {due:%d.%m.%Y}" if opens else f"{due:%d.%m.%Y}"
            for opens, due in self.object.hand_dates
        )
        return {"dates": "\n".join(lines)}

    def perform(self, form):
        execution.set_dates(self.object, form.cleaned_data["dates"], by=self.request.user, at=timezone.localtime())

    def get_success_url(self) -> str:
        return back_to("roadmaps:activity", self.object.pk)


class ActivityEventsView(ObjectFormView):
    """Which event the deadline waits for: chosen, or replaced, also when the roadmap is in force."""

    model = Activity
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


class ExecutionView(PageView):
    """The matrix of institutions: who is late, who has no roadmap, how far each one is. No child's name in it."""

    permission_required = "roadmaps.view_execution"
    template_name = "roadmaps/execution.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        found = standings(self.request.user, today)
        wanted = self.request.GET.get("status", "")
        return super().get_context_data(
            title=_("Execution of roadmaps"),
            standings=[standing for standing in found if not wanted or standing.status == wanted],
            total=sum((standing.figures for standing in found), Figures()),
            statuses={status: sum(s.status == status for s in found) for status in STATUS_ORDER},
            wanted=wanted,
            today=today,
            url=reverse("roadmaps:execution"),
            **kwargs,
        )


STATUS_ORDER = ("overdue", "not_started", "waiting", "in_progress", "done")

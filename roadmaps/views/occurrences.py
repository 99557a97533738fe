"""What people do with one occurrence: begin it, mark it done or not required, open it again, attach documents."""

from datetime import timedelta
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import as_download
from core.models import StoredFile
from core.views import ActionView, DetailView, DownloadView, ObjectFormView
from notifications import ics
from notifications.services.events import event_of
from orders.models import Order

from ..agenda import entry_of
from ..forms.execution import DoneForm, EvidenceForm, WaiveForm
from ..models import Evidence, Occurrence
from ..services import execution
from .common import LIST_TITLE

OLDEST_ORDER = timedelta(days=366)  # before the roadmap's beginning: earlier ones show nothing about it


class WithinActivity:
    """A page about an occurrence or what is attached to it: the way to it, and back to the row of its activity."""

    @property
    def occurrence(self) -> Occurrence:
        return self.object if isinstance(self.object, Occurrence) else self.object.occurrence

    def get_breadcrumbs(self):
        activity = self.occurrence.activity
        return [
            (LIST_TITLE, reverse("roadmaps:list")),
            (activity.roadmap.brief, activity.roadmap.get_absolute_url()),
            (_("Activity %(number)s") % {"number": activity.number}, self.occurrence.get_absolute_url()),
        ]

    def get_success_url(self) -> str:
        return self.occurrence.get_absolute_url()


class OccurrenceMixin(WithinActivity):
    model = Occurrence
    permission_required = "roadmaps.mark_occurrence"

    def get_queryset(self):
        return super().get_queryset().select_related("activity__section__roadmap__organization")

    def get_context_data(self, **kwargs):
        return super().get_context_data(activity=self.object.activity, **kwargs)


class OccurrenceStartView(OccurrenceMixin, ActionView):
    title = gettext_lazy("Begin the activity?")
    submit = gettext_lazy("Begin")
    success_message = gettext_lazy("Marked: in progress.")

    def perform(self):
        execution.start_occurrence(self.object, **self.clock())


class OccurrenceReopenView(OccurrenceMixin, ActionView):
    title = gettext_lazy("Open the activity again?")
    submit = gettext_lazy("Open again")
    success_message = gettext_lazy("The activity is open again; what was attached has stayed.")

    def perform(self):
        execution.reopen_occurrence(self.object, **self.clock())


class OccurrenceFormView(OccurrenceMixin, ObjectFormView):
    template_name = "roadmaps/occurrence_form.html"


class WithOrders:
    """The form offers the orders of the own register that can have to do with the roadmap."""

    def get_form_kwargs(self):
        roadmap = self.object.activity.roadmap
        orders = Order.objects.visible_to(self.request.user).signed().filter(organization=roadmap.organization)
        recent = orders.filter(signed_on__gte=roadmap.period_from - OLDEST_ORDER)
        return {**super().get_form_kwargs(), "orders": recent}


class OccurrenceDoneView(WithOrders, OccurrenceFormView):
    """Reached from the activity or, with `?back=home`, from the list of today."""

    form_class = DoneForm
    title = gettext_lazy("Mark as done")
    submit = gettext_lazy("Mark as done")

    def get_initial(self):
        return {"done_on": timezone.localdate(), "seen": self.object.times_done}

    def perform(self, form):
        data = form.cleaned_data
        execution.mark_done(
            self.object, done_on=data["done_on"], seen=data["seen"], evidence=form.evidence, **self.clock()
        )

    def get_success_url(self) -> str:
        return reverse("home") if self.request.GET.get("back") == "home" else super().get_success_url()

    @property
    def success_message(self) -> str:
        """Leads to the activity: a mark made by mistake is taken back there."""
        row = self.object
        counted = _("%(done)s of %(needed)s times") % {"done": row.times, "needed": row.needed}
        said = _("Marked as done") if row.needed == 1 else f"{_('Marked as done')} ({counted})"
        return format_html('{}: <a href="{}">{}</a>', said, row.get_absolute_url(), row.activity)


class OccurrenceWaiveView(OccurrenceFormView):
    permission_required = "roadmaps.waive_occurrence"
    form_class = WaiveForm
    title = gettext_lazy("Mark as not required")
    submit = gettext_lazy("Mark as not required")
    success_message = gettext_lazy("Marked as not required.")

    def perform(self, form):
        execution.waive_occurrence(self.object, reason=form.cleaned_data["reason"], **self.clock())


class OccurrenceCalendarView(OccurrenceMixin, DetailView):
    """One deadline as a file for any calendar program: the same event as in the feed."""

    permission_required = "roadmaps.view_roadmap"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        entry = entry_of(self.object)
        if entry is None:
            raise Http404
        content = BytesIO(ics.single(event_of(request.user, entry, at=timezone.now())))
        return as_download(content, name=f"srok-{self.object.due:%Y-%m-%d}.ics", content_type=ics.CONTENT_TYPE)


class EvidenceAddView(WithOrders, OccurrenceFormView):
    form_class = EvidenceForm
    title = gettext_lazy("Attach a document")
    submit = gettext_lazy("Attach")
    success_message = gettext_lazy("Attached.")

    def perform(self, form):
        execution.attach_all(self.object, form.evidence, **self.clock())


class EvidenceMixin(WithinActivity):
    model = Evidence

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("file", "order", "occurrence__activity__section__roadmap__organization")
        )


class EvidenceDownloadView(EvidenceMixin, DownloadView):
    permission_required = "roadmaps.view_evidence"

    def get_file(self) -> StoredFile:
        if self.object.file is None:
            raise Http404
        return self.object.file


class EvidenceRemoveView(EvidenceMixin, ActionView):
    permission_required = "roadmaps.remove_evidence"
    title = gettext_lazy("Remove the document?")
    submit = gettext_lazy("Remove")
    success_message = gettext_lazy("Removed.")

    def get_context_data(self, **kwargs):
        consequences = [_("The file itself stays in the archive; the audit trail keeps who removed it.")]
        return super().get_context_data(text=self.object, consequences=consequences, danger=True, **kwargs)

    def perform(self):
        execution.remove_evidence(self.object, **self.clock())

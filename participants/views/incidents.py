"""The register of incidents with personal data: the clocks of 24 and 72 hours, the notices to Roskomnadzor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import DetailView, EditView, FormView, ListView

from ..forms.desk import IncidentForm
from ..models import Incident
from ..papers.notices import NOTICES, incident_notice
from ..registers import IncidentTable
from ..selectors.desk import clocks_of
from ..services import desk
from .desk import TITLE as DESK
from .papers import as_paper

TITLE = gettext_lazy("Incidents with personal data")


class IncidentListView(ListView):
    permission_required = "participants.list_incidents"
    model = Incident
    table_class = IncidentTable
    filterset_fields: list[str] = []
    template_name = "participants/incident_list.html"
    title = TITLE
    download_formats = ()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        at = timezone.now()
        for row in context["table"].paginated_rows:
            row.record.clocks = clocks_of(row.record, at)
        return context

    def get_breadcrumbs(self):
        return [(DESK, reverse("participants:requests"))]


class IncidentAddView(FormView):
    permission_required = "participants.handle_incident"
    template_name = "participants/grouped_form.html"
    form_class = IncidentForm
    title = gettext_lazy("New incident")
    submit = gettext_lazy("Enter the incident")

    def get_breadcrumbs(self):
        return [(DESK, reverse("participants:requests")), (TITLE, self.get_cancel_url())]

    def get_initial(self):
        return {"found_at": timezone.localtime().replace(second=0, microsecond=0)}

    def perform(self, form) -> Incident:
        organization = self.request.user.acting.organization
        return desk.report_incident(organization, values=form.values, **self.clock())

    def form_valid(self, form):
        first = clocks_of(self.result, timezone.now())[0]
        if first.state == "overdue":
            messages.warning(
                self.request, _("The incident is entered. The 24 hours are over: send the notice at once.")
            )
        else:
            until = date_format(timezone.localtime(first.until), "d.m.Y H:i")
            said = _("The incident is entered: the notice is to be sent by %(until)s.")
            messages.success(self.request, said % {"until": until})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("participants:incident", args=[self.result.pk])

    def get_cancel_url(self) -> str:
        return reverse("participants:incidents")


class IncidentMixin:
    model = Incident

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_breadcrumbs(self):
        return [(DESK, reverse("participants:requests")), (TITLE, reverse("participants:incidents"))]

    def get_success_url(self) -> str:
        return reverse("participants:incident", args=[self.object.pk])


class IncidentView(IncidentMixin, DetailView):
    permission_required = "participants.list_incidents"
    template_name = "participants/incident_detail.html"

    def get_title(self):
        return self.object

    def get_context_data(self, **kwargs):
        return super().get_context_data(clocks=clocks_of(self.object, timezone.now()), **kwargs)


class IncidentEditView(IncidentMixin, EditView):
    permission_required = "participants.handle_incident"
    template_name = "participants/grouped_form.html"
    form_class = IncidentForm
    title = gettext_lazy("What became known of the incident")
    success_message = gettext_lazy("Saved.")

    def perform(self, form) -> None:
        desk.follow_incident(self.object, values=form.values, **self.clock())


class IncidentNoticeView(IncidentMixin, DetailView):
    """The notice to Roskomnadzor: the first one or the results of the investigation."""

    permission_required = "participants.list_incidents"

    def get(self, request, *args, part: str, form: str, **kwargs) -> HttpResponse:
        if part not in NOTICES:
            raise Http404
        return as_paper(incident_notice(self.object, part, at=self.clock()["at"]), form)

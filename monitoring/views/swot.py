"""SWOT cards: begun from the surveys, edited, printed."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from core.views import DetailView, EditView, FormView, ListView

from ..forms.surveys import SwotDayForm, SwotForm
from ..models import SwotCard
from ..papers.swot import swot_document
from ..services import swot
from ..tables.surveys import SwotTable
from .downloads import DownloadableMixin
from .survey_common import surveys_crumb

CARDS = (_("SWOT analysis"), "monitoring:swots")


class SwotListView(ListView):
    permission_required = "monitoring.list_surveys"
    model = SwotCard
    table_class = SwotTable
    template_name = "monitoring/swot_list.html"
    title = CARDS[0]
    filterset_fields = ["on"]

    def get_breadcrumbs(self):
        return [surveys_crumb()]

    def get_queryset(self):
        return super().get_queryset().select_related("organization")


class SwotBeginView(FormView):
    permission_required = "monitoring.open_survey"
    form_class = SwotDayForm
    title = _("New SWOT card")
    submit = _("Fill from the surveys")

    def get_breadcrumbs(self):
        return [surveys_crumb(), (CARDS[0], reverse(CARDS[1]))]

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_cancel_url(self) -> str:
        return reverse(CARDS[1])

    def perform(self, form) -> SwotCard:
        return swot.begin_card(self.request.user.acting.organization, **form.cleaned_data, **self.clock())

    def get_success_url(self) -> str:
        return reverse("monitoring:swot_edit", args=[self.result.pk])


class SwotMixin:
    model = SwotCard
    context_object_name = "card"

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_title(self):
        return _("SWOT of the programme, %(day)s") % {"day": f"{self.object.on:%d.%m.%Y}"}

    def get_breadcrumbs(self):
        return [surveys_crumb(), (CARDS[0], reverse(CARDS[1]))]


class SwotView(DownloadableMixin, SwotMixin, DetailView):
    """Two by two; `?download=pdf|docx`."""

    permission_required = "monitoring.view_survey"
    template_name = "monitoring/swot_detail.html"
    formats = ("pdf", "docx")

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm("monitoring.change_survey", self.object)
        return super().get_context_data(may_change=may_change, **kwargs)

    def get_document(self) -> Document:
        return swot_document(self.object, at=timezone.localtime())


class SwotEditView(SwotMixin, EditView):
    permission_required = "monitoring.change_survey"
    form_class = SwotForm
    success_message = _("The card is saved.")

    def perform(self, form) -> None:
        swot.change_card(form.instance, seen=form.cleaned_data["seen"], **self.clock())

"""What was made for platforms: the history, the file once more, the mark that it was loaded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.files import attachment
from core.views import DetailView, ListView, ObjectFormView, back_to

from ..filters import SendingFilter
from ..forms.exchange import LoadedForm
from ..models import Sending
from ..services import sendings
from ..tables.exchange import SendingTable
from .common import EXCHANGE, crumb


class SendingListView(ListView):
    """Of one's own organisation and of those below it; files with names are given out only in the very institution."""

    permission_required = "monitoring.list_exchange"
    model = Sending
    table_class = SendingTable
    template_name = "monitoring/exchange/sendings.html"
    title = _("What was sent")
    filterset_class = SendingFilter

    def get_queryset(self):
        return super().get_queryset().select_related("exchange_format__organization", "organization", "by", "file")

    def get_breadcrumbs(self):
        return [crumb(EXCHANGE)]

    def get_table_kwargs(self):
        return {**super().get_table_kwargs(), "user": self.request.user}


class SendingMixin:
    model = Sending

    def get_queryset(self):
        return super().get_queryset().select_related("exchange_format__organization", "organization", "file")

    def get_breadcrumbs(self):
        return [crumb(EXCHANGE)]


class SendingFileView(SendingMixin, DetailView):
    """The file as it was sent, or in words why it is not given out."""

    permission_required = "monitoring.take_sending"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        try:
            return attachment(sendings.give_out(self.object, **self.clock()))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("monitoring:sendings")


class SendingLoadedView(SendingMixin, ObjectFormView):
    permission_required = "monitoring.mark_sending"
    form_class = LoadedForm
    submit = _("Mark as loaded")
    success_message = _("Marked as loaded into the platform.")

    def get_title(self):
        return _("Loaded into the platform: %(sending)s") % {"sending": self.object}

    def get_initial(self):
        note = self.object.loaded_note
        return {"loaded_on": self.object.loaded_on or timezone.localdate(), "loaded_note": note}

    def perform(self, form):
        sendings.mark_loaded(self.object, **form.cleaned_data, **self.clock())

    def get_success_url(self):
        return back_to("monitoring:sendings", anchor=f"sending-{self.object.pk}")

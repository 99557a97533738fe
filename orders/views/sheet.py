"""The papers of an order and its sheet of acquaintance."""

from io import BytesIO

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.documents import Document, content_type, render
from core.files import as_download
from core.views import ActionView, DetailView, ObjectFormView

from .. import services
from ..annexes import annexes_of
from ..forms import MarkForm
from ..models import Acknowledgement
from ..papers import check_url, order_document, sheet_document
from .common import OrderMixin, register_crumb


class PaperView(OrderMixin, DetailView):
    """The order as a file made now: a draft to print and sign, or the Word text of a signed one."""

    permission_required = "orders.read_order"

    def get_document(self) -> Document:
        if not self.object.clauses:
            raise Http404  # entered from paper: there is only its scan
        qr = check_url(self.object) if self.object.check_code else None
        return order_document(self.object, annexes_of(self.object), qr=qr)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        format, document = kwargs["format"], self.get_document()
        content = BytesIO(render(document, format))
        return as_download(content, name=document.download_name(format), content_type=content_type(format))


class SheetView(PaperView):
    """The sheet of acquaintance to print."""

    permission_required = "orders.keep_sheet"

    def get_document(self) -> Document:
        return sheet_document(self.object)


class AcknowledgeView(OrderMixin, ActionView):
    """«Ознакомлен(а)», by those whom the order names."""

    permission_required = "orders.acknowledge_order"
    title = _("Have you read the order?")
    submit = _("I have read it")
    success_message = _("Your acquaintance with the order is recorded.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=f"{self.object} «{self.object.title}»", **kwargs)

    def perform(self) -> None:
        services.acknowledge(self.object, **self.clock())


class MarkView(ObjectFormView):
    """A line of the sheet, entered from the signed paper."""

    model = Acknowledgement
    permission_required = "orders.keep_sheet"
    form_class = MarkForm
    title = _("Entered from the signed sheet")
    submit = _("Enter")
    success_message = _("The line of the sheet is filled in.")

    def get_queryset(self):
        return super().get_queryset().select_related("order__organization", "order__series")

    @cached_property
    def order(self):
        return self.object.order

    def get_permission_object(self):
        return self.order

    def get_breadcrumbs(self):
        return [register_crumb(), (self.order, self.order.get_absolute_url())]

    def get_initial(self):
        return {"on": self.order.signed_on}

    def perform(self, form) -> None:
        services.mark_acknowledged(self.object, on=form.cleaned_data["on"], **self.clock())

    def get_success_url(self) -> str:
        return reverse("orders:detail", args=[self.object.order_id]) + "#sheet"

"""The register, the card of an order, an order entered from paper, its scan, its cancelling, the numbering."""

from django.db.models.functions import Length
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.views import DetailView, DownloadView, FormView, ListView, ObjectFormView
from organizations.models import Organization

from .. import services
from ..filters import OrderFilter
from ..forms import AttachScanForm, CancelForm, PaperOrderForm, SeriesForm
from ..models import Order
from ..proposing import names_in
from ..selectors import free_ordinal
from ..subjects import subjects_of
from ..tables import OrderTable
from .common import OrderMixin, register_crumb, text_context, unbroken

# What the card asks by, and the right behind it.
RIGHTS = {
    "read": "read_order",
    "change": "change_draft",
    "take_back": "take_back",
    "sign": "sign_order",
    "attach": "attach_scan",
    "keep_sheet": "keep_sheet",
    "cancel": "cancel_order",
}


class OrderListView(ListView):
    permission_required = "orders.list_orders"
    model = Order
    table_class = OrderTable
    filterset_class = OrderFilter
    template_name = "orders/order_list.html"
    partial_template_name = "orders/_order_results.html"
    title = _("Order register")

    def get_queryset(self):
        return super().get_queryset().select_related("organization").annotate(number_length=Length("number"))

    def get_table_kwargs(self):
        organization = self.request.user.acting.organization
        alone = organization is not None and organization.level == Organization.Level.INSTITUTION
        return {**super().get_table_kwargs(), "exclude": ["organization"] if alone else []}


class OrderDetailView(OrderMixin, DetailView):
    permission_required = "orders.view_order"
    template_name = "orders/order_detail.html"

    def get_title(self):
        if self.object.is_unsigned:
            return _("Draft of an order")
        return _("Order %(order)s") % {"order": unbroken(self.object)}

    def get_breadcrumbs(self):
        return [register_crumb()]

    def get_context_data(self, **kwargs):
        may = {name: self.request.user.has_perm(f"orders.{right}", self.object) for name, right in RIGHTS.items()}
        return super().get_context_data(
            may=may,
            **text_context(self.object),
            subjects=subjects_of(self.object),
            names=names_in(self.object) if may["change"] else [],
            steps=list(self.object.steps.all()),
            amendments=self.object.amendments.signed().select_related("series"),
            sheet=self.object.acknowledgements.all(),
            own_line=self.object.acknowledgements.filter(user=self.request.user, acquainted_on=None).exists(),
            today=timezone.localdate(),
            **kwargs,
        )


class OrderDownloadView(OrderMixin, DownloadView):
    permission_required = "orders.read_order"

    def get_file(self) -> StoredFile:
        if self.object.paper is None:
            raise Http404
        return self.object.paper


class OrderCreateView(FormView):
    """An order signed on paper, entered with the number and the date it bears."""

    permission_required = "orders.add_order"
    form_class = PaperOrderForm
    title = _("Enter an order from paper")
    submit = _("Enter into the register")
    success_message = _("The order stands in the register.")

    def get_breadcrumbs(self):
        return [register_crumb()]

    def get_initial(self):
        return {"signer_position": self.request.user.acting.organization.head_position}

    def perform(self, form) -> Order:
        organization = self.request.user.acting.organization
        return services.register_paper_order(organization=organization, **form.cleaned_data, **self.clock())

    def get_success_url(self) -> str:
        return self.result.get_absolute_url()

    def get_cancel_url(self) -> str:
        return reverse("orders:list")


class ScanView(OrderMixin, ObjectFormView):
    permission_required = "orders.attach_scan"
    form_class = AttachScanForm
    title = _("Attach the scan")
    submit = _("Attach")
    success_message = _("The scan is attached.")

    def perform(self, form) -> None:
        services.attach_scan(self.object, scan=form.cleaned_data["scan"], **self.clock())


class OrderCancelView(OrderMixin, ObjectFormView):
    permission_required = "orders.cancel_order"
    form_class = CancelForm
    template_name = "confirm.html"
    title = _("Cancel the order?")
    submit = _("Cancel the order")
    success_message = _("The order is cancelled.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            text=f"{self.object} «{self.object.title}»",
            consequences=[
                _("The order stays in the register, marked as cancelled, with the reason."),
                _("Its number is not given again."),
                _("This cannot be taken back."),
            ],
            danger=True,
            **kwargs,
        )

    def perform(self, form) -> None:
        services.cancel_order(self.object, reason=form.cleaned_data["reason"], **self.clock())


class SeriesView(FormView):
    """How the organisation numbers and dates its orders."""

    permission_required = "orders.configure_series"
    form_class = SeriesForm
    title = _("Numbering of orders")
    success_message = _("The numbering is saved.")

    def get_breadcrumbs(self):
        return [register_crumb()]

    def get_form_kwargs(self):
        series = services.default_series(self.request.user.acting.organization)
        year = timezone.localdate().year
        return {
            **super().get_form_kwargs(),
            "instance": series,
            "initial": {"next_ordinal": free_ordinal(series, year)},
        }

    def perform(self, form) -> None:
        series = services.default_series(self.request.user.acting.organization)
        services.configure_series(series, **form.cleaned_data, **self.clock())

    def get_success_url(self) -> str:
        return reverse("orders:list")

    def get_cancel_url(self) -> str:
        return reverse("orders:list")

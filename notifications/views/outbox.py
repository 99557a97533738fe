"""The outbox of the whole product, for the administrator: what waits, what has gone, what was given up and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.queue import tell_worker
from core.views import ActionView, DetailView, FormView, ListView

from ..channels import channel_of
from ..filters import TABS, DeliveryFilter
from ..models import Delivery, DeliveryItem
from ..selectors import delivery_counts, failures_by_reason, readable_notifications
from ..services.resending import retry_delivery, retry_failed
from ..tables import DeliveryTable
from ..tasks import send_letters

OUTBOX = gettext_lazy("Deliveries")


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    count: int
    url: str
    is_here: bool


class DeliveriesView(ListView):
    permission_required = "notifications.list_deliveries"
    model = Delivery
    table_class = DeliveryTable
    filterset_class = DeliveryFilter
    template_name = "notifications/delivery_list.html"
    partial_template_name = "notifications/_deliveries.html"
    title = OUTBOX

    def get_queryset(self):
        return super().get_queryset().select_related("recipient").annotate(held=_held())

    def get_context_data(self, **kwargs):
        shown = self.filterset.in_every_state
        return super().get_context_data(
            tabs=self._tabs(delivery_counts(shown)),
            reasons=failures_by_reason(shown),
            retry_url=_address("notifications:deliveries_retry", self.request.GET),
            **kwargs,
        )

    def _tabs(self, counts: Mapping[str, int]) -> list[Tab]:
        """«All» and one for each state that is told apart, with how many there are under the other filters."""
        here = self.request.GET.get("state", "")
        everything = Tab(_("all"), sum(counts.values()), self._tab_url(""), here not in TABS)
        return [
            everything,
            *(
                Tab(tab.label, sum(counts[state] for state in states), self._tab_url(tab), here == tab)
                for tab, states in TABS.items()
            ),
        ]

    def _tab_url(self, state: str) -> str:
        return _address("notifications:deliveries", self.request.GET, **{"state": state} if state else {})


class DeliveryView(DetailView):
    """One delivery: what befell it, and what it holds, as far as that is of the administrator's organisations."""

    permission_required = "notifications.list_deliveries"
    model = Delivery
    template_name = "notifications/delivery_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("recipient").annotate(held=_held())

    def get_title(self):
        return str(self.object.recipient)

    def get_breadcrumbs(self):
        return [(OUTBOX, reverse("notifications:deliveries"))]

    def get_context_data(self, **kwargs):
        readable = readable_notifications(self.request.user, self.object)
        return super().get_context_data(
            readable=readable,
            others=self.object.held - len(readable),
            channel=channel_of(self.object.channel).label,
            **kwargs,
        )


class DeliveryRetryView(ActionView):
    permission_required = "notifications.retry_delivery"
    model = Delivery
    title = gettext_lazy("Send it again?")
    submit = gettext_lazy("Send again")
    success_message = gettext_lazy("It waits for sending again.")

    def get_queryset(self):
        return super().get_queryset().select_related("recipient")

    def get_breadcrumbs(self):
        return [(OUTBOX, self.get_success_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object.recipient, **kwargs)

    def perform(self):
        retry_delivery(self.object, **self.clock())
        tell_worker(send_letters)

    def get_success_url(self) -> str:
        return reverse("notifications:deliveries")


class RetryFailedView(FormView):
    """Everything that was given up, among what the filters of the list show."""

    permission_required = "notifications.retry_delivery"
    form_class = Form
    template_name = "confirm.html"
    title = gettext_lazy("Send everything again that was given up?")
    submit = gettext_lazy("Send again")

    def get_breadcrumbs(self):
        return [(OUTBOX, reverse("notifications:deliveries"))]

    @property
    def shown(self) -> QuerySet[Delivery]:
        deliveries = Delivery.objects.visible_to(self.request.user)
        return DeliveryFilter(self.request.GET, deliveries).in_every_state

    def get_context_data(self, **kwargs):
        reasons = "; ".join(f"{reason} – {count}" for reason, count in failures_by_reason(self.shown))
        return super().get_context_data(
            text=_("Given up because: %(reasons)s.") % {"reasons": reasons} if reasons else _("Nothing was given up."),
            consequences=[
                _("It goes out within some minutes, once."),
                _("If the cause is still there, it will be given up again after five attempts within a day."),
            ],
            **kwargs,
        )

    def perform(self, form):
        count = retry_failed(self.shown, **self.clock())
        said = ngettext("%(count)s waits for sending again.", "%(count)s wait for sending again.", count)
        self.success_message = said % {"count": count}
        tell_worker(send_letters)

    def get_success_url(self):
        return _address("notifications:deliveries", self.request.GET)

    def get_cancel_url(self):
        return self.get_success_url()


def _held() -> Coalesce:
    """How many notifications a delivery holds."""
    items = DeliveryItem.objects.filter(delivery=OuterRef("pk")).order_by().values("delivery")
    return Coalesce(Subquery(items.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


def _address(name: str, query: QueryDict, **more: str) -> str:
    """The page with the present filters, but on its first sheet and in the given state."""
    kept = query.copy()
    for parameter in ("state", "page"):
        kept.pop(parameter, None)
    for parameter, value in more.items():
        kept[parameter] = value
    return f"{reverse(name)}?{kept.urlencode()}"

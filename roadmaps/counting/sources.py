"""What the apps below keep a record of: signed orders."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.models import Order

from ..events.wording import speaks_of
from ..models import Activity
from .registry import Counted, CountSource


class OrdersSigned(CountSource):
    """Signed orders of a kind."""

    code = "orders"
    label = gettext_lazy("Signed orders")

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in Order.Kind if kind != Order.Kind.OTHER]

    def suggest(self, activity: Activity) -> list[str]:
        said = f"{activity.title} {activity.result}"
        return [kind.value for kind in Order.Kind if kind != Order.Kind.OTHER and speaks_of(said, str(kind.label))]

    def say(self, activity: Activity, parameter: str) -> str:
        return _("order signed: %(kind)s") % {"kind": super().say(activity, parameter)}

    def found(self, organization_id: int, parameters: Collection[str], first: date, last: date) -> list[Counted]:
        orders = Order.objects.signed().filter(
            organization=organization_id, kind__in=parameters, signed_on__range=(first, last)
        )
        return [
            Counted(order.signed_on, f"order:{order.pk}", f"{order} «{order.title}»", order.get_absolute_url())
            for order in orders.select_related("series")
        ]

"""What the pages about one order share."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import clauses
from ..annexes import shown_of
from ..models import Order
from ..papers import ACQUAINTED, ORDERED, letterhead


def register_crumb() -> tuple:
    return _("Order register"), reverse("orders:list")


def unbroken(order: Order) -> str:
    """«№ 259-од от 16.11.2026» for a heading: the number stays on one line."""
    return str(order).replace("-", "\N{NON-BREAKING HYPHEN}").replace("№ ", "№\N{NO-BREAK SPACE}")


def text_context(order: Order) -> dict:
    """What templates/orders/_order_text.html and _tables.html show."""
    return {
        "order": order,
        "letterhead": letterhead(order.organization),
        "clauses": clauses.from_json(order.clauses),
        "annexes": shown_of(order),
        "ordered": ORDERED,
        "acquainted_title": ACQUAINTED,
    }


class OrderMixin:
    """A page about one order of the register."""

    model = Order

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "series", "paper")

    def get_breadcrumbs(self):
        return [register_crumb(), (self.object, self.object.get_absolute_url())]

"""What stands on an order of the register: the pairs that it assigned or ended (orders/subjects.py)."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from orders.models import Order
from orders.subjects import Subject

from .models import Pairing


def subjects_of(order: Order) -> Iterator[Subject]:
    """The pairs by number, never by name: those above the institution read the register too."""
    pairs = Pairing.objects.filter(Q(order=order) | Q(end_order=order)).values_list("state", "order_id")
    if not pairs:
        return
    label = ngettext("%(number)d pair or group", "%(number)d pairs and groups", len(pairs)) % {"number": len(pairs)}
    in_force = any(state == Pairing.State.APPROVED and number == order.pk for state, number in pairs)
    yield Subject(label, f"{reverse('pairing:pairs')}?order={order.pk}", in_force=in_force)

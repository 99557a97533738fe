"""What stands on an order of the register: pairs assigned or changed, plans approved (orders/subjects.py).

By number, never by name: those above the institution read the register too. While pairs that an order assigned work,
it cannot be cancelled; the order of a change can, and takes the change back, unless something was decided upon it.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orders.models import Order
from orders.subjects import Subject

from .models import IndividualPlan, PairChange, Pairing


def subjects_of(order: Order) -> Iterator[Subject]:
    yield from _assigned(order)
    yield from _changed(order)
    yield from _approved(order)


def _assigned(order: Order) -> Iterator[Subject]:
    pairs = Pairing.objects.filter(order=order, replaces=None)
    if number := pairs.count():
        label = ngettext("%(number)d pair or group", "%(number)d pairs and groups", number) % {"number": number}
        yield Subject(label, _pairs_of(order), in_force=pairs.open().exists())


def _changed(order: Order) -> Iterator[Subject]:
    changes = list(order.pair_changes.order_by("pk"))
    if not changes:
        return
    change = changes[0]
    said = {"kind": change.get_kind_display(), "day": f"{change.last_day:%d.%m.%Y}", "pair": change.pairing}
    if len(changes) == 1:
        label = _("pair %(pair)s: %(kind)s, last day %(day)s") % said
    else:
        words = ngettext("%(number)d pair: %(kind)s", "%(number)d pairs: %(kind)s", len(changes))
        label = words % {**said, "number": len(changes)}
    is_binding = order.is_unsigned or _is_built_upon(order)
    yield Subject(label, _pairs_of(order), is_binding, goes_with_order=True)


def _is_built_upon(order: Order) -> bool:
    """Something was decided later of the pairs that the order changed or of those that it began."""
    later = PairChange.objects.exclude(order=order).exclude(order__state=Order.State.CANCELLED)
    first = order.pair_changes.order_by("pk").values_list("pk", flat=True).first()
    about = Q(pairing__changes__order=order, pk__gt=first) | Q(pairing__order=order)
    return later.filter(about).exists()


def _approved(order: Order) -> Iterator[Subject]:
    number = IndividualPlan.objects.filter(order=order).count()
    if number:
        label = ngettext("%(number)d personalised programme", "%(number)d personalised programmes", number)
        plans = f"{reverse('pairing:plans')}?order={order.pk}"
        yield Subject(label % {"number": number}, plans, order.is_unsigned, goes_with_order=True)


def _pairs_of(order: Order) -> str:
    return f"{reverse('pairing:pairs')}?order={order.pk}"

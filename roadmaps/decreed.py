"""What an order of the register approved: the roadmap that stands on it (orders/subjects.py)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from orders.models import Order
from orders.subjects import Subject

from .models import Roadmap


def subjects_of(order: Order) -> Iterator[Subject]:
    """The roadmap approved by the order, if it approved one."""
    roadmap = Roadmap.objects.filter(order=order).first()
    if roadmap:
        label = _("%(title)s, version %(version)s") % {"title": roadmap.brief, "version": roadmap.version}
        yield Subject(label, roadmap.get_absolute_url(), in_force=roadmap.state == Roadmap.State.APPROVED)

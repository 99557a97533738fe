"""Cancelling: the order stays in the register with its number and the reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.states import move

from ..models import Order
from ..subjects import subjects_of
from .errors import OrderRefused


@transaction.atomic
def cancel_order(order: Order, *, reason: str, by, at: datetime) -> None:
    """Cancels a signed order.

    Raises OrderRefused without a reason or while something in force stands on it, ForbiddenMove in another state.
    """
    if not reason.strip():
        raise OrderRefused(_("Say why the order is cancelled: the register keeps the reason."))
    standing = [subject.label for subject in subjects_of(order) if subject.in_force]
    if standing:
        raise OrderRefused(
            _("This order cannot be cancelled while what it approved is in force: %(what)s. End that first.")
            % {"what": "; ".join(standing)}
        )
    move(order, Order.State.CANCELLED, cancelled_on=timezone.localdate(at), cancel_reason=reason.strip())
    changes = {"reason": order.cancel_reason}
    audit.record("order.cancelled", order, by=by, at=at, scope=order.organization.path, changes=changes)

"""Sending again what was given up: one delivery, or all of them once their cause is gone."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.audit import record
from core.states import ForbiddenMove, move

from ..models import Delivery

AFRESH = {"attempts": 0, "error": ""}
State = Delivery.State


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by, at: datetime) -> None:
    """Puts a delivery that was given up back into the queue. Raises ForbiddenMove when it was not given up: what a
    worker is just sending would go out twice.
    """
    if delivery.state != State.FAILED:
        raise ForbiddenMove(_("Only what was given up can be sent again."))
    move(delivery, State.WAITING, not_before=at, **AFRESH)
    record("delivery.retried", delivery, by=by, at=at, scope=by.scope_path or "")


@transaction.atomic
def retry_failed(deliveries: QuerySet[Delivery], *, by, at: datetime) -> int:
    """Puts everything among `deliveries` that was given up back into the queue, by one UPDATE; how many that were."""
    failed = Delivery.objects.filter(pk__in=deliveries.filter(state=State.FAILED).order_by().values("pk"))
    count = failed.filter(state=State.FAILED).update(state=State.WAITING, not_before=at, **AFRESH)
    if count:
        record("delivery.all_retried", by.acting, by=by, at=at, scope=by.scope_path or "", changes={"count": count})
    return count

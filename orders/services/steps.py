"""Steps of an order and the news they make."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from notifications.kinds import Kind
from notifications.services import Reminder, announce
from organizations.models import User

from ..models import Order, OrderStep


def add_step(order: Order, kind: str, *, by: User | None, at: datetime, remark: str = "") -> OrderStep:
    """Writes the step into the history, which is never changed."""
    return OrderStep.objects.create(order=order, kind=kind, by=by, by_name=str(by or ""), at=at, remark=remark.strip())


def tell(order: Order, kind: Kind, people: Iterable[int], title: str, *, subject: str, at: datetime, **extra) -> None:
    """Puts the news into the inboxes of people, by number."""
    announce(
        [
            Reminder(
                kind=kind.code,
                subject=subject,
                recipient_id=person,
                organization_id=order.organization_id,
                moment=timezone.localdate(at),
                title=title,
                text=extra.get("text") or order.title,
                url=extra.get("url") or order.get_absolute_url(),
            )
            for person in people
        ],
        at=at,
    )

"""The order that a decision on pairs rests on: drafted from it, of the register, or on paper and entered with it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from orders.models import Order
from orders.services import register_paper_order
from orders.services.drafts import draft_order
from organizations.models import Organization

from ..drafts import Drafted, Issue, Registered
from ..papers.changes import previous_of
from .pairs import PairRefused


def order_of(
    issue: Issue,
    *,
    organization: Organization,
    kind: str,
    title: str,
    answers: dict[str, Any] | None = None,
    by,
    at: datetime,
) -> Order:
    """A draft of the kind made of `answers`, or the signed order. Raises PairRefused, OrderRefused.

    `title` is that of an order entered from paper.
    """
    if isinstance(issue, Drafted):
        return draft_order(
            organization=organization, kind=kind, data=answers, amends=previous_of(answers), by=by, at=at
        )
    if isinstance(issue, Registered):
        if issue.order.organization_id != organization.pk or issue.order.state != Order.State.SIGNED:
            raise PairRefused(_("This order is not in force. Choose a signed one of your own register."))
        return issue.order
    return register_paper_order(
        organization=organization, kind=kind, title=title, number=issue.number, signed_on=issue.signed_on,
        scan=issue.scan, by=by, at=at,
    )  # fmt: skip

"""What of a message is still of use when it is about to leave: it may have waited for a weekend or a mail server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from ..channels import Choices, refused
from ..kinds import kind_of
from ..models import Delivery, Notification


@dataclass(frozen=True)
class Contents:
    """The notifications to be sent, the numbers of those dropped, and why there is nothing to send."""

    notifications: list[Notification]
    dropped: list[int]
    why_empty: str


def contents_of(delivery: Delivery, choices: Choices) -> Contents:
    """Drops what the recipient has read or switched off meanwhile and what was told anew since, as a later step of the
    same thing; everything when they may no longer sign in. Two queries.
    """
    held = list(delivery.notifications.select_related("organization").order_by("pk"))
    if not delivery.recipient.is_active:
        return Contents([], [each.pk for each in held], _("the recipient's access is closed"))
    why_not = _drop_test(delivery, held, choices)
    reasons = {each.pk: reason for each in held if (reason := why_not(each))}
    why_empty = "; ".join(sorted(set(reasons.values()))) or _("no longer asked for")
    return Contents([each for each in held if each.pk not in reasons], list(reasons), why_empty)


def _drop_test(delivery: Delivery, held: list[Notification], choices: Choices) -> Callable[[Notification], str]:
    latest = _latest_steps(delivery, held)

    def why_not(notification: Notification) -> str:
        if notification.read_at:
            return _("read in the product")
        if refused(delivery.recipient_id, kind_of(notification.kind), delivery.channel, choices=choices):
            return _("switched off by the recipient")
        if latest[notification.kind, notification.subject] > notification.moment:
            return _("told anew")
        return ""

    return why_not


def _latest_steps(delivery: Delivery, held: list[Notification]) -> dict[tuple[str, str], date]:
    told = Notification.objects.filter(recipient=delivery.recipient_id, subject__in={each.subject for each in held})
    steps = told.order_by().values_list("kind", "subject").annotate(Max("moment"))
    return {(kind, subject): moment for kind, subject, moment in steps}

"""Acquaintance: who is to read an order is told of it, says so by a click, or is marked from the signed sheet."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from organizations.models import Membership, User

from .. import notices
from ..models import Acknowledgement, Order
from .errors import OrderRefused
from .steps import tell


def open_sheet(order: Order, *, at: datetime) -> None:
    """A line for everybody named under the order; those who sign in here are told to read it."""
    users = _users_by_signature(order)
    lines, seen = [], set()
    for person in order.acquainted:
        user = users.get(person["name"])
        if user in seen:
            user = None
        seen.add(user)
        lines.append(Acknowledgement(order=order, user=user, position=person["position"], name=person["name"]))
    Acknowledgement.objects.bulk_create(lines)
    readers = [line.user_id for line in lines if line.user_id]
    tell(order, notices.ACQUAINT, readers, _("Read the order"), subject=f"order:{order.pk}:acquaint", at=at)


@transaction.atomic
def acknowledge(order: Order, *, by: User, at: datetime) -> None:
    """The person's own «ознакомлен(а)»; a second click changes nothing. OrderRefused for one who is not named."""
    own = Acknowledgement.objects.filter(order=order, user=by)
    if not own.exists():
        raise OrderRefused(_("You are not on the sheet of this order."))
    today = timezone.localdate(at)
    if own.filter(acquainted_on=None).update(acquainted_on=today, recorded_at=at):
        audit.record("order.acknowledged", order, by=by, at=at, scope=order.organization.path)


@transaction.atomic
def mark_acknowledged(line: Acknowledgement, *, on: date, by: User, at: datetime) -> None:
    """Enters from the signed sheet that somebody has read the order on a day. Raises OrderRefused."""
    order = line.order
    if on > timezone.localdate(at) or on < order.signed_on:
        raise OrderRefused(_("Nobody can read an order before it is signed, nor in days to come. Check the date."))
    marked = Acknowledgement.objects.filter(pk=line.pk, acquainted_on=None)
    if not marked.update(acquainted_on=on, recorded_at=at, on_paper=True):
        raise OrderRefused(_("This line of the sheet is filled in already."))
    changes = {"line": line.pk, "on": on.isoformat()}
    audit.record("order.acknowledged_on_paper", order, by=by, at=at, scope=order.organization.path, changes=changes)


def _users_by_signature(order: Order) -> dict[str, User]:
    """The people of the organisation by «И. О. Фамилия»; namesakes are left out, as nobody knows which is meant."""
    members = Membership.objects.filter(organization=order.organization).current().select_related("user")
    users = {member.user for member in members}
    how_many = Counter(user.signature_name for user in users)
    return {user.signature_name: user for user in users if how_many[user.signature_name] == 1}

"""People leave a role, and correct what is known about themselves."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import MASKED, differences, record
from core.calendar import long_date
from core.errors import Refused
from core.sessions import drop_sessions

from ..models import Membership, Role, User


class PeopleRefused(Refused):
    """The role cannot end in this way."""


@transaction.atomic
def end_membership(membership: Membership, *, ended_on: date, by: User, at: datetime) -> None:
    """Ends a role from a day on; what the person was responsible for stays as it is. Raises PeopleRefused.

    With the last role their sessions end too.
    """
    _check_end(membership, ended_on, at)
    if membership.organization_id is None:
        check_another_administrator(membership)
    if not Membership.objects.filter(pk=membership.pk, ended_on=None).update(ended_on=ended_on):
        raise PeopleRefused(_("This role has already ended."))
    record(
        "membership.ended",
        membership,
        by=by,
        at=at,
        scope=membership.scope_path,
        changes={"ended_on": [None, ended_on.isoformat()]},
    )
    if membership.organization_id is None:
        open_desk(membership.user, is_open=False)
    if not membership.user.memberships.current().exists():
        drop_sessions(membership.user)


def open_desk(user: User, *, is_open: bool) -> None:
    """The desk of accounts and reference tables (organizations/admin.py): for those who stand above the tree."""
    User.objects.filter(pk=user.pk).update(is_staff=is_open, is_superuser=is_open)


@transaction.atomic
def save_profile(user: User, *, by: User, at: datetime) -> None:
    """Writes a person's own names and telephone."""
    present = User.objects.get(pk=user.pk)
    fields = ["last_name", "first_name", "patronymic", "phone"]
    changes = differences({name: getattr(present, name) for name in fields}, {n: getattr(user, n) for n in fields})
    if not changes:
        return
    user.save(update_fields=fields)
    if "phone" in changes:
        changes["phone"] = MASKED
    record("user.changed", user, by=by, at=at, scope=by.scope_path or "", changes=changes)


def _check_end(membership: Membership, ended_on: date, at: datetime) -> None:
    if ended_on > timezone.localdate(at):
        raise PeopleRefused(_("The date is in the future. End the role on its last day or later."))
    if ended_on < membership.since:
        raise PeopleRefused(
            _("The role began on %(day)s: it cannot end earlier.") % {"day": long_date(membership.since)}
        )


def check_another_administrator(membership: Membership) -> None:
    """Locks the administrators of the whole system, so that two of them cannot end each other at once.

    Raises PeopleRefused for the last of them.
    """
    administrators = Membership.objects.current().filter(organization=None, role=Role.ADMINISTRATOR)
    locked = administrators.select_for_update(of=("self",)).values_list("pk", flat=True)
    if set(locked) <= {membership.pk}:
        raise PeopleRefused(_("This is the last administrator of the whole system. Invite another one first."))

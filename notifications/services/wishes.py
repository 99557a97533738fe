"""What a person wishes of their reminders: at what hour, of what kind, through which channel."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import differences, record
from core.errors import Refused

from ..channels import EMAIL, channel_of
from ..kinds import all_kinds, kind_of
from ..models import Choice, Preference
from ..selectors import wishes_of
from ..unsubscribing import EVERYTHING
from .digests import move_digests

Wishes = Mapping[tuple[str, str], bool]
"""(kind, channel) -> whether the person wants to be told so."""

WRITTEN = ["digest_hour", "time_zone"]


class WishRefused(Refused):
    """The wish cannot be granted."""


def can_refuse(kind: str, channel: str) -> bool:
    """Whether a person may do without this kind through this channel: what everybody must hear, they hear at least by
    the channels that nobody had to ask for.
    """
    return kind_of(kind).optional or not channel_of(channel).by_default


@transaction.atomic
def save_preference(preference: Preference, wishes: Wishes, *, by, at: datetime) -> None:
    """Writes when a person is written to and what they want. Raises WishRefused for what cannot be refused."""
    before = Preference.objects.filter(user=preference.user).first() or Preference(user=preference.user)
    changes = differences(_values(before), _values(preference))
    if changes:
        Preference.objects.update_or_create(user=preference.user, defaults=_values(preference))
        move_digests(preference.user.pk)
    _record(preference.user, changes | _choose(preference.user, wishes), by=by, at=at)


@transaction.atomic
def choose(user, *, kind: str, channel: str, wanted: bool, at: datetime) -> None:
    """A person's word on one kind through one channel. Raises WishRefused for what cannot be refused."""
    _record(user, _choose(user, {(kind, channel): wanted}), by=user, at=at)


@transaction.atomic
def subscribe(user, *, kind: str, wanted: bool, at: datetime) -> None:
    """What the link of a letter does: no more letters (or letters again) of a kind, or of EVERYTHING optional. Raises
    WishRefused for a kind that cannot be refused.
    """
    codes = [each.code for each in all_kinds() if each.optional] if kind == EVERYTHING else [kind]
    _record(user, _choose(user, {(code, EMAIL): wanted for code in codes}), by=user, at=at)


def _choose(user, wishes: Wishes) -> dict[str, list[bool]]:
    """Writes the wishes that differ from what holds now, so that the others follow the defaults of the product; the
    changes for the audit trail.
    """
    held = wishes_of(user)
    changes = {}
    for (kind, channel), wanted in wishes.items():
        present = held.get((kind, channel), channel_of(channel).by_default)
        if wanted == present:
            continue
        if not wanted and not can_refuse(kind, channel):
            raise WishRefused(_("«%(kind)s» cannot be switched off.") % {"kind": kind_of(kind).label})
        Choice.objects.update_or_create(user=user, kind=kind, channel=channel, defaults={"wanted": wanted})
        changes[f"{kind_of(kind).label}, {channel_of(channel).label}"] = [present, wanted]
    return changes


def _record(user, changes: dict[str, list], *, by, at: datetime) -> None:
    if changes:
        preference, _created = Preference.objects.get_or_create(user=user)
        record("preference.changed", preference, by=by, at=at, scope=user.scope_path or "", changes=changes)


def _values(preference: Preference) -> dict[str, int | str]:
    return {name: getattr(preference, name) for name in WRITTEN}

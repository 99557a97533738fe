"""The events of a person's calendar: what is planned, numbered by what their calendar program was told before.

A program takes a change for a change only when the event keeps its UID and raises its SEQUENCE; so each event told is
remembered (CalendarItem), and the memory is written only when something differs. What was to come and was dropped is
called off for 90 days; what is past is simply left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import User
from organizations.selectors import time_zones

from ..agenda import Entry, entries_for
from ..models import CalendarItem

BEHIND = timedelta(days=180)
AHEAD = timedelta(days=550)  # this school year and the next
CALLED_OFF_FOR = timedelta(days=90)

Items = dict[str, CalendarItem]  # by UID
Entries = dict[str, Entry]


@dataclass(frozen=True)
class Event:
    """An entry as a calendar program is told of it; `pk` is the number of its memory, None when there is none."""

    entry: Entry
    modified_at: datetime
    sequence: int = 0
    called_off: bool = False
    pk: int | None = None


def events_of(user: User, *, at: datetime) -> list[Event]:
    """The person's events by day, those called off among them; writes only what has changed since the last time."""
    on = timezone.localdate(at)
    entries = {entry.uid: entry for entry in _in_local_time(entries_for(user, on - BEHIND, on + AHEAD))}
    items = _remembered(user, entries, at=at)
    own = set(user.memberships.current().values_list("organization_id", flat=True))
    events = [_event(entries[uid], item) for uid, item in items.items() if uid in entries]
    events += [_called_off(item) for item in items.values() if item.organization_id in own and _was_to_come(item)]
    return sorted(events, key=lambda event: (_day(event.entry.starts), event.entry.uid))


def event_of(user: User, entry: Entry, *, at: datetime) -> Event:
    """One entry by itself, numbered after what the person's calendar knows of it; nothing is remembered."""
    item = CalendarItem.objects.filter(user=user, uid=entry.uid).first()
    if item is None:
        return Event(entry, at)
    if item.fingerprint == _fingerprint(entry):
        return _event(entry, item)
    return Event(entry, at, item.sequence + 1, pk=item.pk)


def last_change(user: User) -> datetime | None:
    """When the person's events last changed, what was dropped without a word included."""
    return CalendarItem.objects.filter(user=user).aggregate(latest=Max("modified_at"))["latest"]


def _in_local_time(entries: Iterable[Entry]) -> list[Entry]:
    """Hours as the clock of the organisation shows them."""
    entries = list(entries)
    timed = {entry.organization_id for entry in entries if isinstance(entry.starts, datetime)}
    zones = time_zones(timed) if timed else {}

    def local(moment: date | datetime | None, entry: Entry) -> date | datetime | None:
        return moment.astimezone(zones[entry.organization_id]) if isinstance(moment, datetime) else moment

    return [replace(entry, starts=local(entry.starts, entry), ends=local(entry.ends, entry)) for entry in entries]


# --- the memory ------------------------------------------------------------------------------------------------------


def _remembered(user: User, entries: Entries, *, at: datetime) -> Items:
    items = _items(user)
    if not any(_differences(items, entries, at)):
        return items
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # a telephone and a computer may read at the same moment
        _learn(user, _items(user), entries, at)
    return _items(user)


def _items(user: User) -> Items:
    return {item.uid: item for item in CalendarItem.objects.filter(user=user)}


def _differences(items: Items, entries: Entries, at: datetime) -> tuple[set[str], set[str], set[str], set[str]]:
    """The UIDs of what is new, has changed, was dropped by the plan, was dropped so long ago that it is forgotten."""
    changed, dropped, outlived = set(), set(), set()
    for uid, item in items.items():
        if uid in entries:
            if item.cancelled_at or item.fingerprint != _fingerprint(entries[uid]):
                changed.add(uid)
        elif item.cancelled_at is None:
            dropped.add(uid)
        elif item.cancelled_at < at - CALLED_OFF_FOR:
            outlived.add(uid)
    return entries.keys() - items.keys(), changed, dropped, outlived


def _learn(user: User, items: Items, entries: Entries, at: datetime) -> None:
    new, changed, dropped, outlived = _differences(items, entries, at)
    CalendarItem.objects.bulk_create(
        CalendarItem(user=user, uid=uid, modified_at=at, **_facts(entries[uid])) for uid in sorted(new)
    )
    for uid in changed:
        _revise(items[uid], at, cancelled_at=None, **_facts(entries[uid]))
    for uid in dropped:
        _revise(items[uid], at, cancelled_at=at)
    fields = ["organization", "title", "day", "url", "fingerprint", "sequence", "modified_at", "cancelled_at"]
    CalendarItem.objects.bulk_update([items[uid] for uid in changed | dropped], fields, batch_size=500)
    CalendarItem.objects.filter(pk__in=[items[uid].pk for uid in outlived]).delete()


def _revise(item: CalendarItem, at: datetime, **values: Any) -> None:
    item.sequence += 1
    item.modified_at = at
    for name, value in values.items():
        setattr(item, name, value)


def _facts(entry: Entry) -> dict[str, Any]:
    return {
        "organization_id": entry.organization_id,
        "title": entry.title[:300],
        "day": _day(entry.starts),
        "url": entry.url,
        "fingerprint": _fingerprint(entry),
    }


def _fingerprint(entry: Entry) -> str:
    said = (entry.title, entry.starts.isoformat(), entry.ends and entry.ends.isoformat(), entry.text, entry.url)
    return sha256(repr((*said, str(entry.category))).encode()).hexdigest()


# --- the events ------------------------------------------------------------------------------------------------------


def _event(entry: Entry, item: CalendarItem) -> Event:
    return Event(entry, item.modified_at, item.sequence, pk=item.pk)


def _called_off(item: CalendarItem) -> Event:
    title = _("Called off: %(title)s") % {"title": item.title}
    entry = Entry(item.uid, item.organization_id, title, item.day)
    return Event(entry, item.modified_at, item.sequence, called_off=True)


def _was_to_come(item: CalendarItem) -> bool:
    return item.cancelled_at is not None and item.day >= timezone.localdate(item.cancelled_at)


def _day(starts: date | datetime) -> date:
    return starts.date() if isinstance(starts, datetime) else starts

"""The daily messages of some people: those that still wait, and the days whose message has left."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from itertools import count

from django.db.models import Q

from ..models import Delivery
from ..reach import Timetable, timetables_of

PREFIX = "digest:"

Place = tuple[int, str]  # recipient, channel


class Digests:
    """What waits is locked, so that none is claimed while notifications are being put into it. One query."""

    def __init__(self, people: Collection[int], *, since: date):
        """Of what has left only the days from `since` on are known."""
        self._waiting: dict[Place, list[Delivery]] = defaultdict(list)
        self._keys: dict[Place, set[str]] = defaultdict(set)
        self._sent: dict[Place, list[datetime]] = defaultdict(list)
        digests = Delivery.objects.filter(recipient__in=people, key__startswith=PREFIX)
        recent = Q(key__gte=_key(since)) | Q(sent_at__date__gte=since)
        for digest in digests.filter(recent | Q(state=Delivery.State.WAITING)).select_for_update().order_by("pk"):
            place = (digest.recipient_id, digest.channel)
            self._keys[place].add(digest.key)
            if digest.state == Delivery.State.WAITING:
                self._waiting[place].append(digest)
            elif digest.sent_at:
                self._sent[place].append(digest.sent_at)

    def has_left(self, place: Place, day: date, timetable: Timetable) -> bool:
        """Whether the message of the day can take nothing more, or an earlier one, held up, has left on that day."""
        key = _key(day)
        is_closed = key in self._keys[place] and all(digest.key != key for digest in self._waiting[place])
        return is_closed or any(timetable.day(sent_at) == day for sent_at in self._sent[place])

    def of(self, place: Place, day: date, *, moment: datetime) -> Delivery:
        """The message of the day, or an earlier one that has been held up; a new one when there is neither."""
        key = _key(day)
        fitting = [digest for digest in self._waiting[place] if digest.key.partition(".")[0] <= key]
        return min(fitting, key=lambda digest: digest.key, default=None) or self._new(place, key, moment)

    def at_once(self, place: Place, day: date, *, at: datetime) -> Delivery:
        """Whatever waits; else another message of the day, "digest:2026-11-16.2" when the first has left."""
        if self._waiting[place]:
            return self._waiting[place][0]
        keys = (_key(day) if number == 1 else f"{_key(day)}.{number}" for number in count(1))
        return self._new(place, next(key for key in keys if key not in self._keys[place]), at)

    def _new(self, place: Place, key: str, moment: datetime) -> Delivery:
        recipient, channel = place
        digest = Delivery(recipient_id=recipient, channel=channel, key=key, not_before=moment)
        self._keys[place].add(key)
        self._waiting[place].append(digest)
        return digest


def move_digests(person: int) -> None:
    """Gives what waits for the person's hour the hour and zone that they have now; its day stays."""
    timetable = timetables_of([person])[person]
    waiting = Delivery.objects.waiting().filter(recipient=person, key__startswith=PREFIX, attempts=0)
    for digest in waiting:
        day = date.fromisoformat(digest.key.removeprefix(PREFIX).partition(".")[0])
        waiting.filter(pk=digest.pk).update(not_before=timetable.moment(day))


def _key(day: date) -> str:
    return f"{PREFIX}{day}"

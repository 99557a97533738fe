"""Planning: for each notification not planned yet, by which channels it leaves the product and when.

What is urgent leaves at once. The rest gathers into one message a day to a person and channel, at the hour of their
choice on their own day; days off are passed over, and what comes when the day's message has left waits for the next
one. A message that was missed is made up for at the next sweep, until EVENING. The rows of a batch of people are
locked while they are planned, so that two sweeps at a time put nothing into two messages.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from core.workdays import WorkCalendar, work_calendar
from organizations.models import User

from ..channels import OUTWARD, wanted_channels
from ..kinds import Kind, kind_of
from ..models import Delivery, DeliveryItem, Notification
from ..reach import Timetable, choices_of, timetables_of
from .digests import Digests

PEOPLE = 300  # planned at a time
CHUNK = 500  # rows of one statement
EVENING = 20  # o'clock: what comes later, and was not meant for later, goes out the next day
DAY = timedelta(days=1)
CALENDAR_AHEAD = timedelta(days=60)


def plan_deliveries(*, at: datetime, for_day: date | None = None) -> None:
    """Decides on everything not planned yet. `for_day`: at once, whatever the hour, as the message of that day."""
    calendar = work_calendar(at.date() - DAY, at.date() + CALENDAR_AHEAD)
    last = 0
    while people := _unplanned_people(beyond=last):
        _plan(people, calendar, at=at, for_day=for_day)
        last = people[-1]


def withdraw(asked: Collection[int], *, until: date) -> None:
    """Takes out of waiting messages what has a deadline and is not `asked` for any more: it was done, or called off,
    or a later step of it is told instead. It stays in the inbox, and is planned anew once it is asked for again
    (`take_up_again`). What is planned for after `until`, the day of the question, is left alone: the clock may have
    been set back.
    """
    waiting = DeliveryItem.objects.filter(
        delivery__state=Delivery.State.WAITING, notification__due__isnull=False, notification__moment__lte=until
    )
    settled = [item for item, told in waiting.values_list("pk", "notification_id") if told not in asked]
    for start in range(0, len(settled), CHUNK):
        leaving = waiting.filter(pk__in=settled[start : start + CHUNK])
        Notification.objects.filter(pk__in=set(leaving.values_list("notification_id", flat=True))).update(
            taken_out=True
        )
        leaving.delete()


def take_up_again(asked: Sequence[int]) -> None:
    """What was taken out of a message and is asked for again (a mark «done» was undone) is planned anew."""
    for start in range(0, len(asked), CHUNK):
        again = Notification.objects.filter(pk__in=asked[start : start + CHUNK], taken_out=True, items=None)
        again.update(taken_out=False, planned_at=None)


def _unplanned_people(*, beyond: int) -> list[int]:
    unplanned = Notification.objects.unplanned().filter(recipient_id__gt=beyond).order_by("recipient_id")
    return list(unplanned.values_list("recipient_id", flat=True).distinct()[:PEOPLE])


@transaction.atomic
def _plan(people: list[int], calendar: WorkCalendar, *, at: datetime, for_day: date | None) -> None:
    unplanned = Notification.objects.unplanned().filter(recipient__in=people).select_for_update().order_by("pk")
    told = list(unplanned.values_list("pk", "recipient_id", "kind", "read_at"))
    plan = _Plan(people, calendar, at, for_day)
    held = [
        (delivery, number)
        for number, recipient, kind, read_at in told
        if read_at is None
        for delivery in plan.deliveries_of(number, recipient, kind_of(kind))
    ]
    _save(held)
    for start in range(0, len(told), CHUNK):
        numbers = [number for number, *_rest in told[start : start + CHUNK]]
        Notification.objects.filter(pk__in=numbers).update(planned_at=at)


def _save(held: list[tuple[Delivery, int]]) -> None:
    new = {id(delivery): delivery for delivery, _number in held if delivery.pk is None}
    Delivery.objects.bulk_create(new.values(), batch_size=CHUNK)
    DeliveryItem.objects.bulk_create(
        (
            DeliveryItem(delivery_id=delivery.pk, notification_id=number, channel=delivery.channel)
            for delivery, number in held
        ),
        batch_size=CHUNK,
    )


class _Plan:
    """What must be known of a batch of people to decide for each of them; asked in a fixed number of queries."""

    def __init__(self, people: list[int], calendar: WorkCalendar, at: datetime, for_day: date | None):
        self._calendar, self._at, self._for_day = calendar, at, for_day
        self._active = set(User.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
        self._timetables = timetables_of(people)
        self._choices = choices_of(people)
        self._reached = {channel.code: channel.reaches(self._active) for channel in OUTWARD}
        self._digests = Digests(people, since=min(for_day or at.date(), at.date() - DAY))

    def deliveries_of(self, number: int, recipient: int, kind: Kind) -> Iterator[Delivery]:
        """The messages, new or waiting, into which the notification goes: one for each channel."""
        if recipient not in self._active:
            return
        for channel in wanted_channels(recipient, kind, choices=self._choices, reached=self._reached):
            if kind.urgent:
                key = f"now:{number}"
                yield Delivery(recipient_id=recipient, channel=channel, key=key, not_before=self._at)
            elif self._for_day:
                yield self._digests.at_once((recipient, channel), self._for_day, at=self._at)
            else:
                yield self._of_the_day(recipient, channel)

    def _of_the_day(self, recipient: int, channel: str) -> Delivery:
        timetable, place = self._timetables[recipient], (recipient, channel)
        day = first_day(timetable, at=self._at)
        while self._digests.has_left(place, day, timetable) or not self._calendar.is_workday(day):
            day += DAY
        return self._digests.of(place, day, moment=timetable.moment(day))


def first_day(timetable: Timetable, *, at: datetime) -> date:
    """The person's own day; the next one in the evening, when the hour of this day's message is over."""
    day = timetable.day(at)
    is_over = at > timetable.moment(day) and at.astimezone(timetable.zone).hour >= EVENING
    return day + DAY if is_over else day

"""The inbox: rows under a unique key, read or unread."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from ..models import Notification
from ..sources import Reminder

CHUNK = 500

Key = tuple[int, str, str, date]  # recipient, kind, subject, moment


def announce(reminders: Iterable[Reminder], *, at: datetime) -> list[int]:
    """Puts reminders into the inboxes, what was already told excepted; the numbers of the rows of all of them.

    Taken up in chunks, so that a source may yield any number. The unique key decides in a race.
    """
    return [number for chunk in _chunks(reminders) for number in _announce(chunk, at)]


def _chunks(reminders: Iterable[Reminder]) -> Iterator[list[Reminder]]:
    stream = iter(reminders)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _announce(chunk: list[Reminder], at: datetime) -> list[int]:
    keys = [_key(reminder) for reminder in chunk]
    told = _told(chunk)
    new = [_row(reminder, at) for key, reminder in zip(keys, chunk, strict=True) if key not in told]
    if new:
        Notification.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
        told |= _told(chunk)
    return list({told[key] for key in keys})


def _key(reminder: Reminder) -> Key:
    return reminder.recipient_id, reminder.kind, reminder.subject, reminder.moment


def _told(chunk: list[Reminder]) -> dict[Key, int]:
    """What of the chunk has a row, with the number of the row. One query."""
    rows = Notification.objects.filter(
        subject__in={reminder.subject for reminder in chunk}, moment__in={reminder.moment for reminder in chunk}
    ).order_by()
    found = rows.values_list("pk", "recipient_id", "kind", "subject", "moment")
    return {tuple(key): number for number, *key in found}


def _row(reminder: Reminder, at: datetime) -> Notification:
    return Notification(
        recipient_id=reminder.recipient_id,
        organization_id=reminder.organization_id,
        kind=reminder.kind,
        subject=reminder.subject,
        moment=reminder.moment,
        due=reminder.due,
        title=reminder.title[:300],
        text=reminder.text[:1000],
        url=reminder.url,
        created_at=at,
    )


def mark_read(notification: Notification, *, at: datetime) -> None:
    """Marks one notification read; the first reading counts."""
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=at)


def mark_unread(notification: Notification) -> None:
    """Makes one notification new again: something to come back to."""
    Notification.objects.filter(pk=notification.pk).update(read_at=None)


def mark_all_read(user, *, at: datetime) -> int:
    """Marks the person's whole inbox read; the number of those that were not."""
    return Notification.objects.visible_to(user).unread().update(read_at=at)


def undo_reading(user, *, at: datetime) -> int:
    """Takes back what `mark_all_read` did at the moment `at`; what was read before or since stays read."""
    return Notification.objects.visible_to(user).filter(read_at=at).update(read_at=None)

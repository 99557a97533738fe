"""The inbox: rows under a unique key, read or unread."""

from collections.abc import Iterable
from datetime import datetime

from ..models import Notification
from ..sources import Reminder

BATCH = 500


def announce(reminders: Iterable[Reminder], *, at: datetime) -> None:
    """Puts reminders into the inboxes; what was already told is passed over by the unique key, also in a race."""
    rows = (
        Notification(
            recipient_id=reminder.recipient_id,
            organization_id=reminder.organization_id,
            kind=reminder.kind,
            subject=reminder.subject,
            moment=reminder.moment,
            title=reminder.title[:300],
            text=reminder.text[:1000],
            url=reminder.url,
            created_at=at,
        )
        for reminder in reminders
    )
    Notification.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


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

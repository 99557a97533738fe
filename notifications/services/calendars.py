"""The private address of a person's calendar: made, revoked, read.

The token is told once, to the person; the product keeps its digest. Whoever holds the address reads the calendar, so
it is a password: revoked at once, and as unknown as any other when its person may no longer sign in or holds no role.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from core.audit import record
from organizations.models import User

from ..models import CalendarFeed

TOKEN_BYTES = 32
READ_AGAIN = timedelta(hours=1)  # how exactly it is kept when the calendar was last read


@transaction.atomic
def make_feed(user: User, *, at: datetime) -> str:
    """The token of a new address; the one before is revoked."""
    User.objects.select_for_update().get(pk=user.pk)
    revoke_feed(user, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(user=user, token_digest=_digest(token), created_at=at)
    record("calendarfeed.made", feed, by=user, at=at, scope=user.scope_path or "")
    return token


@transaction.atomic
def revoke_feed(user: User, *, at: datetime) -> None:
    """Closes the address, if there is one: the next request for it is answered as for an unknown one."""
    for feed in CalendarFeed.objects.filter(user=user, revoked_at=None).select_for_update():
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        record("calendarfeed.revoked", feed, by=user, at=at, scope=user.scope_path or "")


def feed_of_token(token: str, *, at: datetime) -> CalendarFeed | None:
    """The feed in force that the token opens, marked as read; None when there is none."""
    feed = CalendarFeed.objects.in_force().filter(token_digest=_digest(token)).select_related("user").first()
    if feed and (feed.last_read_at is None or feed.last_read_at <= at - READ_AGAIN):
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=at)
    return feed


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()

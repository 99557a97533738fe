"""Delivering: each message claimed by a conditional UPDATE, sent, marked. Any number of workers sends it once.

A message that was refused is tried again after growing pauses and given up visibly. A channel that is down ends the
batch: what has not been claimed keeps waiting, its attempts uncounted. Two things can send a message twice: the death
of a worker between the acceptance by the mail server and the mark, and a mail server that takes a letter whole and
falls silent before it says so. Both copies carry the same Message-ID.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.faults import in_log
from core.states import StateConflict, move

from ..channels import OUTWARD, Channel, ChannelDown, Choices, NotSent
from ..channels.base import Send
from ..models import Delivery
from ..reach import choices_of, timetables_of
from .contents import contents_of

log = logging.getLogger(__name__)

BATCH = 20  # messages of a channel: ten minutes at most, were the server to take EMAIL_TIMEOUT for each
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
OURS = ["attempts"]  # a claim that has lapsed is another worker's, with a number of its own
State = Delivery.State


@dataclass(frozen=True)
class Outcome:
    """What a batch has come to. True while there may be more to send."""

    sent: frozenset[int]  # numbers of deliveries
    more: bool

    def __bool__(self) -> bool:
        return self.more


def deliver_batch(*, at: datetime, limit: int = BATCH) -> Outcome:
    """Sends what is ready, at most `limit` messages of each channel; the channels do not depend on each other."""
    _release_cut_off(at)
    outcomes = [_deliver_by(channel, at=at, limit=limit) for channel in OUTWARD]
    return Outcome(frozenset().union(*(outcome.sent for outcome in outcomes)), any(outcomes))


def _release_cut_off(at: datetime) -> None:
    """A message claimed so long ago was left by a worker that died; one that ends every worker is given up."""
    lapsed = timedelta(seconds=settings.CLAIM_LAPSES_AFTER)
    cut_off = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=at - lapsed)
    error = _("the sending was cut off")
    cut_off.filter(attempts__gt=len(PAUSES)).update(state=State.FAILED, error=error)
    cut_off.update(state=State.WAITING, error=error)


def _deliver_by(channel: Channel, *, at: datetime, limit: int) -> Outcome:
    ready = list(_ready(channel, at).select_related("recipient").order_by("not_before", "pk")[:limit])
    if not ready:
        return Outcome(frozenset(), more=False)
    batch = _Batch(ready, at)
    try:
        with channel.opened() as send:
            for delivery in ready:
                batch.deliver(delivery, send)
    except Exception as error:  # whatever it is: the other channels go on, the reason stands in the outbox
        log.warning("channel %s is down: %s", channel.code, in_log(error))
        _ready(channel, at).update(not_before=at + PAUSES[0], error=_in_words(error))
        return Outcome(frozenset(batch.sent), more=False)
    return Outcome(frozenset(batch.sent), more=len(ready) == limit)


def _ready(channel: Channel, at: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.waiting().filter(channel=channel.code, not_before__lte=at)


class _Batch:
    """Messages that are sent one after another; what must be known of their recipients is asked once."""

    def __init__(self, ready: list[Delivery], at: datetime):
        people = {delivery.recipient_id for delivery in ready}
        self._at = at
        self._choices: Choices = choices_of(people)
        self._days = {person: timetable.day(at) for person, timetable in timetables_of(people).items()}
        self.sent: set[int] = set()

    def deliver(self, delivery: Delivery, send: Send) -> None:
        """Claims, sends and marks one message, or puts it off. Raises ChannelDown: the others need not be tried."""
        with suppress(StateConflict):  # another worker has it
            attempts = delivery.attempts + 1
            move(delivery, State.SENDING, repeats=OURS, claimed_at=self._at, attempts=attempts)
            try:
                self._send(delivery, send)
            except Exception as error:  # whatever it is, it must not hold up the others
                _put_off(delivery, error, at=self._at)
                if isinstance(error, ChannelDown):
                    raise

    def _send(self, delivery: Delivery, send: Send) -> None:
        contents = contents_of(delivery, self._choices)
        delivery.items.filter(notification__in=contents.dropped).delete()
        if not contents.notifications:
            move(delivery, State.NEEDLESS, repeats=OURS, error=contents.why_empty)
            return
        send(delivery, contents.notifications, self._days[delivery.recipient_id])
        move(delivery, State.SENT, repeats=OURS, sent_at=self._at, error="")
        self.sent.add(delivery.pk)


def _put_off(delivery: Delivery, error: Exception, *, at: datetime) -> None:
    log.warning("delivery %s not sent: %s, attempt %s", delivery.pk, in_log(error), delivery.attempts)
    if delivery.attempts > len(PAUSES):
        move(delivery, State.FAILED, repeats=OURS, error=_in_words(error))
    else:
        not_before = at + PAUSES[delivery.attempts - 1]
        move(delivery, State.WAITING, repeats=OURS, not_before=not_before, error=_in_words(error))


def _in_words(error: Exception) -> str:
    """For the administrator: texts of errors may hold addresses."""
    if isinstance(error, NotSent):
        return error.reason
    return _("internal error: %(kind)s") % {"kind": type(error).__name__}

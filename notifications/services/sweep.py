"""The sweep: everything due, told once. Safe to repeat, to run late, or on two machines at a time.

By the timetable each organisation's day begins at its own midnight, and messages leave at the hours of their
recipients. Whoever asks for the sweep of a day gets all of it sent now.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from .. import sources
from ..models import Delivery, Notification
from ..reach import days_of_organizations
from ..sources import Reminder, SourcesFailed
from .deliveries import deliver_batch
from .inbox import announce
from .planning import plan_deliveries, take_up_again, withdraw

CHUNK = 500
NUMBERS = ("due", "sent", "already_sent", "failed", "waiting")
State = Delivery.State

Clock = Callable[[], datetime]
Standing = tuple[int | None, str | None, str | None]  # delivery, its state, what went wrong


def tell_by_timetable(*, at: datetime) -> list[int]:
    """Announces what is due on the day of each organisation and plans when it leaves; the numbers of what is due.

    Raises SourcesFailed at the end when a source could not be asked: then nothing is taken out of messages.
    """
    days, failed = days_of_organizations(at), set()
    due = announce(_due_on(days, failed), at=at)
    if days and not failed:
        withdraw(frozenset(due), until=min(days.values()))
    take_up_again(due)
    plan_deliveries(at=at)
    _own_up(failed)
    return due


def _own_up(failed: set[str]) -> None:
    if failed:
        raise SourcesFailed(", ".join(sorted(failed)))


def sweep_by_timetable(*, at: datetime, clock: Clock | None = None) -> dict[str, int]:
    """`tell_by_timetable`, and sends what is ready: see `sweep` for the numbers."""
    due = tell_by_timetable(at=at)
    return _numbers(due, _deliver(clock or (lambda: at)))


def sweep(on: date, *, at: datetime, clock: Clock | None = None) -> dict[str, int]:
    """Announces what is due on the day and sends it now, with everything else that waits for its hour.

    The numbers are of reminders: `due` in all, `sent` by this call, `already_sent` before it (or read in the inbox, or
    wanted nowhere else), `failed` (could not be sent yet), `waiting` (another worker is about it). `clock` tells the
    time of each batch, where sending takes long.
    """
    failed: set[str] = set()
    due = announce(sources.due_on(on, failed), at=at)
    plan_deliveries(at=at, for_day=on)
    Delivery.objects.waiting().filter(attempts=0, not_before__gt=at).update(not_before=at)
    numbers = _numbers(due, _deliver(clock or (lambda: at)))
    _own_up(failed)
    return numbers


def _due_on(days: Mapping[int, date], failed: set[str]) -> Iterator[Reminder]:
    """What each organisation has due on its day."""
    for day in sorted(set(days.values())):
        for reminder in sources.due_on(day, failed):
            if days[reminder.organization_id] == day:
                yield reminder


def _deliver(clock: Clock) -> frozenset[int]:
    sent: frozenset[int] = frozenset()
    while outcome := deliver_batch(at=clock()):
        sent |= outcome.sent
    return sent | outcome.sent


def _numbers(due: list[int], sent_now: frozenset[int]) -> dict[str, int]:
    counted = Counter({"due": len(due)})
    for start in range(0, len(due), CHUNK):
        for is_read, standings in _standings(due[start : start + CHUNK]):
            counted[_outcome(is_read, standings, sent_now)] += 1
    return {name: counted[name] for name in NUMBERS}


def _standings(numbers: list[int]) -> list[tuple[bool, list[Standing]]]:
    """Of each notification whether it is read, and how far each of its deliveries is. One query."""
    found: dict[int, tuple[bool, list[Standing]]] = {}
    rows = Notification.objects.filter(pk__in=numbers).order_by()
    columns = ("items__delivery", "items__delivery__state", "items__delivery__error")
    for number, read_at, *standing in rows.values_list("pk", "read_at", *columns):
        found.setdefault(number, (read_at is not None, []))[1].append(tuple(standing))
    return list(found.values())


def _outcome(is_read: bool, standings: list[Standing], sent_now: frozenset[int]) -> str:
    if any(delivery in sent_now for delivery, _state, _error in standings):
        return "sent"
    states = {state for _delivery, state, _error in standings}
    if State.SENT in states or is_read:
        return "already_sent"
    if State.FAILED in states or any(error for _delivery, state, error in standings if state == State.WAITING):
        return "failed"
    return "waiting" if states & {State.WAITING, State.SENDING} else "already_sent"

"""The sweep: everything due on a day, told once. Safe to repeat, to run late, or on two machines at a time."""

from datetime import date, datetime

from .. import sources
from ..models import Letter, Notification
from ..sources import Reminder
from .inbox import announce
from .letters import deliver_waiting, gather_letters


def sweep(on: date, *, at: datetime) -> dict[str, int]:
    """Announces what is due on the day, gathers and delivers letters.

    The numbers are of reminders: `due` in all, `sent` by this call, `already_sent` before it, `failed` (their letter could
    not be sent yet), `waiting` (due after the day's letter had gone: they stand in the inbox and go out tomorrow).
    """
    due = sources.due_on(on)
    announce(due, at=at)
    gather_letters(on)
    sent_now = {letter.pk for letter in deliver_waiting(at=at)}
    numbers = {"due": len(due), "sent": 0, "already_sent": 0, "failed": 0, "waiting": 0}
    for letter_id, state in _letters_of(due):
        numbers[_outcome(letter_id, state, sent_now)] += 1
    return numbers


def _outcome(letter_id: int | None, state: str | None, sent_now: set[int]) -> str:
    if letter_id is None:
        return "waiting"
    if state == Letter.State.SENT:
        return "sent" if letter_id in sent_now else "already_sent"
    return "failed"


def _letters_of(due: list[Reminder]) -> list[tuple[int | None, str | None]]:
    """(letter, its state) of each due reminder, read back from the rows."""
    wanted = {(r.recipient_id, r.kind, r.subject, r.moment) for r in due}
    if not wanted:
        return []
    moments = {key[3] for key in wanted}
    rows = Notification.objects.filter(moment__in=moments).values_list(
        "recipient_id", "kind", "subject", "moment", "letter_id", "letter__state"
    )
    return [(row[4], row[5]) for row in rows.iterator(chunk_size=2000) if row[:4] in wanted]

"""The sweep: everything due on a day, told once. Safe to repeat, to run late, or on two machines at a time."""

from datetime import date, datetime

from .. import sources
from ..models import Letter, Notification
from ..sources import Reminder
from .inbox import announce
from .letters import deliver_waiting, gather_letters


def sweep(on: date, *, at: datetime) -> dict[str, int]:
    """Announces what is due on the day, gathers and delivers letters.

    The numbers are of reminders: `due` in all, `sent` by this call, `already_sent` before it (or read in the inbox),
    `failed` (their letter could not be sent yet), `waiting` (due after the day's letter had gone: they stand in the
    inbox and go out tomorrow).
    """
    due = sources.due_on(on)
    announce(due, at=at)
    gather_letters(on)
    sent_now = {letter.pk for letter in deliver_waiting(at=at)}
    numbers = {"due": len(due), "sent": 0, "already_sent": 0, "failed": 0, "waiting": 0}
    for letter_id, state, read_at in _letters_of(due):
        numbers[_outcome(letter_id, state, read_at, sent_now)] += 1
    return numbers


def _outcome(letter_id: int | None, state: str | None, read_at: datetime | None, sent_now: set[int]) -> str:
    if letter_id is None:
        return "already_sent" if read_at else "waiting"
    if state == Letter.State.SENT:
        return "sent" if letter_id in sent_now else "already_sent"
    return "failed"


def _letters_of(due: list[Reminder]) -> list[tuple[int | None, str | None, datetime | None]]:
    """(letter, its state, when it was read in the inbox) of each due reminder, read back from the rows."""
    wanted = {(r.recipient_id, r.kind, r.subject, r.moment) for r in due}
    if not wanted:
        return []
    moments = {key[3] for key in wanted}
    rows = Notification.objects.filter(moment__in=moments).values_list(
        "recipient_id", "kind", "subject", "moment", "letter_id", "letter__state", "read_at"
    )
    return [row[4:] for row in rows.iterator(chunk_size=2000) if row[:4] in wanted]

"""Verbs: announce what must be heard, gather it into letters, deliver them, sweep."""

from ..sources import Reminder
from .inbox import announce, mark_all_read, mark_read, mark_unread, undo_reading
from .letters import deliver_waiting, gather_letters, retry_letter
from .sweep import sweep

__all__ = [
    "Reminder",
    "announce",
    "deliver_waiting",
    "gather_letters",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "retry_letter",
    "sweep",
    "undo_reading",
]

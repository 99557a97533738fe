"""Verbs: announce what must be heard, plan by which channel and when, deliver it; sweep does all three."""

from ..sources import Reminder
from .deliveries import deliver_batch
from .inbox import announce, mark_all_read, mark_read, mark_unread, undo_reading
from .planning import plan_deliveries
from .resending import retry_delivery
from .sweep import sweep, sweep_by_timetable, tell_by_timetable

__all__ = [
    "Reminder",
    "announce",
    "deliver_batch",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "plan_deliveries",
    "retry_delivery",
    "sweep",
    "sweep_by_timetable",
    "tell_by_timetable",
    "undo_reading",
]

"""Telling a worker that a row waits for it.

The row is already there and a sweep of the timetable would find it: the message only makes it sooner. So a page never
fails and never hangs because the broker is away.
"""

import logging

from celery import Task
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def tell_worker(task: Task, *args: int) -> None:
    """Sends the task with the numbers of its rows, committed by now; without a broker the next sweep finds them."""
    try:
        task.apply_async(args, retry=False)
    except OperationalError:
        log.warning("%s %s waits for the sweep: no broker", task.name, args)

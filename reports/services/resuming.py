"""Runs that no worker finished: the message was lost, or the worker died."""

from datetime import datetime, timedelta

from ..models import ReportRun
from .building import MAX_ATTEMPTS, given_up

State = ReportRun.State
MESSAGE_TAKES = timedelta(seconds=30)  # a younger run has its own message on the way
CUT_OFF = timedelta(minutes=15)  # longer than a task may run (task_time_limit)


def take_up_unfinished(*, at: datetime) -> list[ReportRun]:
    """Releases the runs whose worker died, or gives them up, and returns those that wait; safe to call at any time."""
    cut_off = ReportRun.objects.filter(state=State.RUNNING, claimed_at__lt=at - CUT_OFF)
    cut_off.filter(attempts__gte=MAX_ATTEMPTS).update(state=State.FAILED, error=given_up(), finished_at=at)
    cut_off.update(state=State.WAITING)
    waiting = ReportRun.objects.filter(state=State.WAITING, asked_at__lt=at - MESSAGE_TAKES)
    return list(waiting.select_related("organization").order_by("asked_at"))

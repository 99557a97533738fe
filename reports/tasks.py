"""Three-line wrappers: the clock is read here, the services do the rest."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from . import services
from .models import ReportRun

log = logging.getLogger(__name__)


@shared_task(name="reports.build")
def build(run_id: int) -> None:
    services.build_run(ReportRun.objects.get(pk=run_id), clock=timezone.now)


@shared_task(name="reports.resume_runs")
def resume_runs() -> None:
    for run in services.take_up_unfinished(at=timezone.now()):
        services.build_run(run, clock=timezone.now)


def send_to_worker(run: ReportRun) -> None:
    """Tells a worker at once; when the broker is away, the sweep of the next minute finds the row."""
    try:
        build.delay(run.pk)
    except OperationalError:
        log.warning("report run %s waits for the sweep: no broker", run.pk)

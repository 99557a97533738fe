"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from . import services
from .models import ReportRun


@shared_task(name="reports.build")
def build(run_id: int) -> None:
    services.build_run(ReportRun.objects.get(pk=run_id), clock=timezone.now)


@shared_task(name="reports.resume_runs")
def resume_runs() -> None:
    for run in services.take_up_unfinished(at=timezone.now()):
        services.build_run(run, clock=timezone.now)

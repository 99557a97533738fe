"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from organizations.selectors import zone_of

from . import services
from .models import ReportRun


@shared_task(name="reports.build")
def build(run_id: int) -> None:
    _build(ReportRun.objects.select_related("organization").get(pk=run_id))


@shared_task(name="reports.resume_runs")
def resume_runs() -> None:
    for run in services.take_up_unfinished(at=timezone.now()):
        _build(run)


def _build(run: ReportRun) -> None:
    """By the clock of the organisation for which the asker acts."""
    with timezone.override(zone_of(run.organization)):
        services.build_run(run, clock=timezone.localtime)

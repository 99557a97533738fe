"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from core.queue import tell_worker

from .models import RoadmapImport
from .selectors.counting import counted_activities
from .selectors.events import waiting_activities
from .services import counting, imports
from .services.events import notice_events

QUICK_BYTES = 1024 * 1024  # a document up to this size is read while the person waits; PDFs take longer


@shared_task(name="roadmaps.bind_events")
def bind_events() -> None:
    notice_events(waiting_activities(timezone.localdate()), at=timezone.now())


@shared_task(name="roadmaps.recount")
def recount() -> None:
    counting.recount(counted_activities(timezone.localdate()), at=timezone.now())


@shared_task(name="roadmaps.read_import")
def read_import(import_id: int) -> None:
    imports.read_import(RoadmapImport.objects.get(pk=import_id), clock=timezone.localtime)


@shared_task(name="roadmaps.resume_imports")
def resume_imports() -> None:
    for waiting in imports.take_up_unread(at=timezone.now()):
        imports.read_import(waiting, clock=timezone.localtime)


@shared_task(name="roadmaps.discard_forgotten_imports")
def discard_forgotten_imports() -> None:
    imports.discard_forgotten(at=timezone.now())


def read_soon(import_: RoadmapImport) -> None:
    """Reads a small document at once, hands a large one to a worker."""
    if import_.is_quick(QUICK_BYTES):
        imports.read_import(import_, clock=timezone.localtime)
    else:
        tell_worker(read_import, import_.pk)

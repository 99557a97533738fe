"""Three-line wrappers: the clock is read here, the services do the rest."""

from celery import shared_task
from django.utils import timezone

from core.queue import tell_worker
from organizations.selectors import zone_of

from .models import BankImport
from .services import imports
from .services.retention import destroy_old_acts, destroy_old_consents

QUICK_BYTES = 256 * 1024  # an upload up to this size is read while the person waits: some hundreds of rows
QUICK_ROWS = 500


@shared_task(name="participants.read_import")
def read_import(import_id: int) -> None:
    _read(_import(import_id))


@shared_task(name="participants.accept_import")
def accept_import(import_id: int) -> None:
    _accept(_import(import_id))


@shared_task(name="participants.resume_imports")
def resume_imports() -> None:
    for batch in imports.take_up_abandoned(at=timezone.now()):
        go_on(batch)


@shared_task(name="participants.forget_imports")
def forget_imports() -> None:
    imports.forget_old_imports(at=timezone.now())


@shared_task(name="participants.destroy_old_consents")
def destroy_consents() -> None:
    destroy_old_consents(at=timezone.now())
    destroy_old_acts(at=timezone.now())


def go_on(batch: BankImport) -> None:
    """Does at once what the upload waits for."""
    if batch.state == BankImport.State.WAITING:
        _read(batch)
    elif batch.state == BankImport.State.ACCEPTING:
        _accept(batch)


def go_on_soon(batch: BankImport) -> None:
    """Does small work at once, hands large work to a worker."""
    if batch.state == BankImport.State.WAITING:
        if batch.file.size <= QUICK_BYTES:
            go_on(batch)
        else:
            tell_worker(read_import, batch.pk)
    elif batch.rows_total <= QUICK_ROWS:
        go_on(batch)
    else:
        tell_worker(accept_import, batch.pk)


def _read(batch: BankImport) -> None:
    with timezone.override(zone_of(batch.organization)):
        imports.read_import(batch, clock=timezone.localtime)


def _accept(batch: BankImport) -> None:
    with timezone.override(zone_of(batch.organization)):
        imports.accept_import(batch, by=batch.created_by, clock=timezone.localtime)


def _import(import_id: int) -> BankImport:
    return BankImport.objects.select_related("organization", "file", "created_by").get(pk=import_id)

"""The beginning of an upload, and its end: given up, or forgotten after thirty days."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit
from core.errors import Refused
from core.files import KINDS, discard, plain_name, store_bytes, suffix
from core.states import move
from organizations.models import Organization

from ...models import BankImport, BankImportRow

State = BankImport.State
SPREADSHEET = "application/octet-stream"
KEPT = timedelta(days=BankImport.RAW_ROWS_KEPT)


class ImportNotPossible(Refused):
    """The upload cannot be begun, changed, accepted or taken back now."""


@transaction.atomic
def begin_import(upload: UploadedFile, *, organization: Organization, role: str, by, at: datetime) -> BankImport:
    """Keeps a file as the row of an upload that waits to be read."""
    name = plain_name(upload)
    upload.seek(0)
    content_type = KINDS.get(suffix(name), SPREADSHEET)
    kept = store_bytes(upload.read(), name=name, content_type=content_type, scope=organization.path, by=by, at=at)
    batch = BankImport.objects.create(organization=organization, role=role, file=kept, created_at=at, created_by=by)
    audit.record(
        "bankimport.begun", batch, by=by, at=at, scope=organization.path, changes={"bank": role, "size": kept.size}
    )
    return batch


@transaction.atomic
def abandon_import(batch: BankImport, *, by, at: datetime) -> None:
    """Deletes the file and everything read of it. Raises ForbiddenMove, StateConflict."""
    move(batch, State.ABANDONED)
    let_go(batch)
    audit.record("bankimport.abandoned", batch, by=by, at=at, scope=batch.organization.path)


def forget_old_imports(*, at: datetime) -> int:
    """Destroys the files and rows of uploads older than RAW_ROWS_KEPT days; says how many there were."""
    old = BankImport.objects.filter(created_at__lt=at - KEPT).select_related("file")
    found = list(old.exclude(file=None, rows=None).select_related("organization").distinct())
    for batch in found:
        _forget(batch, at=at)
    return len(found)


@transaction.atomic
def _forget(batch: BankImport, *, at: datetime) -> None:
    if batch.state in (State.WAITING, State.READ, State.REFUSED):
        move(batch, State.ABANDONED)
    let_go(batch)
    audit.record("bankimport.rows_destroyed", batch, by=None, at=at, scope=batch.organization.path)


def let_go(batch: BankImport) -> None:
    """Deletes the file and the rows; the upload itself stays as a line of the list."""
    BankImportRow.objects.filter(batch=batch).delete()
    file, batch.file = batch.file, None
    batch.save(update_fields=["file"])
    if file is not None:
        discard(file)

"""The beginning of an import, and its end without a roadmap."""

import uuid
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.files import KINDS, discard, plain_name, store_bytes, suffix
from core.states import move
from organizations.models import Organization, User

from ...models import Roadmap, RoadmapImport

State = RoadmapImport.State
TEXTS = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain", ".csv": "text/csv"}
UNKNOWN = "application/octet-stream"
NAME_OF_PASTED = 80  # characters of its title


class ImportNotPossible(Refused):
    """The import cannot be begun, changed or saved now."""


def require_editable(import_: RoadmapImport) -> None:
    """Raises ImportNotPossible unless the import has been read and is not saved or given up yet."""
    if not import_.is_editable:
        raise ImportNotPossible(_("This upload is not being corrected any more. Open it again and see how it stands."))


@transaction.atomic
def begin_import(
    *,
    organization: Organization,
    chain: uuid.UUID,
    upload: UploadedFile | None = None,
    pasted: str = "",
    by: User,
    at: datetime,
) -> RoadmapImport:
    """Keeps a file or a pasted text as the row of an import that waits to be read.

    `chain` names it beforehand: the same form sent twice gives the same import. Raises ImportNotPossible.
    """
    begun = RoadmapImport.objects.filter(chain=chain).first()
    if begun is not None:
        if begun.organization_id != organization.pk:
            raise ImportNotPossible(_("This form has gone stale. Open it again."))
        return begun
    kept = {"organization": organization, "chain": chain, "by": by, "started_at": at, "touched_at": at}
    if upload is not None:
        name = plain_name(upload)
        file = store_bytes(
            upload.read(), name=name, content_type=_content_type(name), scope=organization.path, by=by, at=at
        )
        import_ = RoadmapImport.objects.create(**kept, name=file.name, file=file)
    else:
        import_ = RoadmapImport.objects.create(**kept, name=name_of_pasted(""), pasted=pasted)
    audit.record("roadmapimport.begun", import_, by=by, at=at, scope=organization.path)
    return import_


def _content_type(name: str) -> str:
    ending = suffix(name)
    return KINDS.get(ending) or TEXTS.get(ending, UNKNOWN)


def name_of_pasted(title: str) -> str:
    """What a pasted text is called: by its title, once that has been read."""
    if not title:
        return _("Pasted text")
    return title if len(title) <= NAME_OF_PASTED else f"{title[:NAME_OF_PASTED].rstrip()}…"


@transaction.atomic
def abandon_import(import_: RoadmapImport, *, by: User, at: datetime) -> None:
    """Deletes what was uploaded and what was read of it. Raises ForbiddenMove, StateConflict."""
    _give_up(import_, "roadmapimport.abandoned", by=by, at=at)


def discard_forgotten(*, at: datetime) -> int:
    """Deletes every upload that nobody has gone on with (models.imports.KEPT_FOR) and says how many there were."""
    found = RoadmapImport.objects.forgotten(at).values_list("pk", flat=True)
    return sum(_discard_forgotten(pk, at=at) for pk in list(found))


@transaction.atomic
def _discard_forgotten(pk: int, *, at: datetime) -> bool:
    """False when somebody has gone on with it meanwhile."""
    locked = RoadmapImport.objects.select_for_update(of=("self",))  # its file may be none: nothing to lock
    import_ = locked.forgotten(at).select_related("organization", "file").filter(pk=pk).first()
    if import_ is not None:
        _give_up(import_, "roadmapimport.forgotten", by=None, at=at)
    return import_ is not None


def _give_up(import_: RoadmapImport, verb: str, *, by: User | None, at: datetime) -> None:
    move(import_, State.ABANDONED, revision=import_.revision + 1)
    let_go(import_)
    audit.record(verb, import_, by=by, at=at, scope=import_.organization.path)


def let_go(import_: RoadmapImport) -> None:
    """Deletes the document with everything read of it; the row remembers only that there was one."""
    file, import_.file = import_.file, None
    import_.pasted, import_.reading, import_.corrections, import_.parameters = "", {}, {}, {}
    import_.save(update_fields=["file", "pasted", "reading", "corrections", "parameters"])
    import_.steps.all().delete()
    if file is not None:
        discard(file)


def drop_source(roadmap: Roadmap) -> None:
    """Before a draft is thrown away: the document it was made of goes with it."""
    import_ = RoadmapImport.objects.filter(roadmap=roadmap).first()
    if import_ is not None:
        let_go(import_)
        import_.delete()

"""Mentoring programmes of the institution: the base of programmes (domain.md 1.4)."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.files import store_upload
from core.revisions import save_revised
from organizations.models import Organization

from ..models import Programme

FIELDS = (
    "title", "form", "goal", "expected", "starts_on", "ends_on", "meetings_a_month", "weeks", "training_required",
)  # fmt: skip


class ProgrammeRefused(Refused):
    """The programme cannot be kept so."""


@transaction.atomic
def add_programme(
    programme: Programme, *, organization: Organization, document: UploadedFile | None = None, by, at: datetime
) -> Programme:
    """Enters a programme. Raises ProgrammeRefused, FileRefused."""
    programme.organization = organization
    _check(programme)
    programme.document = _stored(document, organization, by=by, at=at)
    programme.save()
    _record("programme.added", programme, {"title": [None, programme.title]}, by=by, at=at)
    return programme


@transaction.atomic
def change_programme(
    programme: Programme, *, seen: int, document: UploadedFile | None = None, by, at: datetime
) -> None:
    """Writes a changed programme; a new text takes the place of the old. Raises ProgrammeRefused, StaleRevision."""
    before = Programme.objects.select_related("form").get(pk=programme.pk)
    _check(programme, before)
    fields = list(FIELDS)
    if document:
        programme.document = _stored(document, programme.organization, by=by, at=at)
        fields.append("document")
    save_revised(programme, seen=seen, fields=fields)
    changes = audit.differences(_said(before), _said(programme))
    if changes or document:
        _record("programme.changed", programme, changes, by=by, at=at)


@transaction.atomic
def close_programme(programme: Programme, *, by, at: datetime) -> None:
    """Takes the programme out of the choices; who is in it stays in it. Raises ProgrammeRefused."""
    _set_closed(programme, timezone.localdate(at), "programme.closed", by=by, at=at)


@transaction.atomic
def reopen_programme(programme: Programme, *, by, at: datetime) -> None:
    """Offers the programme again. Raises ProgrammeRefused."""
    _set_closed(programme, None, "programme.reopened", by=by, at=at)


def _set_closed(programme: Programme, day: date | None, verb: str, *, by, at: datetime) -> None:
    if not Programme.objects.filter(pk=programme.pk, closed_on__isnull=day is not None).update(closed_on=day):
        raise ProgrammeRefused(_("Somebody has just done this. Reload the page."))
    programme.closed_on = day
    _record(verb, programme, {}, by=by, at=at)


def _check(programme: Programme, before: Programme | None = None) -> None:
    if programme.ends_on < programme.starts_on:
        raise ProgrammeRefused(_("The programme ends before it begins. Check the two dates."))
    if before and before.form_id != programme.form_id and before.participations.filter(left_on=None).exists():
        raise ProgrammeRefused(
            _("People take part in this programme in the form «%(form)s». Make a new programme for another form.")
            % {"form": before.form}
        )


def _stored(document: UploadedFile | None, organization: Organization, *, by, at: datetime):
    return store_upload(document, scope=organization.path, by=by, at=at) if document else None


def _said(programme: Programme) -> dict:
    values = {name: getattr(programme, name) for name in FIELDS}
    plain = (bool, int, type(None))
    return {
        name: value if isinstance(value, plain) else value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
    }


def _record(verb: str, programme: Programme, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, programme, by=by, at=at, scope=programme.organization.path, changes=changes)

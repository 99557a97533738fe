"""`import_bank mentors|mentees FILE --organization SLUG [--dry-run] [--undo BATCH] [--json]`: Excel becomes a bank."""

import json
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from organizations.models import Organization
from organizations.selectors import zone_of
from participants.importing import letter
from participants.models import BankImport, BankImportRow, Participation
from participants.services import imports

BANKS = {"mentors": Participation.Role.MENTOR, "mentees": Participation.Role.MENTEE}
Verdict = BankImportRow.Verdict


class Command(BaseCommand):
    """Ends with 0 when the file was read (and accepted), 1 when it was refused, 2 on wrong usage."""

    help = "Reads a bank of mentors or mentees out of XLSX, ODS or CSV and accepts the valid rows."

    def add_arguments(self, parser):
        parser.add_argument("bank", choices=BANKS)
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE")
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="read and say, save nothing")
        parser.add_argument("--undo", type=int, metavar="BATCH", help="take an accepted upload back")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of a text")

    def handle(self, *, bank: str, file: Path | None, organization: str, dry_run: bool, as_json: bool, **options):
        if (file is None) == (options["undo"] is None):
            raise CommandError(_("Give either a FILE or --undo BATCH."), returncode=2)
        try:
            owner = owner_named(organization)
            with timezone.override(zone_of(owner)):
                if options["undo"] is not None:
                    said = _undo(options["undo"], owner, BANKS[bank])
                else:
                    said = _import(file, owner, BANKS[bank], dry_run=dry_run)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2) if as_json else _as_text(said))


def _import(file: Path, owner: Organization, role: str, *, dry_run: bool) -> dict[str, Any]:
    upload = SimpleUploadedFile(file.name, _bytes(file))
    with transaction.atomic():
        batch = imports.begin_import(upload, organization=owner, role=role, by=None, at=timezone.localtime())
        imports.read_import(batch, clock=timezone.localtime)
        if batch.state == BankImport.State.REFUSED:
            raise Refused(batch.problem)
        said = _account(batch)
        if dry_run:
            transaction.set_rollback(True)
            batch.file.content.storage.delete(batch.file.content.name)
            return {**said, "accepted": 0, "batch": None}
    if batch.rows.filter(verdict__in=(Verdict.NEW, Verdict.CHANGED)).exists():
        imports.ask_to_accept(batch, by=None, at=timezone.localtime())
        imports.accept_import(batch, by=None, clock=timezone.localtime)
    return {**_account(batch), "accepted": batch.rows.filter(before__isnull=False).count(), "batch": batch.pk}


def _undo(number: int, owner: Organization, role: str) -> dict[str, Any]:
    batch = BankImport.objects.select_related("organization").filter(pk=number, organization=owner, role=role).first()
    if batch is None:
        raise Refused(_("There is no upload № %(number)s of this bank.") % {"number": number})
    undone = imports.undo_import(batch, by=None, at=timezone.localtime())
    return {"batch": number, **undone.__dict__}


def _account(batch: BankImport) -> dict[str, Any]:
    """The keys of the contract, and how many rows are new, changed and the same."""
    rows = list(batch.rows.all())
    counts = {verdict.value: sum(row.verdict == verdict for row in rows) for verdict in Verdict}
    rejected = [line for row in rows if row.verdict == Verdict.REJECTED for line in _problems(batch, row)]
    notes = [line for row in rows for line in _problems(batch, row, notes=True)]
    doubts = [{"row": row.number, "person": row.person_id} for row in rows if row.verdict == Verdict.DOUBT]
    return {"rows": len(rows), "rejected": rejected, "possible_duplicates": doubts, "verdicts": counts, "notes": notes}


def _problems(batch: BankImport, row: BankImportRow, *, notes: bool = False) -> list[dict[str, Any]]:
    return [
        {
            "row": row.number,
            "column": batch.headers[index] if index is not None and index < len(batch.headers) else "",
            "cell": f"{letter(index)}{row.number}" if index is not None else "",
            "value": row.raw[index] if index is not None and index < len(row.raw) else "",
            "message": problem["message"],
        }
        for problem in row.problems
        if problem["note"] == notes
        for index in [problem["column"]]
    ]


def _as_text(said: dict[str, Any]) -> str:
    if "removed" in said:
        return _("Removed: %(removed)s, restored: %(restored)s, kept: %(kept)s.") % said
    lines = [f"{line['cell'] or line['row']} {line['column']}: {line['message']}" for line in said["rejected"]]
    counts = {**said, "rejected": said["verdicts"]["rejected"], "doubts": len(said["possible_duplicates"])}
    last = _("Rows: %(rows)s, accepted: %(accepted)s, rejected: %(rejected)s, perhaps already there: %(doubts)s.")
    return "\n".join([*lines, last % counts])


def owner_named(slug: str) -> Organization:
    owner = Organization.objects.filter(slug=slug).first()
    if owner is None:
        raise Refused(_("There is no organisation «%(slug)s». Check its short code.") % {"slug": slug})
    if owner.level != Organization.Level.INSTITUTION:
        raise Refused(_("«%(slug)s» is not an institution: only institutions keep banks.") % {"slug": slug})
    return owner


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(_("The file «%(file)s» cannot be opened. Check its name and place.") % {"file": file}) from error

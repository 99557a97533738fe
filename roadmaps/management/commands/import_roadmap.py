"""`import_roadmap FILE --organization SLUG [--from D --to D] [--dry-run] [--json]`: a document becomes a roadmap."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from organizations.models import Organization
from roadmaps.importers import Reading, read_file, understand
from roadmaps.models import Roadmap
from roadmaps.outline import as_text, outline
from roadmaps.periods import stored_period
from roadmaps.selectors.origin import deadlines_above_draft
from roadmaps.services.drafting import create_roadmap


class Command(BaseCommand):
    """Ends with 0 when the document was read (and saved), 1 when it was refused, 2 on wrong usage."""

    help = "Reads a roadmap out of a DOCX, XLSX, ODT, PDF, HTML, CSV or text file and saves it as a draft."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument(
            "--from", type=_day, dest="period_from", metavar="D", help="the period's first day, YYYY-MM-DD"
        )
        parser.add_argument("--to", type=_day, dest="period_to", metavar="D", help="the period's last day")
        parser.add_argument("--dry-run", action="store_true", help="read and show, save nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of a text")

    def handle(self, *, file: Path, organization: str, dry_run: bool, as_json: bool, **options):
        period = _period(options["period_from"], options["period_to"])
        try:
            owner = _owner(organization)
            reading = understand(read_file(_bytes(file)), period=period)
            draft = replace(reading.draft, level=owner.level)
            roadmap = None if dry_run else create_roadmap(draft, organization=owner, by=None, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        outlined = {
            "id": roadmap and roadmap.pk,
            "organization": organization,
            **outline(
                draft,
                status=Roadmap.State.DRAFT,
                period=stored_period(draft.period_from, draft.period_to),
                above=deadlines_above_draft(draft, owner),
            ),
            **_account(reading),
        }
        if as_json:
            self.stdout.write(json.dumps(outlined, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join([as_text(outlined), *_account_lines(outlined)]))


def _period(start: date | None, end: date | None) -> tuple[date, date] | None:
    if (start is None) != (end is None):
        raise CommandError(_("Give both --from and --to, or neither."), returncode=2)
    return (start, end) if start and end else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("«%(text)s» is not a date of the form YYYY-MM-DD.") % {"text": text}) from error


def _owner(slug: str) -> Organization:
    owner = Organization.objects.filter(slug=slug).first()
    if owner is None:
        raise Refused(_("There is no organisation «%(slug)s». Check its short code.") % {"slug": slug})
    return owner


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(_("The file «%(file)s» cannot be opened. Check its name and place.") % {"file": file}) from error


def _account(reading: Reading) -> dict[str, Any]:
    """How every record of the source was used, and what to look at."""
    return {
        "source_rows": reading.source_rows,
        "placed_rows": len(reading.placed),
        "placed": reading.counts,
        "not_placed": [asdict(each) for each in reading.not_placed],
        "doubts": [asdict(each) for each in reading.doubts],
        "columns": [
            {"index": column.index, "header": column.header, "role": column.role, "by": column.by}
            for column in reading.columns
        ],
    }


def _account_lines(account: dict[str, Any]) -> list[str]:
    counts = {"source": account["source_rows"], "placed": account["placed_rows"], "left": len(account["not_placed"])}
    return [
        "",
        *(f"? {doubt['where']} {doubt['message']}".replace("?  ", "? ") for doubt in account["doubts"]),
        *(f"× {each['where']}: {each['text'][:100]} — {each['reason']}" for each in account["not_placed"]),
        _("Rows in the document: %(source)s, placed: %(placed)s, not placed: %(left)s.") % counts,
    ]

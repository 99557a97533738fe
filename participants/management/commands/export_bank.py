"""`export_bank mentors|mentees --organization SLUG --format xlsx|docx|pdf|csv --output FILE`: a table as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from organizations.selectors import zone_of
from participants.services.exports import FORMATS_OF, FULL, OFFICIAL, export_bank

from .import_bank import BANKS, owner_named


class Command(BaseCommand):
    """Ends with 0 when the file was written, 1 when it was refused, 2 on wrong usage."""

    help = "Writes «База наставляемых» or «База наставников» of an institution into a file."

    def add_arguments(self, parser):
        parser.add_argument("bank", choices=BANKS)
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument(
            "--format", required=True, choices=sorted({name for names in FORMATS_OF.values() for name in names})
        )
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")
        parser.add_argument("--full", action="store_true", help="every field in a column of its own")

    def handle(self, *, bank: str, organization: str, format: str, output: Path, full: bool, **options):
        try:
            owner = owner_named(organization)
            with timezone.override(zone_of(owner)):
                made = export_bank(
                    owner,
                    role=BANKS[bank],
                    format=format,
                    table=FULL if full else OFFICIAL,
                    by=None,
                    at=timezone.localtime(),
                )
            output.write_bytes(made.content)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            said = _("The file «%(file)s» cannot be written. Check its folder.") % {"file": output}
            raise CommandError(said) from error
        self.stderr.write(_("Rows: %(rows)s, file: %(file)s.") % {"rows": made.rows, "file": output})

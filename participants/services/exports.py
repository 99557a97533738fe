"""The official tables as files: whose names leave is recorded, once for all and once for each of them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.documents import FORMATS, LONGEST_PDF, content_type, render
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import Organization

from ..models import BankImport, BankImportRow, BankSettings, Participation
from ..official import available_columns, full_columns
from ..papers.bank_tables import as_csv, bank_document
from ..papers.rejected import rejected_document
from ..selectors.exports import leaving
from ..selectors.settings import table_columns
from .people import record_export

OFFICIAL, FULL = "official", "full"
CSV = "csv"
FORMATS_OF = {OFFICIAL: ("xlsx", "docx", "pdf"), FULL: ("xlsx", CSV)}  # nobody reads forty columns on paper
IN_WORDS = {OFFICIAL: "", FULL: "все данные"}
MEDIA_TYPES = {CSV: "text/csv; charset=utf-8", **{name: content_type(name) for name in FORMATS}}


class ExportRefused(Refused):
    """The table cannot be given out so."""


class ExportedFile:
    """A file that is given out and not kept."""

    def __init__(self, content: bytes, name: str, format: str, rows: int):
        self.content, self.name, self.content_type, self.rows = content, name, MEDIA_TYPES[format], rows


@transaction.atomic
def export_bank(
    organization: Organization,
    *,
    role: str,
    format: str,
    table: str = OFFICIAL,
    with_gone: bool = True,
    by,
    at: datetime,
) -> ExportedFile:
    """The official table of a bank, or the table of everything for changes in Excel. Raises ExportRefused."""
    on = at.date()
    found = leaving(organization, role, on, with_gone=with_gone)
    if not found.entries:
        raise ExportRefused(_nothing(found.without_consent))
    if format not in FORMATS_OF[table]:
        known = ", ".join(FORMATS_OF[table]).upper()
        raise ExportRefused(_("This table is given out as %(formats)s. Choose one of them.") % {"formats": known})
    if format == "pdf" and len(found.entries) > LONGEST_PDF:
        said = _("The table has %(count)s rows: too long for PDF. Take XLSX or DOCX.")
        raise ExportRefused(said % {"count": len(found.entries)})
    columns = full_columns(role) if table == FULL else table_columns(organization, role)
    notes = _notes(found.without_consent, found.left_out)
    about = {"role": role, "organization": organization, "what": IN_WORDS[table], "notes": notes}
    document = bank_document(found.entries, columns, **about, on=on, at=at)
    what = {"bank": role, "format": format, "table": table}
    record_export(found.people, organization=organization, what=what, by=by, at=at)
    content = as_csv(document) if format == CSV else render(document, format)
    return ExportedFile(content, document.download_name(format), format, len(found.entries))


@transaction.atomic
def change_columns(
    settings: BankSettings, *, role: str, columns: list[dict[str, str]], seen: int, by, at: datetime
) -> None:
    """Titles and order of an official table; an empty list brings the official ones back. Raises ExportRefused."""
    name = "mentor_columns" if role == Participation.Role.MENTOR else "mentee_columns"
    known = {column.field for column in available_columns(role)}
    if columns and "full_name" not in {column["field"] for column in columns}:
        raise ExportRefused(_("The table needs the column with the full name."))
    if any(column["field"] not in known or not column["title"].strip() for column in columns):
        raise ExportRefused(_("Give every column a title."))
    BankSettings.objects.get_or_create(organization=settings.organization)
    settings.pk = BankSettings.objects.get(organization=settings.organization).pk
    setattr(settings, name, columns)
    save_revised(settings, seen=seen, fields=[name])
    scope = settings.organization.path
    audit.record("bank_columns.changed", settings, by=by, at=at, scope=scope, changes={"columns": len(columns)})


@transaction.atomic
def export_rejected(batch: BankImport, *, by, at: datetime) -> ExportedFile:
    """The rejected rows as a table of the same columns with the reasons; the wrong cells are tinted."""
    rows = list(batch.rows.filter(verdict=BankImportRow.Verdict.REJECTED))
    document = rejected_document(batch, rows, at)
    changes = {"rows": len(rows)}
    audit.record("bankimport.rejected_taken", batch, by=by, at=at, scope=batch.organization.path, changes=changes)
    return ExportedFile(render(document, "xlsx"), document.download_name("xlsx"), "xlsx", len(rows))


def _notes(without_consent: int, left_out: bool) -> list[str]:
    if not without_consent:
        return []
    said = "не включены в таблицу" if left_out else "включены: согласие ещё нужно получить"
    return [f"Без действующего согласия: {without_consent}, {said}."]


def _nothing(without_consent: int) -> str:
    if without_consent:
        return _(
            "Nobody in this bank has all the needed consents, so no name may leave. Enter the consents, or let the "
            "settings of the banks only warn."
        )
    return _("This bank is empty: there is nothing to give out.")

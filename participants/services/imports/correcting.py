"""Corrections of an upload before it is accepted: columns, cells, doubts."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.states import move

from ...importing import digest, read_row
from ...importing.returned import first_titles
from ...models import BankImport, BankImportRow, ColumnMapping
from ...selectors.bank import Bank
from ...selectors.vocabulary import vocabulary_of
from .beginning import ImportNotPossible
from .reading import Verdict, settle

State = BankImport.State
DECISIONS = ("new", "update", "skip")


@transaction.atomic
def set_columns(batch: BankImport, *, header_row: int, mapping: dict[int, str], by, at: datetime) -> None:
    """What each column means, remembered for the same heading; the file is read again. Raises ImportNotPossible.

    With another row of the heading its columns are found anew.
    """
    names = set(mapping.values())
    if header_row == batch.header_row:
        if "full_name" not in names and not {"last_name", "first_name"} <= names:
            raise ImportNotPossible(_("Say which column holds the names: the full name, or last and first name."))
        titles, moved = first_titles(batch.headers)
        ColumnMapping.objects.update_or_create(
            organization=batch.organization,
            role=batch.role,
            headers_digest=digest(titles),
            defaults={"mapping": {str(index - moved): name for index, name in mapping.items() if index >= moved}},
        )
    move(batch, State.WAITING, header_row=header_row)
    audit.record("bankimport.columns_set", batch, by=by, at=at, scope=batch.organization.path)


@transaction.atomic
def correct_row(row: BankImportRow, cells: dict[int, str], *, on: date) -> None:
    """Puts other texts into cells and judges the row anew. Raises ImportNotPossible."""
    _require_open(row)
    width = max([len(row.raw), *(index + 1 for index in cells)])
    row.raw = [*row.raw, *[""] * (width - len(row.raw))]
    for index, text in cells.items():
        row.raw[index] = text.strip()[:4000]
    mapping = {int(index): name for index, name in row.batch.mapping.items()}
    organization = row.batch.organization
    row.decision = ""
    settle(row, read_row(row.raw, mapping, vocabulary_of(organization), on), Bank.of(organization, row.batch.role), on)
    row.save()


@transaction.atomic
def decide_doubt(row: BankImportRow, decision: str) -> None:
    """Whether a doubtful row is of a new person, the one already there, or left out. Raises ImportNotPossible."""
    _require_open(row)
    if decision not in DECISIONS or row.verdict != Verdict.DOUBT:
        raise ImportNotPossible(_("Choose what to do with this row."))
    row.decision = decision
    row.save(update_fields=["decision"])


@transaction.atomic
def decide_doubts(batch: BankImport, decision: str) -> int:
    """The same for all rows that are still undecided; says how many. Raises ImportNotPossible."""
    if not batch.is_open:
        raise _closed()
    if decision not in DECISIONS:
        raise ImportNotPossible(_("Choose what to do with these rows."))
    return batch.rows.filter(verdict=Verdict.DOUBT, decision="", before__isnull=True).update(decision=decision)


def _require_open(row: BankImportRow) -> None:
    if not row.is_open:
        raise _closed()


def _closed() -> ImportNotPossible:
    return ImportNotPossible(_("This upload is not waiting to be accepted any more. Open it again."))

"""The rejected rows of an upload: the same table, with what is wrong beside it, ready to be corrected and uploaded."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, repeat

from core.documents import Cell, Column, Document, Row, Table

from ..importing.neutral import neutralise
from ..importing.returned import titles_of_returned
from ..models import BankImport, BankImportRow
from ..official import TITLES
from .bank_tables import without_plus

PLAIN_PHONE = re.compile(r"\+7[\d\s()–-]{10,16}")


def rejected_document(batch: BankImport, rows: Sequence[BankImportRow], at: datetime) -> Document:
    """One table and nothing above it, so that its heading is found at once."""
    titles, widths = titles_of_returned(batch.headers), chain((30, 6), repeat(14))
    columns = [Column(title, width) for title, width in zip(titles, widths, strict=False)]
    name = f"{TITLES[batch.role]}, непринятые строки"
    return Document(
        title=name,
        blocks=[Table(columns, [Row(_cells(row, len(batch.headers))) for row in rows], name="Непринятые строки")],
        file_name=name,
        created_at=at,
        author=batch.organization.full_name,
        orientation="landscape",
    )


def _cells(row: BankImportRow, width: int) -> list:
    wrong = {problem["column"] for problem in row.problems if not problem["note"]}
    said = "\n".join(problem["message"] for problem in row.problems)
    texts = [*row.raw, *[""] * width][:width]
    cells = [Cell(_harmless(text), status="overdue" if index in wrong else "") for index, text in enumerate(texts)]
    return [Cell(said, status="returned"), row.number, *cells]


def _harmless(text: str) -> str:
    """A telephone keeps no apostrophe before its plus: «8 912 …» says the same."""
    return neutralise(without_plus(text) if PLAIN_PHONE.fullmatch(text) else text)

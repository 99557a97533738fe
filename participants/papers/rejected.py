"""The rejected rows of an upload: the same table, with what is wrong beside it, ready to be corrected and uploaded."""

from collections.abc import Sequence
from datetime import datetime

from core.documents import Cell, Column, Document, Row, Table

from ..importing.neutral import neutralise
from ..models import BankImport, BankImportRow
from ..official import TITLES

ROW_TITLE, ERRORS_TITLE = "Строка файла", "Ошибки"


def rejected_document(batch: BankImport, rows: Sequence[BankImportRow], at: datetime) -> Document:
    """One table and nothing above it, so that its heading is found at once."""
    titles = [title or f"Столбец {number}" for number, title in enumerate(batch.headers, start=1)]
    columns = [Column(ERRORS_TITLE, 30), Column(ROW_TITLE, 6), *(Column(title, 14) for title in titles)]
    name = f"{TITLES[batch.role]}, непринятые строки"
    return Document(
        title=name,
        blocks=[Table(columns, [Row(_cells(row, len(titles))) for row in rows], name="Непринятые строки")],
        file_name=name,
        created_at=at,
        author=batch.organization.full_name,
        orientation="landscape",
    )


def _cells(row: BankImportRow, width: int) -> list:
    wrong = {problem["column"] for problem in row.problems if not problem["note"]}
    said = "\n".join(problem["message"] for problem in row.problems)
    texts = [*row.raw, *[""] * width][:width]
    cells = [Cell(neutralise(text), status="overdue" if index in wrong else "") for index, text in enumerate(texts)]
    return [Cell(said, status="returned"), row.number, *cells]

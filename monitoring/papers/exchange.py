"""An exchange file: the titles in the first row, then the rows; nothing above or below, for a platform reads it."""

import csv
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from core.documents import Column, Document, Row, Table, content_type, render
from core.documents.tables import Value
from core.documents.values import plain
from participants.importing.neutral import neutralise

from ..models import ExchangeFormat

Format, Delimiter = ExchangeFormat.Format, ExchangeFormat.Delimiter
SIGNS = {Delimiter.SEMICOLON: ";", Delimiter.COMMA: ",", Delimiter.TAB: "\t"}
MEDIA_TYPES = {Format.XLSX: content_type("xlsx"), Format.CSV: "text/csv", Format.JSON: "application/json"}


def exchange_file(
    how: ExchangeFormat, titles: Sequence[str], rows: Sequence[Sequence[Value]], *, author: str, at: datetime
) -> bytes:
    """The rows in the format's own way."""
    match how.format:
        case Format.CSV:
            return as_csv(titles, rows, encoding=how.encoding, delimiter=SIGNS[Delimiter(how.delimiter)])
        case Format.JSON:
            return as_json(titles, rows)
        case _:
            return as_xlsx(how.title, titles, rows, author=author, at=at)


def as_xlsx(title: str, titles: Sequence[str], rows: Sequence[Sequence[Value]], *, author: str, at: datetime) -> bytes:
    """One sheet; numbers and dates are such, a text can never be taken for a formula."""
    columns = [Column(neutralise(each), max(10, min(len(each), 40))) for each in titles]
    table = Table(columns, [Row([_harmless(value) for value in row]) for row in rows], name=title)
    document = Document(title, [table], file_name=title, created_at=at, author=author, orientation="landscape")
    return render(document, "xlsx")


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[Value]], *, encoding: str, delimiter: str) -> bytes:
    """What the encoding does not know becomes a question mark."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([neutralise(each) for each in titles])
    writer.writerows([_written(_harmless(value)) for value in row] for row in rows)
    return text.getvalue().encode(encoding, errors="replace")


def as_json(titles: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """A list of objects by the titles; days as 2026-10-01."""
    found = [dict(zip(titles, map(_bare, row), strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def _harmless(value: Value) -> Value:
    return neutralise(plain(value).strip()) if isinstance(value, str) else value


def _written(value: Value) -> str:
    """Whole or with a comma, as Excel in Russian reads numbers; days as 01.10.2026."""
    if isinstance(value, float | Decimal):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)


def _bare(value: Value) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return plain(value).strip() if isinstance(value, str) else value

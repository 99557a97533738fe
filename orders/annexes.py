"""Annexes: the tables kept with an order, as documents for its paper and as tables for its pages."""

from collections.abc import Sequence

from core.documents import Column, Document, Heading, Row, Table

from .kinds import AnnexTable
from .models import Order


def annexes_of(order: Order) -> list[Document]:
    """Everything that is annexed to an order of a kind, in order."""
    return [_document(order, table) for table in order.tables]


def shown_of(order: Order) -> list[AnnexTable]:
    """The same as tables of a page."""
    return [AnnexTable(table["title"], tuple(table["columns"]), table["rows"]) for table in order.tables]


def to_json(tables: Sequence[AnnexTable]) -> list[dict]:
    """Tables as the row of an order keeps them."""
    return [
        {
            "title": table.title,
            "columns": list(table.columns),
            "widths": list(table.widths),
            "rows": [[str(cell) for cell in row] for row in table.rows],
            "landscape": table.landscape,
        }
        for table in tables
    ]


def _document(order: Order, table: dict) -> Document:
    widths = table["widths"] or [1] * len(table["columns"])
    columns = [Column(title, width) for title, width in zip(table["columns"], widths, strict=True)]
    return Document(
        table["title"],
        [Heading(table["title"]), Table(columns, [Row(row) for row in table["rows"]])],
        file_name=table["title"],
        created_at=order.created_at,
        author=order.organization.full_name,
        orientation="landscape" if table["landscape"] else "portrait",
    )

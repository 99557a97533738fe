"""Annexes: tables kept with the draft, and documents that upper apps build when the order is signed or shown.

    orders.annexes.register("assign_pairs", annexes_of)     # fn(order) -> list[core.documents.Document]

A builder is called for every paper of an order of its kind, and for the pages of its draft; what it returns follows
the tables.
"""

from collections.abc import Callable, Sequence

from core.documents import Column, Document, Heading, Row, Table

from .kinds import AnnexTable
from .models import Order

Builder = Callable[[Order], Sequence[Document]]
_builders: dict[str, Builder] = {}


def register(kind: str, builder: Builder) -> None:
    """Adds the builder of a kind; called once, when its app is ready."""
    _builders[kind] = builder


def annexes_of(order: Order) -> list[Document]:
    """Everything that is annexed to an order not yet signed, in order."""
    build = _builders.get(order.kind)
    return [*(_document(order, table) for table in order.tables), *(build(order) if build else ())]


def shown_of(order: Order) -> list[AnnexTable]:
    """The tables that a page shows: of a draft everything that would be annexed now, of a signed order what it keeps.

    What an upper app has built for a signed order stands in its frozen paper alone.
    """
    annexes = annexes_of(order) if order.is_unsigned else [_document(order, table) for table in order.tables]
    return [
        AnnexTable(annex.title, tuple(column.title for column in block.columns), [row.cells for row in block.rows])
        for annex in annexes
        for block in annex.blocks
        if isinstance(block, Table)
    ]


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

"""Tables within cells: the one that only lays out a page is opened, a small one becomes lines of its cell."""

from collections.abc import Iterable, Iterator

from ..source import Line, Paragraph, Table

DEEPEST = 6


def is_layout(cells: int, holds_table: bool) -> bool:
    """A frame round another table: one or two cells, of which one holds the table itself."""
    return holds_table and cells <= 2


def flattened(blocks: Iterable[Paragraph | Table]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.lines
        else:
            yield from (Line(" ".join(cell.text for cell in row.filled)) for row in block.rows if row.text)

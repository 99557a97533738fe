"""Which tables of a document are the roadmap, and by which columns each row is read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..source import Cell, Row, SourceDocument, Table
from . import content, shapes
from .layout import Layout, layout_by_content, layout_of
from .roles import Role

ENOUGH = 0.25  # of the rows of a table without a header, for it to go on with the roadmap
INDICATOR = re.compile(r"(?:наименование |целевой |целевые )?показател[ьи](?! (?:исполнен|выполнен))", re.IGNORECASE)
FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*%?")


@dataclass(frozen=True)
class TableReading:
    """How one table is read: `layouts` gives each of its rows a layout, or None where it is not the roadmap's."""

    table: Table
    layouts: tuple[Layout | None, ...]
    header_rows: tuple[int, ...] = ()


def readings(source: SourceDocument, roles: Mapping[int, str] | None = None) -> list[TableReading]:
    """One reading a table. `roles` are the columns as a person has set them."""
    tables = source.tables
    found = [layout_of(table) for table in tables]
    if not any(found):
        found = _without_header(tables, roles)
    if roles:
        width = next((len(layout.columns) for layout in found if layout), 0)
        found = [layout.with_roles(roles) if layout and len(layout.columns) == width else layout for layout in found]
    done, current = [], None
    for table, layout in zip(tables, found, strict=True):
        if not layout and _of_indicators(table):
            current = None  # the roadmap ends here: what follows without a header is not its
        own = layout or (_continued(table, current) if current else None)
        done.append(_reading(table, own))
        current = own or current
    return done


def _without_header(tables: Sequence[Table], roles: Mapping[int, str] | None) -> list[Layout | None]:
    """No table says what it is: the first that looks like a roadmap is one; with roles set by hand, the longest."""
    found = [layout_by_content(table.rows) for table in tables]
    if not any(found) and roles and tables:
        longest = max(range(len(tables)), key=lambda index: len(tables[index].rows))
        found[longest] = Layout(content.bare_columns(tables[longest].rows))
    return found


def _continued(table: Table, current: Layout) -> Layout | None:
    """The layout of a table without a header that follows the roadmap's."""
    rows = [row for row in table.rows if row.text and not shapes.is_ruler([cell.text for cell in row.filled])]
    many = [row for row in rows if len(row.filled) > 1]
    widest = max((len(row.cells) for row in rows), default=0)
    if not many:
        return Layout(current.columns)
    if widest == len(current.columns) or max(row.width for row in rows) == current.width:
        fitting = sum(_fits(row, current) for row in many)
        return Layout(current.columns) if fitting >= ENOUGH * len(many) else None
    return layout_by_content(rows)


def _of_indicators(table: Table) -> bool:
    """«Показатель | 2021 | 2024»."""
    first = next((row for row in table.rows if row.text), None)
    return first is not None and len(first.filled) > 1 and any(INDICATOR.match(cell.text) for cell in first.filled)


def _fits(row: Row, layout: Layout) -> bool:
    fields = layout.fields(row)
    figures = sum(bool(FIGURE.fullmatch(cell.text)) for column, cell in fields if column.role is not Role.NUMBER)
    return any(
        (column.role is Role.DEADLINE and content.is_deadline(cell.text) and not _is_figure(cell, figures))
        or (column.role is Role.RESPONSIBLE and content.is_responsible(cell.text))
        or (column.role is Role.NUMBER and shapes.is_dotted(shapes.number_in(cell.text)))
        or (column.role is Role.NUMBER and not cell.text and shapes.starts_midway(row.filled[0].text))
        for column, cell in fields
    )


def _is_figure(cell: Cell, figures: int) -> bool:
    """A bare year in a row of figures is no deadline."""
    return figures > 1 and bool(FIGURE.fullmatch(cell.text))


def _reading(table: Table, layout: Layout | None) -> TableReading:
    if layout is None:
        return TableReading(table, (None,) * len(table.rows))
    return TableReading(table, tuple(_by_width(table.rows, layout)), layout.header_rows)


def _by_width(rows: Sequence[Row], layout: Layout) -> Iterator[Layout]:
    """Rows that are narrower than the table, as a text file may have them, are read by their own content."""
    for narrow, run in groupby(rows, key=lambda row: 1 < row.width < layout.width - 1 and len(row.filled) > 1):
        group = list(run)
        own = layout_by_content(group) if narrow else None
        yield from (own or layout for _row in group)

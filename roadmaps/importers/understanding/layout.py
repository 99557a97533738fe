"""Which columns a table has: by its header, and by what stands in them where the header is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..source import Cell, Row, Table
from . import content, shapes
from .columns import Column
from .roles import Role, month_of, role_of

BEARING = {Role.TITLE, Role.CONTENT, Role.STAGE}  # one of these must be there
HEADER_DEPTH = 25  # rows of a sheet that may stand above its header
SAME_HEADER = 0.6
HEADER_ROWS = 3


@dataclass(frozen=True)
class Layout:
    columns: tuple[Column, ...]
    header_rows: tuple[int, ...] = ()  # their places in the table

    @property
    def roles(self) -> set[Role]:
        return {column.role for column in self.columns} - {Role.NONE}

    @property
    def width(self) -> int:
        return self.columns[-1].end if self.columns else 0

    @property
    def is_roadmap(self) -> bool:
        return bool(self.roles & BEARING) and len(self.roles - {Role.NUMBER}) > 1

    def fields(self, row: Row) -> list[tuple[Column, Cell]]:
        """The cells of a row with their columns: one to one when there are as many, else by how far they overlap."""
        cells = row.cells
        if len(cells) == len(self.columns):
            return list(zip(self.columns, cells, strict=True))
        return [(self._over(cell), cell) for cell in cells if self.columns]

    def _over(self, cell: Cell) -> Column:
        return max(
            self.columns,
            key=lambda column: (min(column.end, cell.end) - max(column.start, cell.column), -column.start),
        )

    def with_roles(self, roles: Mapping[int, str]) -> "Layout":
        """The same columns with the roles that a person has chosen, by index."""
        return replace(
            self,
            columns=tuple(
                replace(column, role=Role(roles[column.index]), by="hand") if column.index in roles else column
                for column in self.columns
            ),
        )


def layout_of(table: Table) -> Layout | None:
    """The layout that the table's own header gives, or None when it has no header of a roadmap."""
    found = _header(table.rows)
    if found is None:
        return None
    first, last = found
    columns = _columns(table.rows[first : last + 1])
    body = [row for row in table.rows[last + 1 :] if row.text]
    layout = Layout(content.completed(columns, body), tuple(range(first, last + 1)))
    return layout if layout.is_roadmap else None


def layout_by_content(rows: Sequence[Row]) -> Layout | None:
    """The layout of rows without a header, or None when nothing in them looks like a roadmap."""
    columns = content.completed(content.bare_columns(rows), rows)
    layout = Layout(columns)
    if not layout.is_roadmap or Role.DEADLINE not in layout.roles:
        return None
    place, first = next((place, row) for place, row in enumerate(rows) if len(row.filled) > 1)
    if not content.fits(layout.fields(first)):
        heads = {column.index: cell.text for column, cell in layout.fields(first)}
        named = tuple(replace(column, header=heads.get(column.index, "")) for column in columns)
        return Layout(named, (place,))
    return layout


def same_header(row: Row, layout: Layout) -> bool:
    """The header once more, at the top of a page."""
    headers = {_plain(column.header) for column in layout.columns if column.header}
    texts = [_plain(cell.text) for cell in row.filled]
    return len(texts) > 1 and sum(text in headers for text in texts) >= SAME_HEADER * len(texts)


def is_header(row: Row) -> bool:
    if any(shapes.number_before(cell.text)[0] for cell in row.filled):
        return False
    roles = [role_of(cell.text) for cell in row.filled]
    named = {role for role in roles if role}
    months = roles.count(Role.MONTH)
    enough = sum(bool(role) for role in roles) * 2 >= len(roles)
    return (
        enough
        and (len(named - {Role.MONTH, Role.NUMBER}) > 1 or months > 2)
        and bool(named & (BEARING | {Role.DEADLINE}))
    )


def _header(rows: Sequence[Row]) -> tuple[int, int] | None:
    first = next((index for index, row in enumerate(rows[:HEADER_DEPTH]) if is_header(row)), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(rows) and last - first < HEADER_ROWS and _is_second_line(rows[last], rows[last + 1]):
        last += 1
    return first, last


def _is_second_line(header: Row, row: Row) -> bool:
    """The lower half of a header: under a merged cell the parts of it, the rest continued from above."""
    own = [cell for cell in row.cells if not cell.above and cell.text]
    if not own or shapes.is_numbers_of_columns([cell.text for cell in row.filled]):
        return False
    wide = [(cell.column, cell.end) for cell in header.cells if cell.span > 1]
    under = all(any(start <= cell.column and cell.end <= end for start, end in wide) for cell in own)
    return (
        under and any(cell.above or not cell.text for cell in row.cells) and all(len(cell.text) < 40 for cell in own)
    )


def _columns(header: Sequence[Row]) -> tuple[Column, ...]:
    starts = sorted({cell.column for row in header for cell in row.cells if cell.text or cell.above or cell.span == 1})
    width = max(row.width for row in header)
    columns = []
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], width], strict=True)):
        texts = [cell.text for row in header for cell in row.cells if cell.column <= start < cell.end and cell.text]
        lowest = texts[-1] if texts else ""
        role = (
            Role.MONTH
            if month_of(lowest)
            else next(filter(None, (role_of(text) for text in (" ".join(texts), lowest))), Role.NONE)
        )
        columns.append(Column(index, start, end, " ".join(dict.fromkeys(texts)), role))
    return tuple(_settled(columns))


def _settled(columns: list[Column]) -> list[Column]:
    """Roles that depend on the neighbours: «Содержание» is the title where no other column is."""
    roles = [column.role for column in columns]
    if Role.TITLE not in roles:
        instead = next((role for role in (Role.CONTENT, Role.STAGE) if role in roles), None)
        if instead:
            at = roles.index(instead)
            columns[at] = replace(columns[at], role=Role.TITLE)
    elif roles.count(Role.TITLE) > 1:
        first = roles.index(Role.TITLE)
        columns = [
            replace(column, role=Role.CONTENT) if column.role is Role.TITLE and column.index != first else column
            for column in columns
        ]
    if Role.RESULT not in roles and Role.DOCUMENT in roles:
        at = roles.index(Role.DOCUMENT)
        columns[at] = replace(columns[at], role=Role.RESULT)
    return columns


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

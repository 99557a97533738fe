"""A table that lost its lines: every cell on a line of its own, as a copy from a PDF or a messenger gives it."""

from collections.abc import Sequence
from dataclasses import replace

from ..source import Cell, Line, Paragraph, Row, SourceDocument, Table
from . import content, shapes
from .columns import Column
from .layout import BEARING
from .roles import Role, role_of
from .stamps import signatures

MOST_COLUMNS = 9
FEWEST_COLUMNS = 3
MOST_BESIDE = 4  # with every fourth line in two parts, the page has columns side by side, and no cell has its own line


def regrouped(source: SourceDocument) -> SourceDocument:
    """The document with its table put together again; the same when its lines do not run like one."""
    cells = [
        (line, block.where)
        for block in source.blocks
        if isinstance(block, Paragraph)
        for line in block.lines
        if line.text
    ]
    header = _header([line.text for line, _where in cells])
    beside = sum("\t" in line.text for line, _where in cells)
    if header is None or beside * MOST_BESIDE > len(cells):
        return source
    start, roles = header
    columns = tuple(
        Column(index, index, index + 1, cells[start + index][0].text, role) for index, role in enumerate(roles)
    )
    head = tuple(Paragraph((line,), where) for line, where in cells[:start])
    rows = [
        Row(
            tuple(Cell((line,), i) for i, (line, _where) in enumerate(cells[start : start + len(roles)])),
            cells[start][1],
        )
    ]
    body = cells[start + len(roles) :]
    end = _signature(body)
    rows += [_row(own, columns) for own in _rows(body[:end], columns)]
    tail = tuple(Paragraph((line,), where) for line, where in body[end:])
    return replace(source, blocks=(*head, Table(tuple(rows)), *tail))


def _header(texts: Sequence[str]) -> tuple[int, list[Role]] | None:
    """Where the header begins, and its roles: a run of lines of which each names a column."""
    for start in range(len(texts)):
        roles = []
        for text in texts[start : start + MOST_COLUMNS]:
            role = role_of(text)
            if not role or (role in roles and role is not Role.CONTENT):
                break
            roles.append(role)
        if len(roles) >= FEWEST_COLUMNS and set(roles) & BEARING and len(set(roles)) > 2:
            return start, roles
    return None


def _signature(body: Sequence[tuple[Line, str]]) -> int:
    texts = [line.text for line, _where in body]
    starts = [first for first, _after, _stamp in signatures(texts[-6:])]
    return len(texts) - min(6, len(texts)) + starts[0] if starts else len(texts)


def _rows(body: Sequence[tuple[Line, str]], columns: Sequence[Column]) -> list[list[tuple[Line, str]]]:
    numbered = columns[0].role is Role.NUMBER and any(shapes.number_in(line.text) for line, _where in body)
    rows: list[list[tuple[Line, str]]] = []
    for line, where in body:
        if _begins(line.text, rows[-1] if rows else [], columns, numbered=numbered):
            rows.append([])
        rows[-1].append((line, where))
    return rows


def _begins(text: str, row: list[tuple[Line, str]], columns: Sequence[Column], *, numbered: bool) -> bool:
    if not row or shapes.STAGE.match(text):
        return True
    texts = [line.text for line, _where in row]
    if shapes.STAGE.match(texts[0]):
        return not shapes.LABELS.match(text)
    if numbered:
        headed = len(texts) > 2 and shapes.SECTION_NUMBER.match(text)
        return bool(headed or shapes.number_in(text)) and not shapes.number_in(texts[-1])
    if shapes.number_before(text)[0] and len(texts) > 1:
        return True
    if shapes.is_dotted(shapes.number_before(texts[0])[0]) and not shapes.is_dotted(shapes.number_before(text)[0]):
        return len(texts) >= len(columns) and not shapes.starts_midway(text)
    return len(texts) >= len(columns)


def _row(lines: list[tuple[Line, str]], columns: Sequence[Column]) -> Row:
    """The lines of a row put under their columns: in order when they are as many, else by what they say."""
    where = lines[0][1]
    texts = [line for line, _where in lines]
    if len(texts) == len(columns):
        return Row(tuple(Cell((line,), index) for index, line in enumerate(texts)), where)
    if len(texts) == 1:
        return Row((Cell((texts[0],), 0, len(columns)),), where)
    placed: dict[int, list[Line]] = {column.index: [] for column in columns}
    at = 0
    for line in texts:
        at = _place(line.text, at, columns, placed)
        placed[at].append(line)
    return Row(tuple(Cell(tuple(own), index) for index, own in placed.items()), where)


def _place(text: str, at: int, columns: Sequence[Column], placed: dict[int, list[Line]]) -> int:
    """The column of a line: the first from where the row stands that it suits."""
    for column in columns[at:]:
        empty = not placed[column.index]
        if column.role is Role.NUMBER and shapes.number_in(text) and empty:
            return column.index
        if column.role is Role.DEADLINE and content.is_deadline(text):
            return column.index
        if column.role is Role.RESPONSIBLE and content.is_responsible(text):
            return column.index
        if column.role in (Role.TITLE, Role.CONTENT) and (empty or shapes.starts_midway(text)):
            return column.index
        if column.role in (Role.RESULT, Role.DOCUMENT, Role.PLACE, Role.NOTE) and empty:
            return column.index
    return at

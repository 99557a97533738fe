"""The records of a document with the layout each is read by, and where among them head, roadmap and tail lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..refusals import NoRoadmap
from ..source import Paragraph, Row, SourceDocument, Table
from . import shapes, stamps
from .head import ends_title, read_head
from .layout import Layout, same_header
from .roles import Role
from .tables import TableReading

NEAR_THE_END = 6  # rows in which the signatures of a sheet may stand
LONGEST_HEADING = 250


@dataclass(frozen=True)
class Record:
    record: Row | Paragraph
    layout: Layout | None = None
    is_header: bool = False
    is_first: bool = False  # of a table of the roadmap

    @property
    def is_single(self) -> bool:
        """One text, as a heading is."""
        return isinstance(self.record, Paragraph) or len(self.record.filled) == 1

    @property
    def begins_table(self) -> bool:
        """The first row of a table, or its header repeated: a sheet holds many tables in one."""
        return self.is_first or (self.layout is not None and same_header(self.record, self.layout))


@dataclass(frozen=True)
class Parts:
    """`headed`: the roadmap's tables have headings of their own above them."""

    head: Sequence[Record]
    roadmap: Sequence[Record]
    tail: Sequence[Record]
    headed: bool


def records_of(source: SourceDocument, readings: Sequence[TableReading]) -> list[Record]:
    """Every record with its layout; what stands in a table above its header is no part of it."""
    return list(_records(source, readings))


def _records(source: SourceDocument, readings: Sequence[TableReading]) -> Iterator[Record]:
    following = iter(readings)
    for block in source.blocks:
        if not isinstance(block, Table):
            yield from (Record(block),) if block.text else ()
            continue
        reading = next(following)
        first = min(reading.header_rows, default=0)
        for place, row in enumerate(block.rows):
            if row.text:
                layout = reading.layouts[place] if place >= first else None
                yield Record(row, layout, place in reading.header_rows, place == first and layout is not None)


def parts_of(records: Sequence[Record]) -> Parts:
    """Raises NoRoadmap when none of the records is the roadmap's."""
    places = [place for place, each in enumerate(records) if each.layout]
    if not places:
        raise NoRoadmap
    last = _before_signatures(records, places[0], places[-1])
    first, headed = _first(records, places[0], last)
    return Parts(records[:first], records[first : last + 1], records[last + 1 :], headed)


def _before_signatures(records: Sequence[Record], first: int, last: int) -> int:
    """The last row of the roadmap itself: a sheet has the signatures in the same table."""
    start = last + 1
    while start > max(first + 1, last + 1 - NEAR_THE_END) and _may_be_signed(records[start - 1].record):
        start -= 1
    texts = [" ".join(cell.text for cell in each.record.filled) for each in records[start : last + 1]]
    signed = next((begins for begins, _after, _stamp in stamps.signatures(texts)), None)
    return last if signed is None else start + signed - 1


def _may_be_signed(record: Row | Paragraph) -> bool:
    return isinstance(record, Row) and len(record.filled) < 3


def _first(records: Sequence[Record], first: int, last: int) -> tuple[int, bool]:
    """Where the roadmap begins: at its header, or at the first section's heading when tables have headings."""
    tables = [place for place in range(first, last + 1) if records[place].begins_table]
    headed = [place for place in tables[1:] if records[place - 1].is_single]
    if first and records[first - 1].is_single:
        text = records[first - 1].record.text
        numbered = shapes.STAGE.match(text) or shapes.SECTION_NUMBER.match(text)
        alike = headed and len(headed) == len(tables) - 1 and len(text) < LONGEST_HEADING
        alike = alike and not ends_title(text)
        if numbered or (alike and read_head([each.record for each in records[: first - 1]]).title):
            return first - 1, True
    return first, bool(headed)


def numbering(records: Sequence[Record]) -> dict[str, bool]:
    """How the document numbers its rows; see `Body`."""
    numbers, rows, stages = [], 0, []
    for each in records:
        if each.layout is None or each.is_header or each.is_single:
            continue
        fields = each.layout.fields(each.record)
        own = next((shapes.number_in(cell.text) for column, cell in fields if column.role is Role.NUMBER), "")
        title = next((cell.text for column, cell in fields if column.role is Role.TITLE), "")
        rows += 1
        if each.record.after_break and not own and Role.STAGE in each.layout.roles:
            continue  # what begins a page may be the rest of a stage
        numbers += filter(None, [own or shapes.number_before(title)[0]])
        stages += [cell.text for column, cell in fields if column.role is Role.STAGE and cell.text]
    dotted = sum(map(shapes.is_dotted, numbers))
    return {
        "numbered": len(numbers) * 2 > rows,
        "dotted": dotted * 2 > len(numbers),
        "stages_numbered": bool(stages) and not dotted and len(set(stages)) == len(stages) == len(numbers),
    }

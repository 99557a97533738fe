"""One block -> rows of a sheet."""

from collections.abc import Sequence
from functools import singledispatch

from core.documents import layout
from core.documents.blocks import (
    Block,
    Clause,
    Clauses,
    Diploma,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    Paragraph,
    Requisites,
    Signature,
    Signatures,
    Slip,
    Stamp,
    Stamps,
)
from core.documents.charts import BarChart, TileMap, Trend
from core.documents.excel import looks
from core.documents.excel.charts import write_chart
from core.documents.excel.sheet import Sheet
from core.documents.excel.tables import steps_text, write_table
from core.documents.tables import Steps, Table
from core.documents.values import shown

_HAND = "______________"


@singledispatch
def write(block: Block, sheet: Sheet) -> None:
    """Add the block to the sheet."""
    raise TypeError(f"not a block: {block!r}")


write.register(Table, write_table)
for kind in (BarChart, Trend, TileMap):
    write.register(kind, write_chart)


@write.register
def _(block: Heading, sheet: Sheet) -> None:
    sheet.skip()
    sheet.line((1, block.text, block.align), size=looks.DEFAULT_SIZE + 3 - block.level, bold=True)


@write.register
def _(block: Paragraph, sheet: Sheet) -> None:
    sheet.line((1, block.text, block.align), bold=block.bold, italic=block.italic)


@write.register
def _(block: Note, sheet: Sheet) -> None:
    sheet.line((1, block.text, "left"), size=layout.NOTE_FONT)


@write.register
def _(block: Steps, sheet: Sheet) -> None:
    sheet.line((1, steps_text(block), "left"))


@write.register
def _(block: KeyValues, sheet: Sheet) -> None:
    for label, value in block.items:
        sheet.line((0.34, label, "left"), (0.66, value, "left"))


@write.register
def _(block: Stamps, sheet: Sheet) -> None:
    sheet.line((0.55, _stamps(block.left), "left"), (0.45, _stamps(block.right), "left"))


def _stamps(stamps: Sequence[Stamp]) -> str:
    return "\n\n".join("\n".join(stamp.lines) for stamp in stamps)


@write.register
def _(block: Letterhead, sheet: Sheet) -> None:
    if block.founder:
        sheet.line((1, block.founder.upper(), "center"))
    if block.full_name:
        sheet.line((1, block.full_name, "center"), bold=True)
    if block.short_name:
        sheet.line((1, f"({block.short_name})", "center"))


@write.register
def _(block: Requisites, sheet: Sheet) -> None:
    sheet.skip()
    if block.kind:
        sheet.line((1, block.kind, "center"), size=looks.DEFAULT_SIZE + 2, bold=True)
    date = shown(block.date) or layout.UNKNOWN_DATE
    sheet.line((0.5, date, "left"), (0.5, f"№ {block.number or layout.UNKNOWN_NUMBER}", "right"))
    if block.place:
        sheet.line((1, block.place, "center"))


@write.register
def _(block: Clauses, sheet: Sheet) -> None:
    _points(block.points, sheet, "")


def _points(points: Sequence[Clause | str], sheet: Sheet, above: str) -> None:
    for place, point in enumerate(points, start=1):
        clause = Clause(point) if isinstance(point, str) else point
        number = f"{above}{place}."
        sheet.line((1, f"{number} {clause.text}", "justify"))
        _points(clause.points, sheet, number)


@write.register
def _(block: Signature, sheet: Sheet) -> None:
    sheet.skip()
    sheet.skip()
    position = f"{block.position}\n{block.date}" if block.date else block.position
    sheet.line((0.6, position, "left"), (0.4, block.name, "right"))


@write.register
def _(block: Signatures, sheet: Sheet) -> None:
    sheet.skip()
    if block.title:
        sheet.line((1, block.title, "left"))
    for person in block.signatures:
        date = person.date or layout.UNKNOWN_DATE
        sheet.line((0.4, person.position, "left"), (0.6, f"{_HAND}   {person.name}   {date}", "right"))


@write.register
def _(block: Slip, sheet: Sheet) -> None:
    sheet.line((1, block.title, "left"), bold=True)
    sheet.add_qr(block.address, block.text)


@write.register
def _(block: Diploma, sheet: Sheet) -> None:
    for piece in block.plain():
        write(piece, sheet)

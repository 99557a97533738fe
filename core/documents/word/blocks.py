"""One block -> paragraphs and tables of Word."""

from collections.abc import Sequence
from functools import singledispatch
from io import BytesIO

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Mm, Pt

from core.documents import qr
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
from core.documents.charts import BarChart, Chart, TileMap, Trend
from core.documents.layout import FIRST_LINE_INDENT, LETTERHEAD_WIDTH, SLIP_CODE_SIDE, UNKNOWN_DATE, UNKNOWN_NUMBER
from core.documents.tables import Steps, Table
from core.documents.values import plain, shown
from core.documents.word.numbering import new_list, number_paragraph
from core.documents.word.paper import Paper, fill
from core.documents.word.styles import RIGHT
from core.documents.word.tables import write_steps, write_table
from core.documents.word.xml import keep_whole, underline_cell


@singledispatch
def write(block: Block, paper: Paper) -> None:
    """Add the block to the paper."""
    raise TypeError(f"not a block: {block!r}")


write.register(Table, write_table)


@write.register(BarChart)
@write.register(Trend)
@write.register(TileMap)
def _(block: Chart, paper: Paper) -> None:
    write_table(block.as_table(), paper)


@write.register
def _(block: Steps, paper: Paper) -> None:
    write_steps(block, paper.file.add_paragraph, "Normal", "Item")


@write.register
def _(block: Heading, paper: Paper) -> None:
    paper.paragraph(block.text, f"Heading {block.level}", block.align)


@write.register
def _(block: Paragraph, paper: Paper) -> None:
    paragraph = paper.paragraph(block.text, "Body Text", block.align)
    if block.indent:
        paragraph.paragraph_format.first_line_indent = Mm(FIRST_LINE_INDENT)
    for run in paragraph.runs:
        run.bold, run.italic = block.bold or None, block.italic or None


@write.register
def _(block: Note, paper: Paper) -> None:
    paper.paragraph(block.text, "Note")


@write.register
def _(block: KeyValues, paper: Paper) -> None:
    table = paper.grid(len(block.items), (0.34, 0.66))
    for row, (label, value) in zip(table.rows, block.items, strict=True):
        fill(row.cells[0], label, "Normal").paragraph_format.space_after = Pt(3)
        fill(row.cells[1], shown(value), "Normal")
        keep_whole(row)
    paper.gap()


@write.register
def _(block: Stamps, paper: Paper) -> None:
    left, _, right = paper.grid(1, (0.46, 0.08, 0.46)).rows[0].cells
    _stamp(left, block.left)
    _stamp(right, block.right)
    paper.gap()


def _stamp(cell, stamps: Sequence[Stamp]) -> None:
    """The stamps of one side, an empty line between two."""
    lines = [line for stamp in stamps for line in (*stamp.lines, "")][:-1]
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style = "Stamp"
        paragraph.add_run(plain(line))


@write.register
def _(block: Letterhead, paper: Paper) -> None:
    texts = [
        (block.founder.upper(), False),
        (block.full_name, True),
        (f"({block.short_name})" if block.short_name else "", False),
    ]
    side = Mm((paper.width - LETTERHEAD_WIDTH) / 2)
    for text, bold in texts:
        if text:
            paragraph = paper.paragraph(text, "Letterhead")
            paragraph.runs[0].bold = bold
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side


@write.register
def _(block: Requisites, paper: Paper) -> None:
    if block.kind:
        paper.paragraph(block.kind, "Kind")
    date, number = paper.grid(1, (0.5, 0.5)).rows[0].cells
    fill(date, shown(block.date) or UNKNOWN_DATE, "Normal")
    fill(number, f"№ {block.number or UNKNOWN_NUMBER}", "Normal").alignment = RIGHT
    paper.paragraph(block.place, "Letterhead")


@write.register
def _(block: Clauses, paper: Paper) -> None:
    _points(block.points, paper, new_list(paper.file), level=0)


def _points(points: Sequence[Clause | str], paper: Paper, list_id: int, level: int) -> None:
    for point in points:
        clause = Clause(point) if isinstance(point, str) else point
        number_paragraph(paper.paragraph(clause.text, "Body Text"), list_id, level)
        _points(clause.points, paper, list_id, level + 1)


@write.register
def _(block: Signature, paper: Paper) -> None:
    """Never alone on a sheet: the last lines before it go with it."""
    for before in paper.file.paragraphs[-1:]:
        before.paragraph_format.keep_with_next = True
    for _ in range(2):
        paper.paragraph().paragraph_format.keep_with_next = True
    row = paper.grid(1, (0.5, 0.2, 0.3)).rows[0]
    keep_whole(row)
    position, room, name = row.cells
    fill(position, f"{block.position}\n{block.date}" if block.date else block.position, "Normal")
    name.vertical_alignment = room.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    fill(name, f"{block.name}\n" if block.date else block.name, "Normal").alignment = RIGHT
    paper.gap()


@write.register
def _(block: Signatures, paper: Paper) -> None:
    if block.title:
        title = paper.paragraph(block.title)
        title.paragraph_format.space_before = Pt(18)
        title.paragraph_format.keep_with_next = True
    table = paper.grid(len(block.signatures), (0.29, 0.15, 0.02, 0.24, 0.3))
    last = len(block.signatures) - 1
    for place, (row, person) in enumerate(zip(table.rows, block.signatures, strict=True)):
        position, line, _, name, date = row.cells
        keep_whole(row)
        underline_cell(line)
        held = fill(position, person.position, "Signature Line")
        held.paragraph_format.keep_with_next = block.is_short and place < last
        fill(name, person.name, "Signature Line")
        fill(date, person.date or UNKNOWN_DATE, "Signature Line").alignment = RIGHT
        for cell in row.cells:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    paper.gap()


@write.register
def _(block: Slip, paper: Paper) -> None:
    words, picture = paper.grid(1, (0.78, 0.22)).rows[0].cells
    fill(words, block.title, "Normal").runs[0].bold = True
    for text in (block.text, block.address):
        words.add_paragraph(plain(text), "Normal")
    place = fill(picture, "", "Normal")
    place.alignment = RIGHT
    place.add_run().add_picture(BytesIO(qr.png(block.address)), width=Mm(SLIP_CODE_SIDE))
    paper.gap()


@write.register
def _(block: Diploma, paper: Paper) -> None:
    for piece in block.plain():
        write(piece, paper)

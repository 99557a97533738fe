"""The sheet being written: its sections, what runs at its edges, and the pieces all blocks are made of."""

from collections.abc import Sequence
from io import BytesIO

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm

from core.documents import layout, qr
from core.documents.blocks import Document, Orientation
from core.documents.values import plain
from core.documents.word.styles import ALIGNMENTS, CENTER, RIGHT
from core.documents.word.xml import add_page_number, set_padding

_QR_SIDE = 24


class Paper:
    """Wraps the Word file; ``width`` is the room between the margins of the current sheet, in millimetres."""

    def __init__(self, file, document: Document):
        self.file = file
        self.document = document
        self.width = 0
        self._begun = False

    def begin_sheet(self, orientation: Orientation) -> None:
        """A new page of the given orientation; the first time, the page the file already has."""
        begins = WD_SECTION.ODD_PAGE if self.document.two_sided else WD_SECTION.NEW_PAGE
        section = self.file.add_section(begins) if self._begun else self.file.sections[0]
        short, long = layout.PAGE
        upright = orientation == "portrait"
        section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (Mm(short), Mm(long)) if upright else (Mm(long), Mm(short))
        section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
        section.left_margin, section.right_margin = Mm(self.document.left_margin), Mm(layout.MARGIN_RIGHT)
        section.header_distance = section.footer_distance = Mm(layout.NUMBER_FROM_EDGE)
        section.different_first_page_header_footer = not self._begun
        self.width = layout.text_width(orientation, self.document.left_margin)
        if not self._begun:
            self._fill_edges(section)
            self._begun = True

    def paragraph(self, text: str = "", style: str = "Normal", align: str = ""):
        """A paragraph of the sheet."""
        paragraph = self.file.add_paragraph(plain(text), style)
        if align:
            paragraph.alignment = ALIGNMENTS[align]
        return paragraph

    def grid(self, rows: int, shares: Sequence[float], style: str = "Normal Table"):
        """A table over the whole width with fixed columns; the default style has no borders and no padding."""
        table = self.file.add_table(rows, len(shares), style)
        fix_columns(table, shares, self.width)
        if style == "Normal Table":
            set_padding(table, 0, 0)
        return table

    def gap(self) -> None:
        """A thin empty line; Word would join two tables that touch."""
        self.paragraph(style="Gap")

    def _fill_edges(self, section) -> None:
        if not self.document.bundle:
            number = section.header.paragraphs[0]
            number.alignment = CENTER
            add_page_number(number)
        section.footer.paragraphs[0].text = plain(self.document.footer)
        first = section.first_page_footer
        if self.document.qr:
            self._fill_qr_footer(first)
        else:
            first.paragraphs[0].text = plain(self.document.footer)

    def _fill_qr_footer(self, footer) -> None:
        shares = (0.3, 0.56, 0.14)
        table = footer.add_table(1, len(shares), Mm(self.width))
        fix_columns(table, shares, self.width)
        left, middle, right = table.rows[0].cells
        fill(left, self.document.footer, "Footer")
        fill(middle, f"{self.document.qr_text}\n{self.document.qr}", "Footer").alignment = RIGHT
        picture = fill(right, "", "Footer")
        picture.alignment = RIGHT
        picture.add_run().add_picture(BytesIO(qr.png(self.document.qr)), width=Mm(_QR_SIDE))
        footer._element.remove(footer.paragraphs[0]._p)
        footer.add_paragraph(style="Gap")


def fix_columns(table, shares: Sequence[float], width: float) -> None:
    """Columns of fixed width, in shares of ``width`` millimetres."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    widths = [Mm(width * share) for share in shares]
    for column, column_width in zip(table.columns, widths, strict=True):
        column.width = column_width
    for row in table._tbl.tr_lst:  # Word heeds the cells, LibreOffice the columns
        for cell, cell_width in zip(row.tc_lst, widths, strict=True):
            cell.width = cell_width


def fill(cell, text: str, style: str):
    """Put text into an empty cell; returns its paragraph."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(plain(text))
    return paragraph

"""The few parts of WordprocessingML that python-docx has no words for (ECMA-376, part 1, chapter 17)."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def child(parent, name: str, **attributes):
    """A new last child of ``parent``; attributes are in the ``w:`` namespace."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
    return element


def repeat_on_pages(row) -> None:
    """The row belongs to the header that repeats on each page."""
    child(row._tr.get_or_add_trPr(), "w:tblHeader")


def keep_whole(row) -> None:
    """The row is not cut by a page break unless it is taller than a page."""
    child(row._tr.get_or_add_trPr(), "w:cantSplit")


def shade(cell, colour: str) -> None:
    """Fill the cell."""
    child(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)


def underline_cell(cell) -> None:
    """A line at the foot of the cell, to sign on."""
    borders = child(cell._tc.get_or_add_tcPr(), "w:tcBorders")
    child(borders, "w:bottom", val="single", sz=4, space=0, color="auto")


def set_padding(table, vertical: int, horizontal: int) -> None:
    """Room inside the cells, in twentieths of a point; the table is moved by it, to begin at the margin."""
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(child(properties, "w:tblInd", w=horizontal, type="dxa"))
    margins = child(properties, "w:tblCellMar")
    properties.find(qn("w:tblLook")).addprevious(margins)  # the schema fixes the order
    for edge, width in (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal)):
        child(margins, f"w:{edge}", w=width, type="dxa")


def add_page_number(paragraph) -> None:
    """The number of the page, as a field."""
    field = child(paragraph._p, "w:fldSimple", instr="PAGE")
    child(child(field, "w:r"), "w:t").text = "2"

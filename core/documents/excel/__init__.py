"""XLSX through openpyxl: blocks -> sheets to count, filter and print. One long table is written without it (long.py).

Each table has a sheet of its own, with the blocks that lead to it above and those that close it below. What is a
number or a date stays one; what is text can never become a formula.
"""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

from core.documents.archive import repack
from core.documents.blocks import Document
from core.documents.excel import long, looks
from core.documents.excel.blocks import write
from core.documents.excel.known import sheets_with_values
from core.documents.excel.parts import parts
from core.documents.excel.sheet import Sheet
from core.documents.values import in_utc, plain


def render(document: Document) -> bytes:
    """The document as XLSX, with its title, author and date in the file's properties."""
    if long.suits(document):
        return long.render(document)
    book = Workbook()
    book.remove(book.active)
    book._named_styles["Normal"].font = looks.font(looks.DEFAULT_SIZE)  # column widths count its digits
    sheets = []
    for number, part in enumerate(parts(document)):
        sheet = Sheet(book, document, part)
        sheets.append(sheet)
        for block in part.blocks:
            write(block, sheet)
        if number == 0 and document.qr:
            sheet.add_qr(document.qr, document.qr_text)
        sheet.close()
    return _packed(book, sheets, document)


def _packed(book: Workbook, sheets: list[Sheet], document: Document) -> bytes:
    """The file's bytes. openpyxl stamps the moment of saving; the properties are written again without it. It leaves
    formulas without what they came to; the values are written in."""
    buffer = BytesIO()
    book.save(buffer)
    properties = book.properties
    properties.title = plain(document.title).replace("\n", " ")
    properties.creator = properties.lastModifiedBy = plain(document.author)
    properties.created = properties.modified = in_utc(document.created_at).replace(tzinfo=None)
    properties.language = "ru-RU"
    filled = sheets_with_values(buffer.getvalue(), [sheet.came_to for sheet in sheets])
    return repack(buffer.getvalue(), filled | {"docProps/core.xml": tostring(properties.to_tree())})

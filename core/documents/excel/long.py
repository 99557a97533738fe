"""XLSX of one long table, written row by row as bare XML into the archive.

openpyxl keeps every cell as an object: a hundred thousand rows take it half a minute and half a gigabyte. A long table
is given less layout (no frames, no wrapped heights) and the same facts: what leads to it, a header that stays in sight
and repeats in print, a filter, numbers and dates as such, text as text alone.
"""

import datetime as dt
import math
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from core.documents.archive import member
from core.documents.blocks import Document, Heading, Note
from core.documents.excel.parts import parts
from core.documents.excel.tables import steps_text
from core.documents.excel.widths import narrowest
from core.documents.tables import Cell, Steps, Table
from core.documents.values import in_utc, plain, shown

LONG = 2_000  # rows; a shorter table is laid out by openpyxl

_EPOCH = dt.datetime(1899, 12, 30)
_LETTERS_ACROSS = 140
_TEXT, _BOLD, _DAY, _MOMENT, _QUOTED = range(5)  # places in cellXfs
_FORMULA_SIGNS = tuple("=+-@\t\n")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>\
<numFmt numFmtId="165" formatCode="dd.mm.yyyy hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/>\
<name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">\
<xf fontId="0" xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" xfId="0" applyNumberFormat="1"/><xf fontId="0" xfId="0" quotePrefix="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override \
PartName="/xl/worksheets/sheet1.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override \
PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_LINKS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" \
Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""
_BOOK_LINKS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_OFFICE}/styles" \
Target="styles.xml"/></Relationships>"""


def suits(document: Document) -> bool:
    """Whether the document is one long table of plain rows with headings above and notes around it."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if len(tables) != 1 or len(tables[0].rows) < LONG or document.qr:
        return False
    around = (block for block in document.blocks if block is not tables[0])
    return all(isinstance(block, Heading | Note) for block in around) and _is_plain(tables[0])


def _is_plain(table: Table) -> bool:
    """A header of one line, and rows of bare values."""
    if table.column_numbers or table.caption or any(one.group or one.number_format for one in table.columns):
        return False
    return all(row.kind == "normal" and not any(isinstance(cell, Cell) for cell in row.cells) for row in table.rows)


def render(document: Document) -> bytes:
    """The document as XLSX; equal documents are equal bytes."""
    [part] = parts(document)
    place = document.blocks.index(part.table)
    header = sum(1 for _ in _texts(document.blocks[:place])) + 1
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (
            ("[Content_Types].xml", _TYPES), ("_rels/.rels", _LINKS), ("xl/_rels/workbook.xml.rels", _BOOK_LINKS),
            ("xl/styles.xml", _STYLES), ("xl/workbook.xml", _book(part.name, header)),
            ("docProps/core.xml", _properties(document)),
        ):  # fmt: skip
            archive.writestr(member(name), content)
        with archive.open(member("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            for piece in _sheet(document, part.table, place, header):
                sheet.write(piece.encode())
    return buffer.getvalue()


def _sheet(document: Document, table: Table, place: int, header: int) -> Iterator[str]:
    last = f"{get_column_letter(len(table.columns))}{header + len(table.rows)}"
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    yield f'<sheetView workbookViewId="0"><pane ySplit="{header}" topLeftCell="A{header + 1}" state="frozen"/>'
    yield "</sheetView></sheetViews><cols>"
    widths = zip(table.shares, narrowest(table), strict=True)
    for number, (share, least) in enumerate(widths, start=1):
        width = max(round(share * _LETTERS_ACROSS, 1), least)
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for text in _texts(document.blocks[:place]):
        yield _row([text], _BOLD)
    yield _row([column.title for column in table.columns], _BOLD)
    for row in table.rows:
        yield _row(row.cells)
    for text in _texts(document.blocks[place + 1 :]):
        yield _row([text])
    yield f'</sheetData><autoFilter ref="A{header}:{last}"/>'
    yield f'<pageSetup paperSize="9" orientation="{document.orientation}" fitToHeight="0"/></worksheet>'


def _texts(blocks: Sequence) -> Iterator[str]:
    return (block.text for block in blocks)


def _row(values: Sequence, style: int = _TEXT) -> str:
    return f"<row>{''.join([_cell(value, style) for value in values])}</row>"


def _cell(value: object, style: int) -> str:
    """One cell; a text that begins like a formula is quoted, as Excel itself does."""
    if isinstance(value, str) or value is None or isinstance(value, bool | Steps):
        text = value if type(value) is str and value.isprintable() else _shown(value)
        if not text:
            return "<c/>"
        style = _QUOTED if text.startswith(_FORMULA_SIGNS) else style
        return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    if isinstance(value, int | float | Decimal) and math.isfinite(value):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, dt.datetime):
        return f'<c s="{_MOMENT}"><v>{(value.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)}</v></c>'
    if isinstance(value, dt.date):
        return f'<c s="{_DAY}"><v>{(dt.datetime.combine(value, dt.time()) - _EPOCH).days}</v></c>'
    return _cell(shown(value), style)


def _shown(value: object) -> str:
    return shown(steps_text(value) if isinstance(value, Steps) else value)


def _book(name: str, header: int) -> str:
    titles = escape(f"'{name.replace(chr(39), chr(39) * 2)}'!${header}:${header}")
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name={quoteattr(name)} sheetId="1" '
        f'r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">{titles}'
        f"</definedName></definedNames></workbook>"
    )


def _properties(document: Document) -> bytes:
    made = in_utc(document.created_at).replace(tzinfo=None)
    author = plain(document.author)
    properties = DocumentProperties(
        title=plain(document.title).replace("\n", " "), creator=author, lastModifiedBy=author, created=made,
        modified=made, language="ru-RU",
    )  # fmt: skip
    return tostring(properties.to_tree())

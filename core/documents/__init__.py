"""Papers: a report says what, a renderer says how.

A report builds a :class:`Document`, a list of blocks without a word about looks; :func:`render` turns it into PDF,
DOCX or XLSX. So M reports and N formats are M + N modules. The look follows GOST R 7.0.97-2025. Pure Python: nothing
here knows Django, reads the clock or fetches anything.

    blocks = [Heading("Сводка"), Table([Column("Школа", 3), Column("Пар")], [Row(("Школа № 1", 12))])]
    document = Document("Сводка", blocks, file_name="Сводка", created_at=at, author="Управление образования")
    payload = render(document, "pdf")
"""

from core.documents.blocks import (
    Block,
    Clause,
    Clauses,
    Diploma,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Requisites,
    Signature,
    Signatures,
    Slip,
    Stamp,
    Stamps,
)
from core.documents.charts import BarChart, Point, Tile, TileMap, Trend
from core.documents.computed import Ratio, Total
from core.documents.rendering import FORMATS, LONGEST_PDF, content_type, render
from core.documents.tables import Cell, Column, Row, Steps, Table

__all__ = [
    "FORMATS",
    "LONGEST_PDF",
    "BarChart",
    "Block",
    "Cell",
    "Clause",
    "Clauses",
    "Column",
    "Diploma",
    "Document",
    "Heading",
    "KeyValues",
    "Letterhead",
    "Note",
    "PageBreak",
    "Paragraph",
    "Point",
    "Ratio",
    "Requisites",
    "Row",
    "Signature",
    "Signatures",
    "Slip",
    "Stamp",
    "Stamps",
    "Steps",
    "Table",
    "Tile",
    "TileMap",
    "Total",
    "Trend",
    "content_type",
    "render",
]

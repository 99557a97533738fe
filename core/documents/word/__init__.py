"""DOCX through python-docx: blocks -> an editable Word document with real styles, numbering and tables."""

from io import BytesIO

import docx

from core.documents.archive import repack
from core.documents.blocks import Document
from core.documents.values import in_utc, plain
from core.documents.word.blocks import write
from core.documents.word.paper import Paper
from core.documents.word.styles import define_styles


def render(document: Document) -> bytes:
    """The document as DOCX, in Russian, with its title, author and date in the file's properties."""
    file = docx.Document()
    _describe(file, document)
    define_styles(file, document.font_size, document.table_font)
    paper = Paper(file, document)
    for orientation, blocks in document.sheets():
        paper.begin_sheet(orientation)
        for block in blocks:
            write(block, paper)
    buffer = BytesIO()
    file.save(buffer)
    return repack(buffer.getvalue())


def _describe(file, document: Document) -> None:
    properties = file.core_properties
    properties.title = plain(document.title).replace("\n", " ")[:255]
    properties.author = properties.last_modified_by = plain(document.author)[:255]
    properties.created = properties.modified = in_utc(document.created_at)
    properties.language = "ru-RU"
    properties.comments = ""

"""The one door: a document and a format in, bytes out."""

from importlib import import_module

from core.documents.blocks import Document

# By name, and loaded when first asked for: WeasyPrint alone would take a second of every start of every process.
_RENDERERS = {"pdf": "core.documents.pdf", "docx": "core.documents.word", "xlsx": "core.documents.excel"}
_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

FORMATS = tuple(_RENDERERS)
LONGEST_PDF = 300  # rows of a table: WeasyPrint takes 10 ms for each, and nobody reads more of them on paper


def render(document: Document, format: str) -> bytes:
    """The file as «pdf», «docx» or «xlsx»; equal documents are equal bytes. ``ValueError`` for another format."""
    return import_module(_of(_RENDERERS, format)).render(document)


def content_type(format: str) -> str:
    """The media type of a format. Raises ``ValueError`` for an unknown one."""
    return _of(_CONTENT_TYPES, format)


def _of(table, format):
    try:
        return table[format]
    except KeyError:
        raise ValueError(f"unknown document format: {format!r}; known are {', '.join(FORMATS)}") from None

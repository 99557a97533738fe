"""The one door: a document and a format in, bytes out."""

from core.documents import excel, pdf, word
from core.documents.blocks import Document

_RENDERERS = {"pdf": pdf.render, "docx": word.render, "xlsx": excel.render}
_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

FORMATS = tuple(_RENDERERS)


def render(document: Document, format: str) -> bytes:
    """The file as «pdf», «docx» or «xlsx»; equal documents are equal bytes. ``ValueError`` for another format."""
    return _of(_RENDERERS, format)(document)


def content_type(format: str) -> str:
    """The media type of a format. Raises ``ValueError`` for an unknown one."""
    return _of(_CONTENT_TYPES, format)


def _of(table, format):
    try:
        return table[format]
    except KeyError:
        raise ValueError(f"unknown document format: {format!r}; known are {', '.join(FORMATS)}") from None

"""Which kind a file is, by its bytes and not by its name, and the reader for it."""

import logging
import re
from collections.abc import Callable

from . import archives
from .encodings import decode
from .readers import delimited, docx, html, odf, pdf, text, xlsx
from .refusals import (
    Damaged,
    Empty,
    ImportRefused,
    OldFormat,
    PasswordProtected,
    RichText,
    ScanWithoutText,
    TooBig,
    TooManyRows,
    UnknownKind,
    WebArchive,
)
from .source import SourceDocument

logger = logging.getLogger(__name__)

LARGEST_BYTES = 20 * 1024 * 1024
MOST_RECORDS = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
RTF = b"{\\rtf"
WEB_ARCHIVE = re.compile(rb"\A\s*(?:MIME-Version:|From: <Saved by)", re.IGNORECASE)
OTHERS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"AT&T")


def read_file(data: bytes) -> SourceDocument:
    """The document in a file. Raises ImportRefused, whatever the bytes are."""
    if len(data) > LARGEST_BYTES:
        raise TooBig
    if not data.strip():
        raise Empty
    return _checked(_read, data)


def read_pasted(pasted: str) -> SourceDocument:
    """The document in a text pasted into a form: HTML, or lines with tabs or pipes. Raises ImportRefused."""
    if len(pasted) > LARGEST_BYTES:
        raise TooBig
    return _checked(_read_text, pasted)


def _checked(read: Callable[..., SourceDocument], content: bytes | str) -> SourceDocument:
    try:
        source = read(content)
    except ImportRefused:
        raise
    except Exception as error:  # libraries answer a stranger's bytes with any exception there is
        logger.info("A file could not be read: %s", type(error).__name__)
        raise Damaged from error
    count = sum(1 for _record in source.records())
    if not count:
        raise Empty
    if count > MOST_RECORDS:
        raise TooManyRows
    return source


def _read(data: bytes) -> SourceDocument:
    if data.startswith(OLE):
        raise PasswordProtected if ENCRYPTED_STREAM in data else OldFormat
    if data.startswith(b"PK"):
        return _read_archive(data)
    if b"%PDF-" in data[:1024]:
        return pdf.read(data)
    if data.startswith(PICTURES):
        raise ScanWithoutText
    if data.startswith(RTF):
        raise RichText
    if WEB_ARCHIVE.match(data):
        raise WebArchive
    if data.startswith(OTHERS):
        raise UnknownKind
    decoded = decode(data)
    if decoded is None:
        raise UnknownKind
    return _read_text(decoded)


def _read_archive(data: bytes) -> SourceDocument:
    names = archives.check_archive(data)
    if "word/document.xml" in names:
        return docx.read(data)
    if any(name.startswith("xl/workbook") for name in names):
        return xlsx.read(data)
    if "content.xml" in names and archives.is_opendocument(data):
        return odf.read(data)
    raise UnknownKind


def _read_text(decoded: str) -> SourceDocument:
    if html.is_page(decoded):
        return html.read(decoded)
    return delimited.read(decoded) or text.read(decoded)

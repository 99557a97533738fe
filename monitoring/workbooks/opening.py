"""An uploaded workbook: what is refused before any library is let near it, and what the filling would lose of it."""

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from core.errors import Refused
from core.files import TORN
from roadmaps.importers.archives import check_archive
from roadmaps.importers.refusals import Bomb, Damaged, PasswordProtected

LARGEST = 5 * 1024 * 1024  # bytes of the file
MARKUP = 25 * 1024 * 1024  # bytes of the parts inside; a form takes some hundred kilobytes
TYPES, BOOK = "[Content_Types].xml", "xl/workbook.xml"
MACROS = re.compile(r"vbaProject|macrosheets?/|dialogsheets?/", re.IGNORECASE)
PROGRAMS = re.compile(r"activeX/|embeddings/|ctrlProps/", re.IGNORECASE)
LINKS = re.compile(r"externalLinks/|connections\.xml|queryTables/", re.IGNORECASE)
CHARTS, IMAGES, PIVOTS, SHAPES, EXTENSIONS = "charts", "images", "pivots", "shapes", "extensions"
LOST_PARTS = {
    CHARTS: re.compile(r"xl/charts/", re.IGNORECASE),
    IMAGES: re.compile(r"xl/media/", re.IGNORECASE),
    PIVOTS: re.compile(r"xl/(pivot|slicer|timeline)", re.IGNORECASE),
}
LOST_MARKUP = {
    SHAPES: (re.compile(r"xl/drawings/[^/]*\.xml"), re.compile(rb"<xdr:(sp|cxnSp|grpSp)[ >]")),
    EXTENSIONS: (re.compile(r"xl/worksheets/[^/]*\.xml"), re.compile(rb"<x14:(conditionalF|dataV|sparkline)")),
}


class WorkbookRefused(Refused):
    """The workbook cannot be a template; the message says what to do."""


def opened(data: bytes) -> Workbook:
    """The workbook with its formulas, texts with parts in bold too. Raises WorkbookRefused."""
    check(data)
    try:
        return load_workbook(BytesIO(data), rich_text=True, keep_links=False)
    except Exception as error:  # the library raises whatever a spoiled part led it to
        raise WorkbookRefused(_damaged()) from error


def check(data: bytes) -> None:
    """Raises WorkbookRefused for what is no plain XLSX: macros, programmes, links to other files, bombs, passwords."""
    if len(data) > LARGEST:
        raise WorkbookRefused(_("The file is larger than 5 MB. Leave only the sheets of the form in it."))
    try:
        names = check_archive(data)
        types = zipfile.ZipFile(BytesIO(data)).read(TYPES) if TYPES in names else b""
    except Bomb as error:
        raise WorkbookRefused(_too_much()) from error
    except PasswordProtected as error:
        raise WorkbookRefused(_("The file is protected by a password. Take it off and upload again.")) from error
    except (Damaged, *TORN) as error:
        raise WorkbookRefused(_damaged()) from error
    if BOOK not in names:
        raise WorkbookRefused(_("This is no Excel workbook. Save the form as XLSX and upload it again."))
    _check_parts(names, types)
    if sum(one.file_size for one in zipfile.ZipFile(BytesIO(data)).infolist()) > MARKUP:
        raise WorkbookRefused(_too_much())


def losses_in(data: bytes) -> list[str]:
    """What openpyxl reads only in part and would not write back as it was; call `check` first."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        lost = [code for code, parts in LOST_PARTS.items() if any(parts.match(name) for name in names)]
        for code, (parts, markup) in LOST_MARKUP.items():
            if any(markup.search(archive.read(name)) for name in names if parts.fullmatch(name)):
                lost.append(code)
    return lost


def _check_parts(names: tuple[str, ...], types: bytes) -> None:
    if b"macroEnabled" in types or any(MACROS.search(name) for name in names):
        raise WorkbookRefused(
            _("There are macros in the file. Save the form as XLSX without macros and upload again.")
        )
    if any(PROGRAMS.search(name) for name in names):
        raise WorkbookRefused(
            _("There are embedded objects or controls in the file. Remove them and upload the form again.")
        )
    if any(LINKS.search(name) for name in names):
        raise WorkbookRefused(
            _("The file refers to other files or databases. Break these links (Data → Edit links) and upload again.")
        )


def _too_much() -> str:
    return _("The file unpacks to more than a form needs. Copy the form into a new workbook and upload that.")


def _damaged() -> str:
    return _("The file is damaged or is no Excel workbook. Open it in Excel, save it as XLSX and upload again.")

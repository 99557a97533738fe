"""Which kind a file is, by its bytes and not by its name, and its sheets."""

import csv
import zipfile
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from .places import Sheet
from .refusals import (
    Bomb,
    Damaged,
    Empty,
    NotASpreadsheet,
    OldFormat,
    PasswordProtected,
    ReadingRefused,
    TooBig,
    TooManyRows,
)

LARGEST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
EXPANDED_BYTES = 200 * 1024 * 1024
MEMBERS = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
OTHERS = (b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
SPREADSHEETS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = ";\t,|"
SAMPLE = 20  # lines


def open_file(data: bytes) -> list[Sheet]:
    """The sheets that hold something. Raises ReadingRefused, whatever the bytes are."""
    if len(data) > LARGEST_BYTES:
        raise TooBig
    if not data.strip():
        raise Empty
    try:
        sheets = _read(data)
    except ReadingRefused:
        raise
    except Exception as error:  # libraries answer a stranger's bytes with any exception there is
        raise Damaged from error
    sheets = [sheet for sheet in sheets if any(_filled(row) for row in sheet.rows)]
    if not sheets:
        raise Empty
    return sheets


def _read(data: bytes) -> list[Sheet]:
    if data.startswith(OLE):
        raise PasswordProtected if ENCRYPTED_STREAM in data else OldFormat
    if data.startswith(b"PK"):
        _check_archive(data)
        return _read_workbook(data)
    if data.lstrip()[:8].startswith(OTHERS):
        raise NotASpreadsheet
    return [_read_text(data)]


def _check_archive(data: bytes) -> None:
    """Counts the bytes that really come out, not those that the archive claims."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if len(members) > MEMBERS or sum(member.file_size for member in members) > EXPANDED_BYTES:
            raise Bomb
        if any(member.flag_bits & 1 for member in members):
            raise PasswordProtected
        manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise PasswordProtected
        if not names.intersection(SPREADSHEETS) or (manifest and b"opendocument.text" in manifest):
            raise NotASpreadsheet
        budget = EXPANDED_BYTES
        for member in members:
            budget -= _real_size(archive, member, budget)


def _real_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> int:
    size = 0
    with archive.open(member) as part:
        while chunk := part.read(1024 * 1024):
            size += len(chunk)
            if size > budget:
                raise Bomb
    return size


def _read_workbook(data: bytes) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise PasswordProtected from error
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    return [_sheet(book, name) for name in shown]


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.height > MOST_ROWS + 200:
        raise TooManyRows
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(name, [row[:MOST_COLUMNS] for row in rows])


def _read_text(data: bytes) -> Sheet:
    text = _decoded(data)
    lines = [line for line in text.splitlines() if line.strip()][:SAMPLE]
    delimiter = max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
    rows = [row[:MOST_COLUMNS] for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)]
    if len(rows) > MOST_ROWS + 200:
        raise TooManyRows
    return Sheet("", rows)


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    if b"\0" in data:
        raise NotASpreadsheet
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def _filled(row) -> bool:
    return any(cell not in ("", None) for cell in row)

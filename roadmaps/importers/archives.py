"""What a ZIP container may hold before any library is let near it."""

import io
import re
import zipfile

from .refusals import Bomb, Damaged, PasswordProtected

MEMBERS = 2_000
EXPANDED_BYTES = 200 * 1024 * 1024
MARKUP_BYTES = 30 * 1024 * 1024  # parts that are parsed; a roadmap takes a few hundred kilobytes
MANIFEST = "META-INF/manifest.xml"
OPENDOCUMENT = tuple(b"application/vnd.oasis.opendocument." + kind for kind in (b"text", b"spreadsheet"))
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(data: bytes) -> tuple[str, ...]:
    """The names inside. Raises Bomb, PasswordProtected or Damaged.

    The sizes are those of the bytes that really come out, not those that the archive claims.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MEMBERS or sum(member.file_size for member in members) > EXPANDED_BYTES:
            raise Bomb
        if any(member.flag_bits & 1 for member in members):
            raise PasswordProtected
        markup = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
        budget = MARKUP_BYTES
        for member in markup:
            budget -= _check_markup(archive, member, budget)
    return tuple(member.filename for member in members)


def is_opendocument(data: bytes) -> bool:
    """Whether it is a text or a spreadsheet of LibreOffice. Raises PasswordProtected."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
            raise PasswordProtected
        return "mimetype" in names and archive.read("mimetype").startswith(OPENDOCUMENT)


def _check_markup(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int) -> int:
    """The real size of a part. Office files declare no entities; whoever does wants them to multiply."""
    with archive.open(member) as part:
        content = part.read(budget + 1)
    if len(content) > budget:
        raise Bomb
    if ENTITIES.search(content.replace(b"\0", b"")):
        raise Damaged
    return len(content)

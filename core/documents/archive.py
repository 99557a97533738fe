"""Office files are zip archives that note when each member was packed; here they are packed without a clock."""

import zipfile
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(archive: bytes, replacements: dict[str, bytes] | None = None) -> bytes:
    """The same members with a fixed date, so that equal documents are equal bytes; some with another content."""
    replacements = replacements or {}
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(member(name), replacements.get(name) or source.read(name))
    return buffer.getvalue()


def member(name: str) -> zipfile.ZipInfo:
    """A member of an archive, compressed, with the fixed date."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info

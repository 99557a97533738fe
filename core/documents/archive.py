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
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, replacements.get(name) or source.read(name))
    return buffer.getvalue()

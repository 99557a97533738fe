"""Stored files: what people attach and what the product freezes.

An upload is checked by its content, not by what its name claims (ASVS 5.0, 5.2.1-5.2.3): a short list of kinds, a
limit of size, and for the zip-based office formats limits of members and of expansion. Files are given out only as
attachments by a view that has checked the right to them.
"""

import hashlib
import zipfile
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .disk import is_of_disk
from .errors import Refused
from .models import StoredFile

OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": OFFICE + "wordprocessingml.document",
    ".xlsx": OFFICE + "spreadsheetml.sheet",
    ".pptx": OFFICE + "presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# What an archive must hold at least to be such a document.
ZIPPED = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/", ".odt": "content.xml", ".ods": "content.xml"}
MAX_MEMBERS = 5_000
MAX_EXPANSION = 200 * 1024 * 1024  # bytes, all members together
# What the reader of archives raises over torn ones, besides its own error: names that are no text, unknown versions.
TORN = (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError)


class FileRefused(Refused):
    """The uploaded file is of a wrong kind, too large, empty or damaged."""


def store_upload(upload: UploadedFile, *, scope: str, by, at: datetime) -> StoredFile:
    """Checks an uploaded file and stores it. Raises FileRefused."""
    data = check_upload(upload)
    name = plain_name(upload)
    return store_bytes(data, name=name, content_type=KINDS[suffix(name)], scope=scope, by=by, at=at)


def check_upload(upload: UploadedFile) -> bytes:
    """The content of an uploaded file. Raises FileRefused unless it may be kept."""
    name = plain_name(upload)
    if upload.size > settings.UPLOAD_LIMIT_BYTES:
        raise FileRefused(
            _("The file «%(name)s» is too large: %(size)s. Attach a file of at most %(limit)s.")
            % {
                "name": name,
                "size": filesizeformat(upload.size),
                "limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES),
            }
        )
    upload.seek(0)
    data = upload.read()
    check_content(name, data)
    return data


def fingerprint(upload: UploadedFile) -> str:
    """The SHA-256 of an uploaded file, as `StoredFile.sha256` keeps it."""
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()


def plain_name(upload: UploadedFile) -> str:
    """The file's own name, without the folders that some browsers send along."""
    return PurePath(upload.name.replace("\\", "/")).name


def store_bytes(data: bytes, *, name: str, content_type: str, scope: str, by, at: datetime) -> StoredFile:
    """Stores what the product itself has made (a frozen paper, a report)."""
    stored = StoredFile(
        scope=scope,
        name=name[-255:],
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_at=at,
        stored_by=by,
    )
    _keep(stored, data)
    stored.save()
    return stored


def _keep(stored: StoredFile, data: bytes) -> None:
    """Writes the bytes; of what a full disk breaks off nothing stays."""
    try:
        stored.content.save(stored.name, ContentFile(data), save=False)
    except OSError as error:
        if not is_of_disk(error):
            raise
        with suppress(OSError):
            stored.content.storage.delete(stored.content.field.generate_filename(stored, stored.name))
        raise FileRefused(
            _("The server cannot keep «%(name)s»: its disk is full or read-only. Tell the administrator.")
            % {"name": stored.name}
        ) from error


def discard(stored: StoredFile) -> None:
    """Deletes a stored file for good: the row at once, the bytes when the transaction has ended well."""
    content = stored.content
    stored.delete()
    transaction.on_commit(lambda: content.storage.delete(content.name))


def suffix(name: str) -> str:
    """The file name's ending in lower case, with the dot."""
    return PurePath(name).suffix.lower()


def check_content(name: str, data: bytes) -> None:
    """Raises FileRefused unless the bytes are what the name's ending says and are safe to keep."""
    ending = suffix(name)
    if ending not in KINDS:
        raise FileRefused(
            _("Files of the kind «%(kind)s» are not accepted. Attach %(kinds)s.")
            % {"kind": ending or name, "kinds": ", ".join(sorted(kind[1:].upper() for kind in KINDS))}
        )
    if not data:
        raise FileRefused(_("The file «%(name)s» is empty. Choose another one.") % {"name": name})
    if not _looks_like(ending, data):
        raise _of_another_kind(name)
    if ending in ZIPPED:
        _check_archive(name, data)


def _of_another_kind(name: str) -> FileRefused:
    said = _("The content of «%(name)s» is not what its name says. Save it again in its own program and attach it.")
    return FileRefused(said % {"name": name})


def _looks_like(ending: str, data: bytes) -> bool:
    if ending in ZIPPED:
        return zipfile.is_zipfile(BytesIO(data))
    try:
        found = {match.extension for match in puremagic.magic_string(data)}
    except puremagic.PureError:
        return False
    same = {".jpg", ".jpeg"} if ending in {".jpg", ".jpeg"} else {ending}
    return bool(found & same)


def _check_archive(name: str, data: bytes) -> None:
    try:
        members = zipfile.ZipFile(BytesIO(data)).infolist()
    except TORN as error:
        raise FileRefused(_("The file «%(name)s» is damaged. Attach it once more.") % {"name": name}) from error
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_EXPANSION:
        raise FileRefused(
            _("The file «%(name)s» unpacks to more than is allowed. Save it without pictures and attach it again.")
            % {"name": name}
        )
    if not any(member.filename.startswith(ZIPPED[suffix(name)]) for member in members):
        raise _of_another_kind(name)


def attachment(stored: StoredFile) -> FileResponse:
    """The response that gives a stored file out: always a download, never shown inside our pages."""
    return as_download(stored.content.open("rb"), name=stored.name, content_type=stored.content_type)


def as_download(content: BinaryIO, *, name: str, content_type: str) -> FileResponse:
    """The same for what has just been made and is not kept."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response

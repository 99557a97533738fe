"""What an archive is made of: a database and the stored files that it knows of, of one moment.

A tar, squeezed and sealed: `manifest.json`, `db.sqlite3`, `files/…`. Files come from the list of the very database
that is packed. They are linked beside it first, in seconds: what is deleted while gigabytes are packed is still there.
"""

import gzip
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from core.models import StoredFile

from .databases import attached, snapshot, sqlite_file
from .sealing import CHUNK, Opener, Sealer, Unreadable

DATABASE, FILES, MANIFEST = "db.sqlite3", "files", "manifest.json"
ATTEMPTS = 3


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself."""

    version: str
    made_at: str  # ISO 8601, UTC
    files: int
    missing: list[str]  # stored files that the database names and the disk does not hold


def write_archive(target: Path, *, folder: Path, passphrase: str, at: datetime) -> Manifest:
    """Packs the installation as it is now into `target`, by way of an empty folder on the disk of the stored files.

    Until it is whole, the file has another name.
    """
    missing = _gather(folder)
    files = sum(1 for _path in _files(folder))
    manifest = Manifest(settings.VERSION, at.isoformat(timespec="seconds"), files, missing)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest)))
    partial = target.with_name(target.name + ".partial")
    try:
        with partial.open("wb") as output:
            partial.chmod(0o600)
            _pack(folder, output, passphrase)
            os.fsync(output.fileno())
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _gather(folder: Path) -> list[str]:
    """The database of one moment and links to its files. Returns the names of those that are not there.

    A file whose row was deleted between the one and the other is no loss: then both are taken anew.
    """
    for _attempt in range(ATTEMPTS):
        shutil.rmtree(folder / FILES, ignore_errors=True)
        (folder / DATABASE).unlink(missing_ok=True)
        snapshot(folder / DATABASE)
        with attached("gathered", sqlite_file(folder / DATABASE)) as copy:
            missing = [name for name in stored_names(copy) if not _link(name, folder / FILES)]
        if StoredFile.objects.filter(content__in=missing).count() == len(missing):
            break
    return missing


def stored_names(alias: str) -> Iterator[str]:
    return StoredFile.objects.using(alias).order_by().values_list("content", flat=True).iterator()


def _link(name: str, folder: Path) -> bool:
    link = folder / name
    link.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        os.link(settings.MEDIA_ROOT / name, link)
    return link.exists()


def _pack(folder: Path, output: BinaryIO, passphrase: str) -> None:
    sealer = Sealer(output, passphrase)
    with (
        gzip.GzipFile(fileobj=sealer, mode="wb", compresslevel=1, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w|") as tar,
    ):
        for path in (folder / MANIFEST, folder / DATABASE, *sorted(_files(folder))):
            tar.add(path, arcname=path.relative_to(folder))
            tar.members.clear()  # else all of them would be remembered
    sealer.finish()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in (folder / FILES).rglob("*") if path.is_file())


def read_archive(source: Path, *, folder: Path, passphrase: str) -> Manifest:
    """Unpacks an archive into an empty folder and looks at every byte of it. Raises Unreadable."""
    with source.open("rb") as sealed, closing(io.BufferedReader(Opener(sealed, passphrase), CHUNK)) as opened:
        try:
            with gzip.GzipFile(fileobj=opened) as plain:
                _unpack(plain, folder)
                while plain.read(CHUNK):  # the end of the tar is not yet the end of the file
                    pass
            return Manifest(**json.loads((folder / MANIFEST).read_text()))
        except (tarfile.TarError, EOFError, gzip.BadGzipFile, ValueError, TypeError, FileNotFoundError) as error:
            raise Unreadable(_("The file is damaged. Take another backup. Nothing was changed.")) from error


def _unpack(plain: BinaryIO, folder: Path) -> None:
    (folder / FILES).mkdir()
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        while member := tar.next():
            name = PurePosixPath(member.name)
            is_ours = member.isfile() and ".." not in name.parts and name.parts[0] in (MANIFEST, DATABASE, FILES)
            if not is_ours:
                raise Unreadable(_("The backup holds «%(name)s», which is none of ours.") % {"name": member.name})
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("wb") as target:
                shutil.copyfileobj(tar.extractfile(member), target, CHUNK)
            tar.members.clear()

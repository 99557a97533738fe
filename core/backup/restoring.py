"""What an archive holds takes the place of what is here: all of it or nothing."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from core.models import StoredFile

from .archive import DATABASE, FILES, Manifest, read_archive
from .databases import attached, migrate, misses_migrations, sqlite_file, unknown_migrations
from .rows import copy_rows


class RestoreRefused(Refused):
    """Nothing was changed; the message says what to do."""


@contextmanager
def workplace(*, even_unfinished: bool = False) -> Iterator[Path]:
    """An empty folder beside the stored files, private to the one backup or restore that runs at a time.

    After a restore that was killed in its last moment only who has no use for what is here gets it: who looks at an
    archive, and a restore that may replace everything.
    """
    beside = Path(settings.MEDIA_ROOT).parent
    folder = beside / "backup-work"
    with _alone(beside / "backup.lock", _("Another backup or restore is at work here. Wait until it has ended.")):
        if unfinished().exists() and not even_unfinished:
            raise RestoreRefused(
                _(
                    "A restore was cut off in its last moment: rows and files may be of different times. "
                    "Restore once more with --force."
                )
            )
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)  # what stays goes with the next


def unfinished() -> Path:
    """The mark of a restore in its last moment: a folder that holds the files which were here before.

    It stays after one that was killed, whatever fails after it, until a restore is done to the end.
    """
    return Path(settings.MEDIA_ROOT).parent / "restore-unfinished"


@contextmanager
def stopped() -> Iterator[None]:
    """The product of this computer does not run, and script/server will not start it meanwhile."""
    with _alone(settings.DATA_DIR / "server.lock", _("The product is running. Stop it first.")):
        yield


@contextmanager
def _alone(path: Path, otherwise: str) -> Iterator[None]:
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RestoreRefused(otherwise) from error
        yield


def unpack(source: Path, *, folder: Path, passphrase: str) -> Manifest:
    """Unpacks and checks an archive and brings its database to this version, all in the folder."""
    manifest = read_archive(source, folder=folder, passphrase=passphrase)
    with attached("archive", sqlite_file(folder / DATABASE)) as archive:
        if unknown := unknown_migrations(archive):
            raise RestoreRefused(
                _("The backup was made by a later version, %(version)s: update the product first (%(migrations)s).")
                % {"version": manifest.version, "migrations": ", ".join(unknown[:3])}
            )
        is_older = misses_migrations(archive)
    if is_older:
        migrate(f"sqlite:///{folder / DATABASE}")
    return manifest


def differing_files(folder: Path) -> list[str]:
    """Stored files of an unpacked archive that are not there or not what their rows say."""
    with attached("archive", sqlite_file(folder / DATABASE)) as archive:
        rows = StoredFile.objects.using(archive).order_by().values_list("content", "sha256")
        return [name for name, sha256 in rows.iterator() if _hash(folder / FILES / name) != sha256]


def _hash(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def is_empty(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Nobody has worked here yet: there may be tables, and the reference rows that come with them."""
    tables = connections[alias].introspection.table_names()
    return not any(
        model._meta.db_table in tables and model._base_manager.using(alias).exists()
        for model in (get_user_model(), StoredFile)
    )


def put_in_place(folder: Path) -> None:
    """The unpacked database and files become the installation's: the files just before the rows are committed, and
    back when that fails. `finish` ends it.
    """
    if misses_migrations(DEFAULT_DB_ALIAS):
        call_command("migrate", interactive=False, verbosity=0)
    here = Path(settings.MEDIA_ROOT)
    here.mkdir(exist_ok=True)
    with attached("archive", sqlite_file(folder / DATABASE)) as archive, ExitStack() as when_it_fails:
        with transaction.atomic():
            copy_rows(source=archive, target=DEFAULT_DB_ALIAS)
            before = _mark(folder, when_it_fails) / "before"
            for path, place in ((here, before), (folder / FILES, here)):
                path.rename(place)
                when_it_fails.callback(place.rename, path)
        when_it_fails.pop_all()


def _mark(folder: Path, when_it_fails: ExitStack) -> Path:
    """Marks the last moment. Returns where the files of before go: into the mark, unless a killed restore left its own
    there. It is lifted when all was put back, and an earlier one never is: rmdir removes nothing but an empty folder.
    """
    mark = unfinished()
    if mark.exists():
        return folder
    mark.mkdir(mode=0o700)
    when_it_fails.callback(mark.rmdir)
    return mark


def finish(folder: Path) -> None:
    """Everything is in place: the mark goes, and with the folder what was here before."""
    unfinished().rename(folder / "finished")

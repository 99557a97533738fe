"""`manage.py backup [--output FILE | --daily]`: the database and the stored files as one file under a passphrase."""

import signal
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from core.backup.archive import write_archive
from core.backup.places import (
    backup_folder,
    made_on,
    name_for,
    next_time,
    passphrase,
    throw_away_old,
    throw_away_remains,
)
from core.backup.restoring import workplace
from core.disk import DiskRefused, refused_in_words
from core.errors import Refused
from core.heartbeat import record_heartbeat

RETRY = 600  # seconds after a failure


class Command(BaseCommand):
    help = "Writes a backup while the product serves: to FILE, or into BACKUP_DIR, where the newest BACKUP_KEEP stay."

    def add_arguments(self, parser):
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--output", type=Path, metavar="FILE", help="write here; nothing older is thrown away")
        way.add_argument("--daily", action="store_true", help="now if there is none of today, then daily at BACKUP_AT")

    def handle(self, *args, output: Path | None, daily: bool, **options):
        try:
            if daily:
                self.every_day()
            elif output:
                self.write(output)
            else:
                self.write_and_keep()
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error

    def every_day(self) -> None:
        """Until it is told to stop. A failure leaves every older backup where it is."""
        signal.signal(signal.SIGTERM, lambda *_signal: sys.exit())
        folder, _checked = backup_folder(), passphrase(is_new=True)
        if not made_on(timezone.localtime(), folder):
            self.until_written()
        while True:
            now = timezone.localtime()
            self.wait((next_time(settings.BACKUP_AT, after=now) - now).total_seconds())
            self.until_written()

    def until_written(self) -> None:
        while True:
            try:
                return self.write_and_keep()
            except (Refused, OSError, DatabaseError) as error:
                self.stderr.write(_("The backup failed, the next try is in ten minutes: %(error)s") % {"error": error})
                self.wait(RETRY)

    def wait(self, seconds: float) -> None:
        connections.close_all()
        time.sleep(seconds)

    def write_and_keep(self) -> None:
        folder = backup_folder()
        with refused_in_words():
            folder.mkdir(parents=True, exist_ok=True)
        self.write(folder / name_for(timezone.localtime()), is_ours=True)
        throw_away_old(folder, keep=settings.BACKUP_KEEP)

    def write(self, target: Path, *, is_ours: bool = False) -> None:
        """Only in a folder of ours are remains thrown away: elsewhere somebody may be writing them."""
        started, under = time.monotonic(), passphrase(is_new=True)
        with refused_in_words(), workplace() as folder:
            if is_ours:
                throw_away_remains(target.parent)
            made = write_archive(target, folder=folder, passphrase=under, at=timezone.now())
        self.note()
        for name in made.missing:
            self.stderr.write(_("The database names a stored file that is not there: %(name)s") % {"name": name})
        self.stdout.write(
            _("%(file)s: %(size)s, %(count)s stored files, %(seconds)s s")
            % {
                "file": target,
                "size": filesizeformat(target.stat().st_size),
                "count": made.files,
                "seconds": round(time.monotonic() - started),
            }
        )

    def note(self) -> None:
        """A backup is whole even if the database takes no word of it."""
        try:
            with refused_in_words(_("The backup is whole, but its time could not be noted. Make room.")):
                record_heartbeat("backup", at=timezone.now())
        except DiskRefused as error:
            self.stderr.write(str(error))

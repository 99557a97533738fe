"""`manage.py restore FILE [--check | --force]`: what a backup holds takes the place of what is here."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.backup.archive import Manifest
from core.backup.places import passphrase
from core.backup.restoring import (
    RestoreRefused,
    differing_files,
    finish,
    is_empty,
    put_in_place,
    stopped,
    unpack,
    workplace,
)
from core.disk import refused_in_words
from core.errors import Refused


class Command(BaseCommand):
    help = "Restores a backup into this installation, SQLite or PostgreSQL, after every byte of it was looked at."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only look whether it can be restored; for drills")
        parser.add_argument("--force", action="store_true", help="also over an installation that people work in")

    def handle(self, *args, file: Path, check: bool, force: bool, **options):
        started = time.monotonic()
        try:
            with refused_in_words():
                made = self.look_at(file) if check else self.put_back(file, force=force)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        said = _("The backup is whole") if check else _("Restored")
        self.stdout.write(
            _("%(said)s: made %(made_at)s by version %(version)s, %(count)s stored files, %(seconds)s s")
            % {
                "said": said,
                "made_at": made.made_at,
                "version": made.version,
                "count": made.files,
                "seconds": round(time.monotonic() - started),
            }
        )
        if not check:
            self.stdout.write(_("Start the product and sign in. Letters that waited then will leave."))

    def put_back(self, file: Path, *, force: bool) -> Manifest:
        with stopped():
            if not (force or is_empty()):
                raise RestoreRefused(
                    _("People work in this installation already. Make a backup of it; --force replaces everything.")
                )
            with workplace(even_unfinished=force) as folder:
                made = self.unpack(file, folder)
                put_in_place(folder)
                with refused_in_words(_("All is restored but not closed. Make room, restore once more with --force.")):
                    finish(folder)
        return made

    def look_at(self, file: Path) -> Manifest:
        with workplace(even_unfinished=True) as folder:
            return self.unpack(file, folder)

    def unpack(self, file: Path, folder: Path) -> Manifest:
        made = unpack(file, folder=folder, passphrase=passphrase(is_new=False))
        for name in differing_files(folder):
            self.stderr.write(_("This file was missing or damaged already then: %(name)s") % {"name": name})
        return made

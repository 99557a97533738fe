"""Where archives are kept and how many, when the next is due, under which passphrase."""

import sys
from datetime import datetime, time, timedelta
from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import Refused

ENDING = ".backup"
SHORTEST_PASSPHRASE = 12  # characters


class PlaceRefused(Refused):
    """A setting of backups is missing or wrong."""


def backup_folder() -> Path:
    if not settings.BACKUP_DIR:
        raise PlaceRefused(_("Say where to write it: --output FILE, or a folder in the setting BACKUP_DIR."))
    return Path(settings.BACKUP_DIR)


def name_for(at: datetime) -> str:
    """Named by local time, so that names stand in the order of time."""
    return f"{at:%Y%m%d-%H%M%S}{ENDING}"


def made_on(day: datetime, folder: Path) -> bool:
    return any(folder.glob(f"{day:%Y%m%d}-*{ENDING}"))


def throw_away_old(folder: Path, *, keep: int) -> list[Path]:
    """Leaves the newest archives."""
    old = sorted(folder.glob(f"*{ENDING}"), reverse=True)[keep:]
    for path in old:
        path.unlink()
    return old


def throw_away_remains(folder: Path) -> None:
    """Of archives that were cut off: before the next, which may need their room."""
    for path in folder.glob(f"*{ENDING}.partial"):
        path.unlink()


def next_time(clock: str, *, after: datetime) -> datetime:
    """The next moment at which the clock on the wall shows "HH:MM"."""
    try:
        wanted = time.fromisoformat(clock)
    except ValueError as error:
        raise PlaceRefused(_("BACKUP_AT is hours and minutes, for example 03:30.")) from error
    today = after.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0)
    return today if today > after else today + timedelta(days=1)


def passphrase(*, is_new: bool) -> str:
    """Of the setting, else asked from whoever sits there: a new one twice."""
    given = settings.BACKUP_PASSPHRASE or _ask(is_new)
    if is_new and len(given) < SHORTEST_PASSPHRASE:
        raise PlaceRefused(
            _("The passphrase is too short: at least %(length)s characters.") % {"length": SHORTEST_PASSPHRASE}
        )
    return given


def _ask(is_new: bool) -> str:
    if not sys.stdin.isatty():
        raise PlaceRefused(_("Put the passphrase into the setting BACKUP_PASSPHRASE."))
    given = getpass(_("Passphrase: "))
    if is_new and getpass(_("The same once more: ")) != given:
        raise PlaceRefused(_("The two passphrases differ. Begin anew."))
    return given

"""A disk that is full or may only be read: told from other errors, because people and administrators must hear it."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import Refused

OF_SYSTEM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}
OF_SQLITE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")
OF_POSTGRESQL = {"53100", "25006"}  # disk full; a transaction that may only read


class DiskRefused(Refused):
    """There is no room, or nothing may be written."""


def is_of_disk(error: BaseException | None) -> bool:
    """Whether an error, or what it came of, is the disk's."""
    return any(_is_itself(one) for one in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_itself(error: BaseException) -> bool:
    return (
        (isinstance(error, OSError) and error.errno in OF_SYSTEM)
        or getattr(error, "sqlite_errorname", "").startswith(OF_SQLITE)
        or getattr(error, "pgcode", None) in OF_POSTGRESQL
    )


@contextmanager
def refused_in_words(outcome: str = "") -> Iterator[None]:
    """For commands: an error of the disk becomes a refusal that says what to do. Without another outcome, nothing was
    changed. A file that lacks the rights is no such error: it is named.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if isinstance(error, PermissionError) and error.filename:
            said = _("«%(name)s» may not be read or written by who runs this command. Give the rights and repeat.")
            raise DiskRefused(said % {"name": error.filename}) from error
        if not is_of_disk(error):
            raise
        said = _("The disk is full or read-only (%(error)s). %(outcome)s")
        outcome = outcome or _("Nothing was changed. Make room and repeat.")
        raise DiskRefused(said % {"error": error, "outcome": outcome}) from error


def try_to_write() -> None:
    """Writes a little where the product keeps what it is given, and where it unfolds large uploads. Raises OSError."""
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, tempfile.gettempdir()):
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(4096))
            probe.flush()

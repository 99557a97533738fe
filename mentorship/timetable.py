"""The timetable's memory of what it has started when: a file that is whole or as it was before.

Celery's own is a small database. A full disk ends the timetable over it, and inside a worker nothing starts it again:
background work would still stand when there is room once more. This one goes on from memory meanwhile.
"""

import logging
import pickle
from contextlib import suppress
from pathlib import Path

from celery.beat import PersistentScheduler

logger = logging.getLogger(__name__)


class Memory(dict):
    """What a shelf is to Celery: read when opened, written by `sync` and `close`."""

    def __init__(self, path: Path):
        self._path = path
        super().__init__(pickle.loads(path.read_bytes()) if path.exists() else {})  # noqa: S301 — our own file

    def sync(self) -> None:
        partial = self._path.with_name(self._path.name + ".partial")
        try:
            partial.write_bytes(pickle.dumps(dict(self)))
            partial.rename(self._path)
        except OSError as error:
            logger.warning("The timetable cannot write down what it has started, and goes on: %s", error)
            with suppress(OSError):
                partial.unlink()

    close = sync


class Timetable(PersistentScheduler):
    def _open_schedule(self) -> Memory:
        return Memory(Path(self.schedule_filename))

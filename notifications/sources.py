"""What is due: the apps above register a source each, the sweep asks them all.

A source is a function of a day that yields the reminders planned for that day or for an earlier one and still of use.
It answers "due and not yet told", never "the date equals today": a missed day is made up for by the next sweep.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.faults import in_log

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reminder:
    """One thing for one person. (kind, subject, recipient, moment) is the key under which it is told once."""

    kind: str
    subject: str  # "<model>:<number>"
    recipient_id: int
    organization_id: int
    moment: date
    title: str
    text: str
    url: str  # a path within the product
    due: date | None = None  # only from a source: the deadline. Once no source asks for it, no letter does


Source = Callable[[date], Iterable[Reminder]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Adds a source under its name; the same name again replaces it, so that a reload does not double it."""
    _sources[name] = source


class SourcesFailed(Exception):
    """Some sources could not be asked; the others have been heard."""


def due_on(day: date, failed: set[str]) -> Iterator[Reminder]:
    """What every source has due on the day, one after another: there may be many. A source that raises is added to
    `failed` and silences none of the others."""
    for name, source in _sources.items():
        try:
            yield from source(day)
        except Exception as error:
            log.error("the source of reminders %s: %s", name, in_log(error))
            failed.add(name)

"""What stands in a person's calendar: the apps above register a source each, the feed asks them all.

A source is a function of a person and of the first and the last day wanted. A calendar program reads at any hour and
acts in no role, so a source goes by all the current memberships of the person, not by the one chosen in a session.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from organizations.models import User


@dataclass(frozen=True)
class Entry:
    """One event. A `date` is a whole day, an aware `datetime` an hour; `ends` is the last day, or the hour of the end.

    `uid` names the thing and not its date, so that a changed date moves the event: the same in every version of a
    plan, for every person, for ever. Nothing personal about children goes into an entry: it leaves the product.
    """

    uid: str
    organization_id: int
    title: str
    starts: date | datetime
    text: str = ""
    url: str = ""  # a path within the product
    category: str | Promise = ""
    ends: date | datetime | None = None


Source = Callable[[User, date, date], Iterable[Entry]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Adds a source under its name; the same name again replaces it, so that a reload does not double it."""
    _sources[name] = source


def entries_for(user: User, starts: date, ends: date) -> list[Entry]:
    """What every source has for the person between the two days, both included."""
    return [entry for source in _sources.values() for entry in source(user, starts, ends)]

"""Who is in a pair or a group. The app above that keeps pairs registers what it knows; until then nobody is."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

Finder = Callable[[date], QuerySet]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """`finder(on)` gives the numbers of the participations that are in a pair on the day."""
    _finders.append(finder)


def paired(on: date) -> Q:
    """The condition, over participations, of being in a pair on the day."""
    found = Q(pk__in=[])
    for finder in _finders:
        found |= Q(pk__in=finder(on))
    return found

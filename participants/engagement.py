"""Who is in a pair or a group. The app above that keeps pairs registers what it knows; until then nobody is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q

Condition = Callable[[date], Exists]
_conditions: list[Condition] = []


def register(condition: Condition) -> None:
    """`condition(on)` says, over participations, whether one is in a pair on the day.

    It is asked of each row (OuterRef("pk")): the list of a school does not go through all pairs of a region.
    """
    _conditions.append(condition)


def paired(on: date) -> Q:
    """The condition, over participations, of being in a pair on the day."""
    found = Q(pk__in=[])
    for condition in _conditions:
        found |= Q(condition(on))
    return found


@dataclass(frozen=True)
class Companion:
    """Whom somebody is in a pair with, as the official tables name them."""

    name: str
    place: str


CompanionFinder = Callable[[Iterable[int], date], dict[int, list[Companion]]]
_companion_finders: list[CompanionFinder] = []


def register_companions(finder: CompanionFinder) -> None:
    """`finder(numbers, on)` gives for participations, by their numbers, with whom they are in pairs."""
    _companion_finders.append(finder)


def companions(numbers: Iterable[int], on: date) -> dict[int, list[Companion]]:
    """With whom each participation is in a pair on the day; those in none are left out."""
    numbers = list(numbers)
    found: dict[int, list[Companion]] = {}
    for finder in _companion_finders:
        for number, those in finder(numbers, on).items():
            found.setdefault(number, []).extend(those)
    return found

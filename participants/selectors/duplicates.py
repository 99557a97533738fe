"""Records that are probably of one human: the same birth date or name, spelt a little differently.

A letter left out, added, changed or swapped with its neighbour is a slip; «ё» and «е», capitals, spaces and hyphens
do not count at all (fingerprints.normalised). Twins share everything but the first name, which differs by more.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from django.db.models import Q

from organizations.models import Organization

from ..drafts import PersonDraft
from ..fingerprints import normalised
from ..models import DistinctPeople, Person
from ..models.people import PersonQuerySet

FIELDS = ("pk", "last_name", "first_name", "patronymic", "birth_on")


class Known(NamedTuple):
    """What two records are compared by; names as `normalised` writes them."""

    pk: int | None
    last: str
    first: str
    patronymic: str
    birth_on: date | None

    @classmethod
    def of(cls, pk: int | None, last: str, first: str, patronymic: str, birth_on: date | None) -> "Known":
        return cls(pk, normalised(last), normalised(first), normalised(patronymic), birth_on)


def similar_people(draft: PersonDraft, organization: Organization, *, besides: int | None = None) -> list[Person]:
    """The people of the institution who are probably the one in the draft."""
    wanted = Known.of(None, draft.last_name, draft.first_name, draft.patronymic, draft.birth_on)
    nearby = Q(birth_on=draft.birth_on) if draft.birth_on else Q()
    for initial in {letter for name in (draft.last_name, draft.first_name) for letter in _initials(name)}:
        nearby |= Q(last_name__startswith=initial)
    people = Person.objects.kept().filter(nearby, organization=organization).exclude(pk=besides)
    found = [known.pk for known in _known(people) if seem_one(wanted, known)]
    return list(Person.objects.filter(pk__in=found))


def _initials(name: str) -> str:
    """How a name may begin in the database, which tells capitals and «ё» apart."""
    letter = name.strip()[:1]
    letters = "её" if letter in "еёЕЁ" else letter
    return letters + letters.upper() + letters.lower()


def probable_duplicates(people: PersonQuerySet) -> list[tuple[int, int]]:
    """Pairs of numbers among one institution's people, the earlier record first, but for those told apart."""
    told_apart = set(DistinctPeople.objects.filter(one__in=people).values_list("one", "other"))
    blocks: dict[tuple, list[Known]] = defaultdict(list)
    for known in _known(people):
        for key in blocks_of(known):
            blocks[key].append(known)
    found = {
        (min(one.pk, other.pk), max(one.pk, other.pk))
        for block in blocks.values()
        for one, other in combinations(block, 2)
        if seem_one(one, other)
    }
    return sorted(found - told_apart)


def _known(people) -> Iterator[Known]:
    return (Known.of(*row) for row in people.order_by().values_list(*FIELDS))


def blocks_of(known: Known) -> Iterator[tuple]:
    """Two records that seem one share at least one block, so that not everybody is compared with everybody."""
    if known.birth_on:
        yield ("born", known.birth_on)
    yield ("names", *sorted((known.last, known.first)))
    yield ("last", known.last)
    yield ("first", known.first, known.patronymic[:2])


def seem_one(one: Known, other: Known) -> bool:
    """Whether two records are probably of one human."""
    if one.birth_on and other.birth_on:
        if one.birth_on == other.birth_on:
            return _names_agree(one, other, slips=2)
        return _names_agree(one, other, slips=0) and _dates_confused(one.birth_on, other.birth_on)
    return _names_agree(one, other, slips=1)


def _names_agree(one: Known, other: Known, *, slips: int) -> bool:
    """At most one slip in each name, `slips` in all; a missing patronymic agrees with any, names may be swapped."""
    if (one.last, one.first) == (other.first, other.last):
        return True
    pairs = [(one.last, other.last), (one.first, other.first)]
    if one.patronymic and other.patronymic:
        pairs.append((one.patronymic, other.patronymic))
    different = [pair for pair in pairs if pair[0] != pair[1]]
    return len(different) <= slips and all(_one_slip(*pair) for pair in different)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter added, lost, changed, or two neighbours swapped, make one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, other_rest = one[start:], other[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:] or swapped == other_rest


def _dates_confused(one: date, other: date) -> bool:
    """The same numbers in another order, or one of day, month and year differs."""
    differing = sum((one.day != other.day, one.month != other.month, one.year != other.year))
    return differing == 1 or (one.year, one.month, one.day) == (other.year, other.day, other.month)

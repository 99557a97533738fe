"""Representatives of two records that became one: the same parent, written shorter in one of them, stands once."""

import re
from dataclasses import replace
from datetime import datetime

from ..drafts import RepresentativeDraft
from ..models import Person, Representative
from .representatives import FIELDS, change_representative, delete_representative


def join_representatives(person: Person, *, by, at: datetime) -> None:
    """Strikes out whoever is named a second time; the fuller name stays and takes over what only the other says."""
    kept: list[Representative] = []
    for one in sorted(person.representatives.all(), key=lambda one: (-len(one.full_name), one.pk)):
        same = next((other for other in kept if is_same(other.full_name, one.full_name)), None)
        if same is None:
            kept.append(one)
            continue
        draft = RepresentativeDraft(**{name: getattr(same, name) for name in FIELDS})
        gaps = {name: getattr(one, name) for name in FIELDS if not getattr(same, name)}
        change_representative(same, replace(draft, **gaps), by=by, at=at)
        delete_representative(one, by=by, at=at)


def is_same(one: str, other: str) -> bool:
    """Whether two names may be of one human: the last name is the same, the rest are the same or initials of it."""
    (last, *names), (other_last, *other_names) = _words(one) or [""], _words(other) or [""]
    pairs = zip(names, other_names, strict=False)
    return last == other_last and bool(names and other_names) and all(_agree(*pair) for pair in pairs)


def _agree(one: str, other: str) -> bool:
    return one == other or 1 in (len(one), len(other)) and one[0] == other[0]


def _words(name: str) -> list[str]:
    return re.findall(r"[\w-]+", name.casefold().replace("ё", "е"))

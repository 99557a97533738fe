"""Whose data is to be destroyed: until that is done nothing of it is changed, printed or given out.

The only place that says so: 152-FZ article 21 parts 4-6 leave nothing but keeping the data until the destruction.
"""

from django.db.models import QuerySet

from ..models import Person, SubjectRequest
from ..terms import DESTROYS


def is_blocked(person: Person) -> bool:
    """Whether a request that leads to destruction is in work; data that was blocked for longer is among them."""
    return _destroying().filter(person=person).exists()


def destruction_of(person: Person) -> SubjectRequest | None:
    """The request in work by which the person's data is to be destroyed first."""
    return _destroying().filter(person=person).order_by("due_on", "pk").first()


def unblocked(rows: QuerySet, person: str = "person") -> QuerySet:
    """The rows but for those of blocked people; `person` is the way from a row to its person."""
    return rows.exclude(**{f"{person}__in": _destroying().values("person")})


def blocked(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of the people who are blocked."""
    return people.filter(pk__in=_destroying().values("person"))


def _destroying() -> QuerySet[SubjectRequest]:
    return SubjectRequest.objects.filter(state=SubjectRequest.State.OPEN, kind__in=DESTROYS)

"""Whom a case tells of, and whether each of them has agreed to be published (152-FZ, article 10.1; domain.md 5.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Consent, Participation, Person
from participants.models.consents import ConsentKind
from participants.selectors.naming import named_in

from ..models import CaseStory, Membership

A_NAME = re.compile(r"фио|ф\.\s*и\.\s*о|фамили|имя|имени|отчеств", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """Somebody of a case, where the case names them, and the consent to dissemination that holds, if any."""

    person: Person
    wheres: tuple[str | Promise, ...]
    consent: Consent | None

    @property
    def forbids_name(self) -> bool:
        return bool(self.consent) and any(A_NAME.search(line) for line in self.consent.banned_data)

    @property
    def may_be_published(self) -> bool:
        return self.consent is not None and not self.forbids_name

    @property
    def obstacle(self) -> str | Promise:
        """What stands in the way, in words; empty when nothing does."""
        if self.consent is None:
            return _("no valid consent to dissemination")
        return _("the consent forbids to publish the name") if self.forbids_name else ""

    @property
    def limits(self) -> list[str]:
        """What the consent lets be published only so, or not at all."""
        return [*self.consent.banned_data, *filter(None, [self.consent.conditions])] if self.consent else []


def names_in(case: CaseStory) -> list[Person]:
    """Those of the institution whom the words themselves name."""
    return named_in(f"{case.title}\n{case.text}", case.organization)


def named_by(case: CaseStory, on: date) -> list[Named]:
    """Everybody of a case by name: of its pair, of its list, of its words."""
    wheres: dict[int, list] = {}
    for words, people in (
        (_("of the pair"), _of_pair(case)),
        (_("told of"), case.people.values_list("person", flat=True)),
        (_("named in the text"), [person.pk for person in names_in(case)]),
    ):
        for number in people:
            wheres.setdefault(number, []).append(words)
    consents = _agreed(wheres, on)
    people = Person.objects.kept().filter(pk__in=wheres)
    return [Named(person, tuple(wheres[person.pk]), consents.get(person.pk)) for person in people]


def to_take_off(cases: QuerySet[CaseStory], on: date) -> set[int]:
    """The numbers of published cases of which somebody no longer agrees: the pair's and the listed people.

    The words are not searched here: whom they name was checked at publishing and can be seen on the page of the case.
    """
    published = cases.filter(published_on__isnull=False)
    agreed = _valid(on).values("person")
    mentors = Q(pairing__isnull=False) & ~Q(pairing__mentor__person__in=agreed)
    members = Membership.objects.exclude(mentee__person__in=agreed)
    others = Participation.objects.exclude(person__in=agreed)
    lacking = mentors | Q(pairing__in=members.values("pairing")) | Q(people__in=others)
    return set(published.filter(lacking).values_list("pk", flat=True))


def _of_pair(case: CaseStory) -> list[int]:
    if case.pairing is None:
        return []
    members = case.pairing.memberships.values_list("mentee__person", flat=True)
    return [case.pairing.mentor.person_id, *members]


def _agreed(numbers: Iterable[int], on: date) -> dict[int, Consent]:
    """The latest valid consent of each."""
    return {
        consent.person_id: consent for consent in _valid(on).filter(person__in=numbers).order_by("signed_on", "pk")
    }


def _valid(on: date) -> QuerySet[Consent]:
    return Consent.objects.valid_on(on).filter(kind=ConsentKind.DISSEMINATION)

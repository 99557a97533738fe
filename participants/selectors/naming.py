"""Whom of the institution a freely written text names: their people and those who sign for them."""

import re

from organizations.models import Organization

from ..disclosing import contacts_in, words_naming
from ..models import Person, Representative

SHORTEST_STEM = 2


def named_in(text: str, organization: Organization) -> list[Person]:
    """The people of the bank whose name, telephone or e-mail, or whose representative's, the text gives."""
    return [person for person in _people(organization) if names_of(text, person)]


def names_of(text: str, person: Person) -> bool:
    """Whether the text tells of the person or of one who signs for them."""
    return bool(_words_of(text, person))


def giveaway_in(text: str, organization: Organization) -> str:
    """The first telephone, e-mail or name of the bank that the text gives; empty when there is none."""
    return contacts_in(text) or next(filter(None, (_words_of(text, one) for one in _people(organization))), "")


def _people(organization: Organization):
    return Person.objects.kept().filter(organization=organization).prefetch_related("representatives")


def _words_of(text: str, person: Person) -> str:
    said, digits = text.casefold().replace("ё", "е"), re.sub(r"\D", "", text)
    alike = (person, *map(_as_person, person.representatives.all()))
    found = (words_naming(text, each) for each in alike if _may_name(said, digits, each))
    return next(filter(None, found), "")


def _may_name(said: str, digits: str, person: Person) -> bool:
    """A cheap look before the thorough one: a long text is held against a thousand people."""
    names = (name.strip().casefold().replace("ё", "е") for name in (person.last_name, person.first_name))
    stems = (name[: max(SHORTEST_STEM, len(name) - 2)] for name in names if name)
    phone = re.sub(r"\D", "", person.phone)[-6:]
    return any(stem in said for stem in stems) or bool(phone) and phone in digits or "@" in said and bool(person.email)


def _as_person(representative: Representative) -> Person:
    last, first, patronymic = (representative.full_name.split(maxsplit=2) + ["", "", ""])[:3]
    return Person(
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        phone=representative.phone,
        email=representative.email,
    )

"""What the end of the programme keeps of a person, destroyed with them (participants/erasure.py)."""

from datetime import datetime

from django.db.models import Q

from core import audit
from participants.models import Participation, Person
from participants.selectors.naming import names_of

from .models import Award, CaseStory, Event, Reflection

CATEGORIES = {
    "reflections": "личная рефлексия по итогам работы пары",
    "events": "участие в мероприятиях программы",
    "awards": "имя и основание в сертификатах и благодарственных письмах",
    "cases": "упоминание в банке кейсов и практик",
}


def erase_from_closing(person: Person, at: datetime) -> list[str]:
    """Answers and lists go; an award keeps its number without words; a case whose words name the person goes whole."""
    of_person = Participation.objects.filter(person=person)
    parts = {
        "reflections": Reflection.objects.filter(participation__in=of_person).delete()[0],
        "events": Event.people.through.objects.filter(participation__in=of_person).delete()[0],
        "awards": Award.objects.filter(participation__in=of_person).update(facts={}, words=""),
        "cases": _erase_cases(person, of_person, at),
    }
    return [CATEGORIES[code] for code, number in parts.items() if number]


def _erase_cases(person: Person, of_person, at: datetime) -> int:
    """A case of which the words tell is deleted; where the person was only listed, the list alone is emptied."""
    listed = CaseStory.people.through.objects.filter(participation__in=of_person)
    told = CaseStory.objects.filter(organization=person.organization_id)
    named = [case for case in told.select_related("organization") if names_of(f"{case.title}\n{case.text}", person)]
    of_pair = Q(pairing__mentor__in=of_person) | Q(pairing__memberships__mentee__in=of_person)
    alone = told.filter(of_pair | Q(people__in=of_person)).distinct().count()
    listed.delete()
    for case in named:
        audit.record("casestory.erased", case, by=None, at=at, scope=case.organization.path)
        case.delete()
    untied = told.filter(of_pair, published_on=None).values("pk")
    CaseStory.objects.filter(pk__in=list(untied)).update(pairing=None)
    return len(named) + alone

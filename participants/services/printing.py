"""What has left the product on paper or as a file is written into the audit trail, person by person."""

from collections.abc import Iterable
from datetime import datetime

from core import audit
from organizations.models import Organization

from ..models import Consent, DestructionAct, Person


def record_printing(
    people: Iterable[Person], *, kinds: list[str], organization: Organization, by, at: datetime
) -> None:
    """Blanks filled with the data of these people were printed: once for all, once for each of them."""
    people = list(people)
    where = {"by": by, "at": at, "scope": organization.path}
    changes = {"kinds": ", ".join(sorted(kinds))}
    if len(people) != 1:
        audit.record("consents.printed", organization, changes={**changes, "people": len(people)}, **where)
    audit.record_each("consents.printed", people, changes=changes, **where)


def record_register(consents, *, format: str, organization: Organization, by, at: datetime) -> None:
    """The register (a queryset of consents) was taken as a file."""
    numbers = consents.order_by().values_list("person", flat=True).distinct()
    where = {"by": by, "at": at, "scope": organization.path}
    changes = {"format": format, "people": len(numbers)}
    audit.record("consents.exported", organization, changes=changes, **where)
    each = (Person(pk=number, organization=organization) for number in numbers)
    audit.record_each("person.exported", each, changes={"format": format}, **where)


def record_scan_taken(consent: Consent, *, by, at: datetime) -> None:
    """Somebody has downloaded the scan of a signed consent."""
    audit.record("consent.scan_read", consent, by=by, at=at, scope=consent.organization.path)


def record_report(person: Person, *, format: str, by, at: datetime) -> None:
    """Everything stored about the person was printed for them."""
    changes = {"format": format}
    audit.record("person.reported", person, by=by, at=at, scope=person.organization.path, changes=changes)


def record_act_taken(act: DestructionAct, *, part: str, by, at: datetime) -> None:
    """The act of destruction or its log, on which the name still stands, was downloaded."""
    audit.record("destructionact.taken", act, by=by, at=at, scope=act.organization.path, changes={"part": part})

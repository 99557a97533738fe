"""People of the banks: entered, changed, put into the archive; who looked at whom.

The audit trail calls a person by number, and a changed field by its name without its values.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.models import AuditEntry
from core.revisions import save_revised
from organizations.models import Organization

from ..drafts import PersonDraft
from ..faults import person_faults
from ..fingerprints import fingerprint
from ..models import Person
from ..selectors.blocking import is_blocked
from .consent_terms import count_anew

LOOK_COUNTS_FOR = timedelta(minutes=1)
PLAIN_FIELDS = ("kind",)  # what the audit trail may say in full


class PersonRefused(Refused):
    """What was given cannot be a person of this institution, or the row is no longer one to be changed."""


@transaction.atomic
def add_person(draft: PersonDraft, *, organization: Organization, by, at: datetime) -> Person:
    """Enters a person. Raises PersonRefused."""
    _check(draft, organization, on=timezone.localdate(at))
    person = Person(organization=organization, created_at=at)
    _fill(person, draft)
    person.save()
    audit.record("person.added", person, by=by, at=at, scope=organization.path, changes={"kind": [None, person.kind]})
    return person


@transaction.atomic
def change_person(person: Person, draft: PersonDraft, *, seen: int, by, at: datetime) -> None:
    """Writes what has changed over the revision that was seen. Raises PersonRefused, StaleRevision."""
    check_kept(person)
    _check(draft, person.organization, on=timezone.localdate(at))
    before = PersonDraft.of(Person.objects.get(pk=person.pk))
    changed = [name for name in PersonDraft.__dataclass_fields__ if getattr(before, name) != getattr(draft, name)]
    _fill(person, draft)
    save_revised(person, seen=seen, fields=[*PersonDraft.__dataclass_fields__, "fingerprint"])
    if "birth_on" in changed:
        count_anew([person])
    if changed:
        said = {name: _said(name, before, draft) for name in changed}
        audit.record("person.changed", person, by=by, at=at, scope=person.organization.path, changes=said)


@transaction.atomic
def archive_person(person: Person, *, by, at: datetime) -> None:
    """Takes the person off the lists; nothing is lost. Raises PersonRefused while a participation is open."""
    if person.participations.filter(left_on=None).exists():
        raise PersonRefused(_("The person still takes part. Record the leaving first."))
    _set_archived(person, timezone.localdate(at), "person.archived", by=by, at=at)


@transaction.atomic
def restore_person(person: Person, *, by, at: datetime) -> None:
    """Brings the person back from the archive. Raises PersonRefused."""
    _set_archived(person, None, "person.restored", by=by, at=at)


def record_look(person: Person, *, by, at: datetime) -> None:
    """Writes that somebody has looked at a card; looking again within a minute is the same look."""
    _record_look("person.viewed", person, scope=person.organization.path, by=by, at=at)


def record_bank_look(organization: Organization, *, what: dict[str, str], by, at: datetime) -> None:
    """Writes that somebody has looked at many people at once: once for all of them."""
    _record_look("bank.viewed", organization, scope=organization.path, by=by, at=at, changes=what)


def _record_look(verb: str, subject, *, by, at: datetime, changes: dict[str, str] | None = None, **where) -> None:
    seen = AuditEntry.objects.filter(
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        verb=verb,
        actor_id=by.pk,
        at__gt=at - LOOK_COUNTS_FOR,
        changes=changes or {},
    )
    if not seen.exists():
        audit.record(verb, subject, by=by, at=at, changes=changes, **where)


def record_export(people, *, organization: Organization, what: dict[str, str], by, at: datetime) -> None:
    """Writes that the names of these people (a queryset) have left as a file: once for all, once for each of them."""
    numbers = people.order_by("pk").values_list("pk", flat=True).distinct()
    scope = organization.path
    changes = {**what, "people": len(numbers)}
    audit.record("bank.exported", organization, by=by, at=at, scope=scope, changes=changes)
    each = (Person(pk=number, organization=organization) for number in numbers)
    audit.record_each("person.exported", each, by=by, at=at, scope=scope, changes=what)


def check_kept(person: Person) -> None:
    """Raises PersonRefused for somebody whose data are destroyed, or about to be, or who was merged into another."""
    if person.erased_at or person.merged_into_id:
        raise PersonRefused(_("This record is closed: it was merged with another one or its data are destroyed."))
    if is_blocked(person):
        raise PersonRefused(
            _("The data of this person is to be destroyed on request: it is no longer changed, printed or given out.")
        )


def _set_archived(person: Person, day: date | None, verb: str, *, by, at: datetime) -> None:
    check_kept(person)
    if not Person.objects.filter(pk=person.pk, archived_on__isnull=day is not None).update(archived_on=day):
        raise PersonRefused(_("Somebody has just done this. Reload the page."))
    person.archived_on = day
    audit.record(verb, person, by=by, at=at, scope=person.organization.path)


def _fill(person: Person, draft: PersonDraft) -> None:
    for name in PersonDraft.__dataclass_fields__:
        setattr(person, name, getattr(draft, name))
    person.fingerprint = fingerprint(draft.last_name, draft.first_name, draft.patronymic, draft.birth_on)


def _said(name: str, before: PersonDraft, after: PersonDraft):
    return [getattr(before, name), getattr(after, name)] if name in PLAIN_FIELDS else audit.MASKED


def _check(draft: PersonDraft, organization: Organization, *, on: date) -> None:
    for _field, fault in person_faults(draft, on=on):
        raise PersonRefused(fault)
    if draft.partner and draft.partner.organization_id != organization.pk:
        raise PersonRefused(_("This partner is of another organisation."))

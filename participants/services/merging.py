"""Two records of one human become one; or they are told apart for good."""

from datetime import datetime

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.revisions import save_revised

from ..drafts import PersonDraft
from ..models import DistinctPeople, Participation, Person
from .participation import leave
from .people import PersonRefused, change_person, check_kept

MERGED = "Записи одного человека объединены"


@transaction.atomic
def merge_people(keep: Person, lose: Person, *, draft: PersonDraft, seen: int, by, at: datetime) -> None:
    """Writes `draft` into `keep` and hangs everything of `lose` on it; `lose` stays as a pointer to it.

    Where both take part in one role and form, the participation that began later is closed with a remark. Raises
    PersonRefused, StaleRevision.
    """
    if keep.pk == lose.pk or keep.organization_id != lose.organization_id:
        raise PersonRefused(_("Only two different records of one institution can be merged."))
    check_kept(keep)
    check_kept(lose)
    change_person(keep, draft, seen=seen, by=by, at=at)
    _close_doubled(keep, lose, by=by, at=at)
    DistinctPeople.objects.filter(one__in=(keep, lose), other__in=(keep, lose)).delete()
    for relation in _relations():
        _hang_over(relation, keep, lose)
    Person.objects.filter(pk=lose.pk).update(merged_into=keep, revision=lose.revision + 1)
    scope, number = keep.organization.path, keep.audit_label
    audit.record("person.merged", keep, by=by, at=at, scope=scope, changes={"merged_into": [lose.audit_label, number]})
    audit.record("person.merged", lose, by=by, at=at, scope=scope, changes={"merged_into": [None, number]})


@transaction.atomic
def tell_apart(one: Person, other: Person, *, at: datetime) -> None:
    """Remembers that two records that look alike are of two people."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    DistinctPeople.objects.get_or_create(one=first, other=second, defaults={"decided_at": at})


def _relations() -> list[ForeignObjectRel]:
    """Everything that points at a person, in this app and above it."""
    return [
        field
        for field in Person._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.related_model is not DistinctPeople
    ]


def _hang_over(relation: ForeignObjectRel, keep: Person, lose: Person) -> None:
    name = relation.field.name
    relation.related_model._base_manager.filter(**{name: lose}).update(**{name: keep})


def _close_doubled(keep: Person, lose: Person, *, by, at: datetime) -> None:
    open_ones = {(row.role, row.form_id): row for row in keep.participations.filter(left_on=None)}
    for theirs in lose.participations.filter(left_on=None):
        ours = open_ones.get((theirs.role, theirs.form_id))
        if ours:
            earlier, later = sorted((ours, theirs), key=lambda row: (row.joined_on, row.pk))
            _fill_gaps(earlier, later)
            day = max(timezone.localdate(at), later.joined_on)
            leave(later, on=day, leaving=Participation.Leaving.OTHER, note=MERGED, by=by, at=at)


def _fill_gaps(stays: Participation, goes: Participation) -> None:
    """What only the closed participation says is not lost."""
    names = ("questionnaire_on", "programme", "request", "achievements", "interests_text", "hours_a_week", "times")
    gaps = [name for name in names if not getattr(stays, name) and getattr(goes, name)]
    for name in gaps:
        setattr(stays, name, getattr(goes, name))
    stays.areas.add(*goes.areas.all())
    stays.interests.add(*goes.interests.all())
    if gaps:
        save_revised(stays, seen=stays.revision, fields=gaps)

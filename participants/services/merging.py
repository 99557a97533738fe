"""Two records of one human become one; or they are told apart for good."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.revisions import save_revised

from ..drafts import ParticipationDraft, PersonDraft
from ..models import BankImportRow, DistinctPeople, Participation, Person
from .consent_terms import count_anew, go_on
from .merging_representatives import join_representatives
from .participation import leave
from .people import PersonRefused, change_person, check_kept

OWN = ("role", "joined_on", "form", "track", *ParticipationDraft.TOPICS)  # what is the same, or is the row's own
AGES = ("wished_age_from", "wished_age_to")


@transaction.atomic
def merge_people(keep: Person, lose: Person, *, draft: PersonDraft, seen: int, by, at: datetime) -> None:
    """Writes `draft` into `keep` and hangs everything of `lose` on it; `lose` stays as a pointer to it.

    Where both take part in one role and form, the participation that began later is closed as merged, which is no
    leaving; a representative whom both name stands once. Raises PersonRefused, StaleRevision.
    """
    if keep.pk == lose.pk or keep.organization_id != lose.organization_id:
        raise PersonRefused(_("Only two different records of one institution can be merged."))
    check_kept(keep)
    check_kept(lose)
    change_person(keep, draft, seen=seen, by=by, at=at)
    closed = _close_doubled(keep, lose, by=by, at=at)
    DistinctPeople.objects.filter(one__in=(keep, lose), other__in=(keep, lose)).delete()
    for relation in _relations(Person, besides=DistinctPeople):
        _hang_over(relation, keep, lose)
    join_representatives(keep, by=by, at=at)
    go_on((keep.pk, participation.left_on) for participation in closed)
    count_anew([keep])
    Person.objects.filter(pk=lose.pk).update(merged_into=keep, revision=lose.revision + 1)
    scope, number = keep.organization.path, keep.audit_label
    audit.record("person.merged", keep, by=by, at=at, scope=scope, changes={"merged_into": [lose.audit_label, number]})
    audit.record("person.merged", lose, by=by, at=at, scope=scope, changes={"merged_into": [None, number]})


@transaction.atomic
def tell_apart(one: Person, other: Person, *, by, at: datetime) -> None:
    """Remembers that two records that look alike are of two people."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    _pair, is_new = DistinctPeople.objects.get_or_create(one=first, other=second, defaults={"decided_at": at})
    if is_new:
        changes = {"people": f"{first.audit_label}, {second.audit_label}"}
        for person in (first, second):
            audit.record("person.told_apart", person, by=by, at=at, scope=person.organization.path, changes=changes)


def _relations(model: type[Model], *, besides: type[Model]) -> list[ForeignObjectRel]:
    """Everything that points at a row of the model, in this app and above it; lists of topics and the like do not."""
    return [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created
        and not field.concrete
        and not field.many_to_many
        and not field.related_model._meta.auto_created
        and field.related_model is not besides
    ]


def _hang_over(relation: ForeignObjectRel, keep: Model, lose: Model) -> None:
    name = relation.field.name
    relation.related_model._base_manager.filter(**{name: lose}).update(**{name: keep})


def _close_doubled(keep: Person, lose: Person, *, by, at: datetime) -> list[Participation]:
    """Closes the later participation wherever both have one of a role and form; those that were closed."""
    closed = []
    open_ones = {(row.role, row.form_id): row for row in keep.participations.filter(left_on=None)}
    for theirs in lose.participations.filter(left_on=None):
        ours = open_ones.get((theirs.role, theirs.form_id))
        if ours:
            earlier, later = sorted((ours, theirs), key=lambda row: (row.joined_on, row.pk))
            _fill_gaps(earlier, later)
            day = max(timezone.localdate(at), later.joined_on)
            leave(later, on=day, leaving=Participation.Leaving.MERGED, by=by, at=at)
            for relation in _relations(Participation, besides=BankImportRow):
                _hang_each(relation, earlier, later)
            closed.append(later)
    return closed


def _hang_each(relation: ForeignObjectRel, keep: Participation, lose: Participation) -> None:
    """Row by row: what the participation that stays has of its own already remains with the closed one."""
    name, manager = relation.field.name, relation.related_model._base_manager
    for number in manager.filter(**{name: lose}).values_list("pk", flat=True):
        try:
            with transaction.atomic():
                manager.filter(pk=number).update(**{name: keep})
        except IntegrityError:
            continue


def _fill_gaps(stays: Participation, goes: Participation) -> None:
    """What only the closed participation says is not lost."""
    defaults = {name: Participation._meta.get_field(name).get_default() for name in _common_fields()}
    empty = [name for name, default in defaults.items() if getattr(stays, name) == default]
    gaps = [name for name in empty if getattr(goes, name) != defaults[name]]
    if not all(name in empty for name in AGES):
        gaps = [name for name in gaps if name not in AGES]
    for name in gaps:
        setattr(stays, name, getattr(goes, name))
    stays.areas.add(*goes.areas.all())
    stays.interests.add(*goes.interests.all())
    if gaps:
        save_revised(stays, seen=stays.revision, fields=gaps)


def _common_fields() -> list[str]:
    return [name for name in ParticipationDraft.__dataclass_fields__ if name not in OWN]

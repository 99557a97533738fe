"""Taking an accepted upload back: those it made are removed, what it changed is restored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from core import audit, bulk
from core.states import move

from ...fingerprints import fingerprint
from ...judging import TOPICS, column_value, stored
from ...models import BankImport, BankImportRow, DistinctPeople, Participation, Person, Representative
from ..consent_terms import count_anew, follow_leavings
from .writing import MODELS

State = BankImport.State
FOLLOWS = (BankImportRow, DistinctPeople)  # what goes with a person without being lost


@dataclass(frozen=True)
class Undone:
    """`kept` counts the people whom the upload made and who stay: something hangs on them, or they were edited."""

    removed: int
    restored: int
    kept: int


@transaction.atomic
def undo_import(batch: BankImport, *, by, at: datetime) -> Undone:
    """Takes the upload back; what somebody has changed since stays as it is. Raises ForbiddenMove, StateConflict."""
    move(batch, State.UNDONE, undone_at=at)
    rows = list(batch.rows.filter(before__isnull=False))
    left = list(_leavings(rows))
    restored = _restore(rows)
    removed, kept = _remove(rows)
    follow_leavings(left)
    undone = Undone(removed, restored, kept)
    scope = batch.organization.path
    audit.record("bankimport.undone", batch, by=by, at=at, scope=scope, changes=undone.__dict__)
    return undone


def _leavings(rows: list[BankImportRow]) -> Iterator[tuple[int, date | None]]:
    """Whose days of leaving the upload has written, and which."""
    made = [row.participation_id for row in rows if "participation" in row.before.get("created", ())]
    yield from Participation.objects.filter(pk__in=made).exclude(left_on=None).values_list("person", "left_on")
    for row in rows:
        if row.person_id and (said := row.before.get("participation", {}).get("left_on")):
            yield row.person_id, column_value("left_on", said[1])


def _restore(rows: list[BankImportRow]) -> int:
    """Puts back each value that still is what the upload wrote; how many rows that concerned."""
    touched = set()
    for name, model in MODELS.items():
        number = {row.pk: _number(row, name) for row in rows if row.before.get(name)}
        there = model._base_manager.in_bulk(filter(None, number.values()))
        changed, fields = [], set()
        for row in rows:
            instance = there.get(number.get(row.pk))
            if instance is not None and (back := _put_back(instance, row.before[name])):
                changed.append(instance)
                fields |= back
                touched.add(row.pk)
        bulk.update(changed, fields)
        if "birth_on" in fields:
            count_anew(changed)
    for name in TOPICS:
        touched |= _restore_topics(name, [row for row in rows if name in row.before and row.participation_id])
    return len(touched)


def _number(row: BankImportRow, name: str) -> int | None:
    return row.before.get("representative_id") if name == "representative" else getattr(row, f"{name}_id")


def _put_back(instance: models.Model, before: dict[str, list]) -> set[str]:
    back = {
        column for column, (_old, new) in before.items() if stored(getattr(instance, column)) == _as_kept(column, new)
    }
    for column in back:
        setattr(instance, column, column_value(column, before[column][0]))
    if back and hasattr(instance, "revision"):
        instance.revision += 1
        back.add("revision")
    if back and isinstance(instance, Person):
        names = (instance.last_name, instance.first_name, instance.patronymic)
        instance.fingerprint = fingerprint(*names, instance.birth_on)
        back.add("fingerprint")
    return back


def _as_kept(column: str, value):
    return stored(column_value(column, value))


def _restore_topics(name: str, rows: list[BankImportRow]) -> set[int]:
    through = getattr(Participation, name).through
    wanted = {row.participation_id: row for row in rows}
    now: dict[int, list[int]] = {pk: [] for pk in wanted}
    links = through.objects.filter(participation__in=wanted).order_by("topic_id")
    for participation, topic in links.values_list("participation_id", "topic_id"):
        now[participation].append(topic)
    back = [pk for pk, row in wanted.items() if now[pk] == row.before[name][1]]
    links.filter(participation__in=back).delete()
    through.objects.bulk_create(
        through(participation_id=pk, topic_id=topic) for pk in back for topic in wanted[pk].before[name][0]
    )
    return {wanted[pk].pk for pk in back}


def _remove(rows: list[BankImportRow]) -> tuple[int, int]:
    """Deletes what the upload made, but for what something else hangs on; how many people went and stayed."""
    made = {name: [row for row in rows if name in row.before.get("created", [])] for name in MODELS}
    representatives = {row.before.get("representative_id") for row in made["representative"]} - {None}
    participations = {row.participation_id for row in made["participation"]} - {None}
    people = {row.person_id for row in made["person"]} - {None}
    participations -= _held(Participation, participations, besides={}) | _edited(Participation, participations)
    besides = {Participation: participations, Representative: representatives}
    staying = _held(Person, people, besides=besides) | _edited(Person, people)
    participations -= set(Participation.objects.filter(person__in=staying).values_list("pk", flat=True))
    representatives -= set(Representative.objects.filter(person__in=staying).values_list("pk", flat=True))
    Participation.objects.filter(pk__in=participations).delete()
    Representative.objects.filter(pk__in=representatives).delete()
    Person.objects.filter(pk__in=people - staying).delete()
    return len(people - staying), len(staying)


def _edited(model: type[models.Model], numbers: set[int]) -> set[int]:
    """Those of the rows that somebody has changed since they were made."""
    return set(model._base_manager.filter(pk__in=numbers, revision__gt=1).values_list("pk", flat=True))


def _held(model: type[models.Model], numbers: Iterable[int], *, besides: dict[type, set[int]]) -> set[int]:
    """Those of the rows on which something else hangs: one query for every table that points at them."""
    held: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.related_model in FOLLOWS or relation.many_to_many:
            continue
        column = relation.field.name
        hanging = relation.related_model._base_manager.filter(**{f"{column}__in": numbers})
        hanging = hanging.exclude(pk__in=besides.get(relation.related_model, ()))
        held.update(hanging.values_list(column, flat=True))
    return held

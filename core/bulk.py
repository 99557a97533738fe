"""Many rows at once: what `bulk_create` and `bulk_update` do, at a third of their price.

Django asks every field of every row, through half a dozen calls, how its value is written, and sends SQLite fifty rows
at a time; `bulk_update` adds a CASE for every value. An upload of a bank writes thousands of rows into four tables.
Here a column is asked once, and only values that the database does not take as they are (JSON, dates, decimals) are
converted. PostgreSQL gets many rows by COPY, a fifth of the time of the longest INSERT (core/copying.py). For plain
models only: no parents, no columns that the database or `pre_save` fills.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from . import copying

PLACES = 30_000  # in one statement; SQLite takes 32,766
UPDATED = 1_000  # rows in one statement
CONVERTED = (models.JSONField, models.DateField, models.DecimalField, models.TimeField, models.DurationField,
             models.UUIDField, models.BinaryField, models.FileField)  # fmt: skip


@contextmanager
def uncollected() -> Iterator[None]:
    """While tens of thousands of objects are made and kept: looking through them for garbage is idle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def insert(instances: Sequence[models.Model]) -> None:
    """Writes new instances of one model and gives them their numbers."""
    if not instances:
        return
    meta = instances[0]._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    by_copy = copying.suits(fields, len(instances))
    with connection.cursor() as cursor:
        for part in _parts(instances, copying.AT_ONCE if by_copy else PLACES // len(fields)):
            if by_copy:
                numbers = copying.insert(cursor, meta, fields, _rows(part, fields), len(part))
            else:
                numbers = _insert(cursor, meta, fields, part)
            for instance, number in zip(part, numbers, strict=True):
                instance.pk = number
                instance._state.adding, instance._state.db = False, connection.alias


def _insert(cursor, meta, fields: list[models.Field], instances: Sequence[models.Model]) -> list[int]:
    """One statement; the numbers of the rows in their order."""
    table, columns = _quoted(meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    cursor.execute(
        f"INSERT INTO {table} ({columns}) VALUES {', '.join([places] * len(instances))}"
        f" RETURNING {_quoted(meta.pk.column)}",
        list(chain.from_iterable(_rows(instances, fields))),
    )
    return [number for (number,) in cursor.fetchall()]


def update(instances: Sequence[models.Model], names: Collection[str]) -> None:
    """Writes the fields of these names of instances of one model that are there already."""
    if not instances or not names:
        return
    meta = instances[0]._meta
    fields = [meta.get_field(name) for name in sorted(names)]
    in_many = _update_each if connection.vendor == "sqlite" else _update_joined
    with connection.cursor() as cursor:
        for part in _parts(instances, UPDATED):
            in_many(cursor, meta, fields, _rows(part, [*fields, meta.pk]))


def _update_each(cursor, meta, fields: list[models.Field], rows: Iterable[tuple]) -> None:
    """SQLite prepares a statement once and runs it for every row, without a way over a network between."""
    columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    cursor.executemany(f"UPDATE {_quoted(meta.db_table)} SET {columns} WHERE {_quoted(meta.pk.column)} = %s", rows)


def _update_joined(cursor, meta, fields: list[models.Field], rows: Iterable[tuple]) -> None:
    """PostgreSQL joins the table with the values, which have to say what type they are of."""
    rows = list(rows)
    columns = ", ".join(f"{_quoted(field.column)} = given.column{at}" for at, field in enumerate(fields, start=1))
    places = ", ".join(f"CAST(%s AS {field.cast_db_type(connection)})" for field in (*fields, meta.pk))
    values = ", ".join([f"({places})"] * len(rows))
    table = _quoted(meta.db_table)
    cursor.execute(
        f"UPDATE {table} SET {columns} FROM (VALUES {values}) AS given"
        f" WHERE {table}.{_quoted(meta.pk.column)} = given.column{len(fields) + 1}",
        list(chain.from_iterable(rows)),
    )


def _rows(instances: Sequence[models.Model], fields: list[models.Field]) -> Iterable[tuple]:
    """The values of the fields, instance by instance, as the database takes them."""
    for field in (field for field in fields if field.is_relation):
        _link(field, instances)
    columns = (_column(field, map(attrgetter(field.attname), instances)) for field in fields)
    return zip(*columns, strict=True)


def _link(field: models.ForeignKey, instances: Sequence[models.Model]) -> None:
    """Takes up the numbers of rows that were given theirs after they had been linked."""
    for instance in instances:
        if getattr(instance, field.attname) is None and (other := field.get_cached_value(instance, default=None)):
            setattr(instance, field.attname, other.pk)


def _column(field: models.Field, values: Iterable[Any]) -> Iterable[Any]:
    return map(_converter(field), values) if isinstance(field, CONVERTED) else values


def _converter(field: models.Field) -> Callable[[Any], Any]:
    prepare, own = field.get_db_prep_save, connections[DEFAULT_DB_ALIAS]  # the proxy looks itself up at every touch
    return lambda value: None if value is None else prepare(value, own)


def _parts(instances: Sequence[models.Model], size: int) -> Iterable[list[models.Model]]:
    rest = iter(instances)
    while part := list(islice(rest, size)):
        yield part


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

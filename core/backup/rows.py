"""The rows of one database in another, whichever of SQLite and PostgreSQL they are; whether two hold the same."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.errors import Refused

BATCH = 1000  # rows in memory at a time


class CopyRefused(Refused):
    """The databases do not fit each other; nothing was changed."""


def stored_models() -> list[type[models.Model]]:
    """Everything with a table, tables between two others included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def copy_rows(*, source: str, target: str) -> None:
    """Everything that `source` holds takes the place of everything that `target` holds: all in one transaction.

    `target` has the tables of this version. Foreign keys are looked at once, at the end.
    """
    with one_moment(source), transaction.atomic(using=target):
        _empty(target)
        for model in stored_models():
            _copy_table(model, source, target)
        _set_last_numbers(target, last_numbers(source))
        connections[target].check_constraints()
        if different := [model for model in stored_models() if contents(model, source) != contents(model, target)]:
            names = ", ".join(model._meta.label for model in different)
            raise CopyRefused(_("The copies of these tables differ: %(tables)s.") % {"tables": names})


@contextmanager
def one_moment(alias: str) -> Iterator[None]:
    """Whatever is read inside is of one moment. On SQLite nobody writes meanwhile, on PostgreSQL they go on."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _empty(alias: str) -> None:
    tables = [model._meta.db_table for model in stored_models()]
    operations = connections[alias].ops
    operations.execute_sql_flush(operations.sql_flush(no_style(), tables))


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _rows(model: type[models.Model], alias: str) -> Iterator[tuple]:
    return model._base_manager.using(alias).order_by().values_list(*_columns(model)).iterator(chunk_size=BATCH)


def _copy_table(model: type[models.Model], source: str, target: str) -> None:
    names, rows = _columns(model), _rows(model, source)
    while batch := [model(**dict(zip(names, row, strict=True))) for row in islice(rows, BATCH)]:
        model._base_manager.using(target).bulk_create(batch)


def contents(model: type[models.Model], alias: str) -> tuple[int, int]:
    """What a table holds: how many rows, and the sum of their hashes, in which their order does not matter."""
    count, total = 0, 0
    for row in _rows(model, alias):
        count += 1
        total += int.from_bytes(hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).digest(), "big")
    return count, total % 2**256


# --- numbers ------------------------------------------------------------------------------------------------------
# A number given out is never given again, even when its row is gone: the audit trail goes on naming it.
def _numbered(alias: str) -> list[type[models.Model]]:
    return [model for model in stored_models() if isinstance(model._meta.pk, models.AutoField)]


def last_numbers(alias: str) -> dict[type[models.Model], int]:
    """The last number that each table has given out; 0 before the first."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
        else:
            given = {model._meta.db_table: _last_value(cursor, model) for model in _numbered(alias)}
    highest = {
        model: model._base_manager.using(alias).aggregate(found=Max("pk"))["found"] for model in _numbered(alias)
    }
    return {model: max(given.get(model._meta.db_table, 0), found or 0) for model, found in highest.items()}


def _last_value(cursor, model: type[models.Model]) -> int:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', model._meta.pk.column])
    cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {cursor.fetchone()[0]}")
    return cursor.fetchone()[0]


def _set_last_numbers(alias: str, numbers: dict[type[models.Model], int]) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
        for model, number in numbers.items():
            table, column = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "sqlite":
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            else:
                sequence = "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)"
                cursor.execute(sequence, [f'"{table}"', column, max(number, 1), number > 0])

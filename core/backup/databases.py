"""Whole databases: another one beside that of the settings, one moment of one as a file, its version."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from .rows import CopyRefused, copy_rows, stored_models


@contextmanager
def attached(alias: str, config: dict) -> Iterator[str]:
    """Another database beside those of the settings, under the alias."""
    known = connections.settings
    known[alias] = connections.configure_settings({"default": {}, alias: config})[alias]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], known[alias]


def sqlite_file(path: Path) -> dict:
    """The configuration of a file that nobody else uses: if the computer fails, it is thrown away."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF;"},
    }


def snapshot(path: Path, *, source: str = "default") -> None:
    """The database of this moment as a SQLite file, while others read and write it."""
    if misses_migrations(source):
        raise CopyRefused(_("The tables are not of this version. Run: manage.py migrate"))
    connection = connections[source]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return
    with attached("snapshot", sqlite_file(path)) as copy:
        _make_tables(copy)
        for app, name in MigrationRecorder(connection).applied_migrations():
            MigrationRecorder(connections[copy]).record_applied(app, name)
        copy_rows(source=source, target=copy)


def _make_tables(alias: str) -> None:
    with connections[alias].schema_editor() as editor:
        for model in stored_models():
            if not model._meta.auto_created:  # those between two others are made with the first
                editor.create_model(model)


def unknown_migrations(alias: str) -> list[str]:
    """What the database has been through and this version of the product does not know: it comes from a later one."""
    apps_here = {config.label for config in apps.get_app_configs()}
    unknown = _applied(alias) - MigrationLoader(None).disk_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in unknown if app in apps_here)


def misses_migrations(alias: str) -> bool:
    return bool(MigrationLoader(None).disk_migrations.keys() - _applied(alias))


def _applied(alias: str) -> set[tuple[str, str]]:
    return set(MigrationRecorder(connections[alias]).applied_migrations())


def strange_tables(alias: str) -> set[str]:
    """Tables of somebody else."""
    ours = {model._meta.db_table for model in stored_models()} | {MigrationRecorder.Migration._meta.db_table}
    return set(connections[alias].introspection.table_names()) - ours


def migrate(database_url: str) -> None:
    """In a process of its own, whose only database it is: some migrations write to the default one."""
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "migrate", "--noinput", "-v", "0"],
        env=os.environ | {"DATABASE_URL": database_url},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        error = done.stderr.strip().rpartition("\n")[2]
        raise CopyRefused(_("The tables could not be made: %(error)s") % {"error": error})

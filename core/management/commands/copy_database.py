"""`manage.py copy_database --to URL`: from SQLite to PostgreSQL, or from one server to another."""

import environ
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError
from django.utils.translation import gettext as _

from core.backup.databases import attached, migrate, misses_migrations, strange_tables
from core.backup.restoring import RestoreRefused, is_empty, stopped
from core.backup.rows import contents, copy_rows, stored_models
from core.errors import Refused


class Command(BaseCommand):
    help = "Copies every row into another, empty database and compares the two. Stored files stay where they are."

    def add_arguments(self, parser):
        parser.add_argument("--to", required=True, metavar="URL", help="postgres://user:password@host:5432/name")

    def handle(self, *args, to: str, **options):
        try:
            with stopped(), attached("target", environ.Env.db_url_config(to)) as target:
                self.copy(to, target)
        except OperationalError as error:
            raise CommandError(_("The other database does not answer. Check the address.")) from error
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Every row is there and the same. Put into .env: DATABASE_URL=<the address>"))

    def copy(self, url: str, target: str) -> None:
        if strange_tables(target) or not is_empty(target):
            raise RestoreRefused(_("The other database is not empty. Name an empty one."))
        if misses_migrations(DEFAULT_DB_ALIAS):
            raise RestoreRefused(_("The tables are not of this version. Run: manage.py migrate"))
        migrate(url)
        copy_rows(source=DEFAULT_DB_ALIAS, target=target)
        rows = sum(contents(model, target)[0] for model in stored_models())
        self.stdout.write(_("Tables: %(tables)s, rows: %(rows)s") % {"tables": len(stored_models()), "rows": rows})

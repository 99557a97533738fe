"""From PostgreSQL to a school's SQLite by an archive, and from there to another PostgreSQL by one command, as people
type it: every row, every number and every file arrives. What is refused on the way: tests/core/test_backup.py.
"""

import os
import subprocess
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings as project
from environ import Env

from core.backup import databases
from core.backup.rows import contents, last_numbers, stored_models

from ..access_world import make_subjects
from ..factories import make_world
from .processes import BIN, ROOT

pytestmark = [pytest.mark.services, pytest.mark.timeout(400)]


@pytest.fixture
def another_database(database_url):
    """The address of an empty database on the same server."""
    with_server = psycopg2.connect(database_url)
    with_server.autocommit = True
    with with_server.cursor() as cursor:
        cursor.execute("CREATE DATABASE moved")
        yield database_url.rpartition("/")[0] + "/moved"
        cursor.execute("DROP DATABASE moved WITH (FORCE)")
    with_server.close()


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    command = [BIN / "python", "manage.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)


def rows_of(alias: str) -> dict:
    return {model: contents(model, alias) for model in stored_models()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_arrives(database_url, another_database, settings, tmp_path, attachable):
    make_subjects(make_world())
    rows, numbers, files = rows_of("default"), last_numbers("default"), files_of(settings.MEDIA_ROOT)
    assert files
    common = {"SECRET_KEY": project.SECRET_KEY, "BACKUP_PASSPHRASE": "верная лошадь скрепка", "DEBUG": "false"}
    server = common | {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path)}
    school = common | {"DATABASE_URL": "", "DATA_DIR": str(tmp_path / "school")}
    archive = tmp_path / "one.backup"

    for arguments in (["backup", "--output", archive], ["restore", archive, "--check"]):
        done = manage(server, *arguments)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
    done = manage(school, "restore", archive)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert files_of(tmp_path / "school" / "files") == files

    done = manage(school, "copy_database", "--to", another_database)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert str(sum(count for count, _sum in rows.values())) in done.stdout
    with databases.attached("moved", Env.db_url_config(another_database)) as moved:
        assert rows_of(moved) == rows
        assert last_numbers(moved) == numbers
    assert manage(school, "copy_database", "--to", another_database).returncode == 1

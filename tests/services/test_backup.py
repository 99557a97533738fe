"""From PostgreSQL to a school's SQLite by an archive, and from there to another PostgreSQL by one command, as people
type it: every row, every number and every file arrives. What is refused on the way: tests/core/test_backup.py.
"""

import hashlib
import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings as project
from environ import Env

from core.backup import databases
from core.backup.databases import attached, sqlite_file
from core.backup.rows import contents, last_numbers, stored_models
from core.models import StoredFile

from ..access_world import make_subjects
from ..factories import NOW, make_world
from .processes import kill_group, manage, running, wait_until

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


def test_killed_in_the_middle(school, tmp_path):
    """A backup and a restore that are killed: what is left deceives nobody and hinders nothing."""
    here, folder, archive = tmp_path / "school", tmp_path / "backups", tmp_path / "one.backup"
    here.mkdir()
    environment, _occurrence = school(here)
    environment |= {"BACKUP_PASSPHRASE": "верная лошадь скрепка", "BACKUP_DIR": str(folder)}
    (here / "files").mkdir()
    with attached("school", sqlite_file(here / "db.sqlite3")) as copy:
        keep_many_bytes(here / "files", alias=copy)

    killed(environment, "backup", when=lambda: any(folder.glob("*.partial")))
    partial = next(folder.glob("*.partial"))
    assert not list(folder.glob("*.backup"))
    done = manage(environment, "restore", partial, "--check")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    done = manage(environment, "backup", "--output", archive)
    assert done.returncode == 0, done.stderr

    before = (here / "db.sqlite3").read_bytes(), files_of(here / "files")
    killed(environment, "restore", archive, "--force", when=lambda: (here / "backup-work" / "db.sqlite3").exists())
    assert ((here / "db.sqlite3").read_bytes(), files_of(here / "files")) == before
    done = manage(environment, "backup")
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in folder.iterdir()] == [".backup"]  # the partial one is gone
    done = manage(environment, "restore", archive, "--force")
    assert done.returncode == 0, done.stderr
    assert files_of(here / "files") == before[1]
    assert not (here / "backup-work").exists()


def killed(environment: dict[str, str], *arguments, when: Callable[[], bool]) -> None:
    log = Path(environment["DATA_DIR"]).parent / "log"
    with running(["python", "manage.py", *arguments], environment, log) as command:
        wait_until(when, log=log)
        kill_group(command)
        assert command.wait() == -signal.SIGKILL, log.read_text()


def keep_many_bytes(folder: Path, *, alias: str) -> None:
    """Files that take a second to be packed."""
    for number in range(4):
        content = os.urandom(24 * 1024 * 1024)
        (folder / f"{number}").write_bytes(content)
        StoredFile.objects.using(alias).create(
            content=f"{number}", name="scan.pdf", content_type="application/pdf", scope="/", size=len(content),
            sha256=hashlib.sha256(content).hexdigest(), stored_at=NOW,
        )  # fmt: skip

"""script/backup against a real PostgreSQL: what it writes comes back, what is old goes, a failure keeps everything."""

import os
import shutil
import subprocess
import tarfile
from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType

from .processes import ROOT

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(not shutil.which("pg_dump"), reason="needs pg_dump"),
]


@pytest.fixture
def place(database_url, tmp_path) -> dict[str, str]:
    parts = urlsplit(database_url)
    (tmp_path / "data" / "files" / "ab").mkdir(parents=True)
    (tmp_path / "data" / "files" / "ab" / "abcdef").write_bytes(b"evidence")
    (tmp_path / "backups").mkdir()
    return {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port),
        "PGUSER": parts.username,
        "PGDATABASE": parts.path[1:],
        "DATA_DIR": str(tmp_path / "data"),
        "BACKUP_DIR": str(tmp_path / "backups"),
    }


def run(place: dict[str, str], *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, env=os.environ | place, capture_output=True, text=True)


def old_backup(folder, day: int) -> None:
    for suffix in ("dump", "files.tar.gz", "complete"):
        (folder / f"202601{day:02}-033000.{suffix}").touch()


def test_database_and_files_come_back(place, tmp_path):
    ContentType.objects.create(app_label="proof", model="backup")
    done = run(place, "script/backup")
    assert done.returncode == 0, done.stderr
    names = sorted(path.name.partition(".")[2] for path in (tmp_path / "backups").iterdir())
    assert names == ["complete", "dump", "files.tar.gz"]

    dump = next((tmp_path / "backups").glob("*.dump"))
    assert run(place, "createdb", "restored").returncode == 0
    try:
        restored = place | {"PGDATABASE": "restored"}
        done = run(restored, "pg_restore", "--clean", "--if-exists", "--no-owner", "-d", "restored", str(dump))
        assert (done.returncode, done.stderr) == (0, "")
        found = run(restored, "psql", "-At", "-c", "SELECT model FROM django_content_type WHERE app_label = 'proof'")
        assert found.stdout == "backup\n"
    finally:
        run(place, "dropdb", "restored")
    with tarfile.open(next((tmp_path / "backups").glob("*.tar.gz"))) as archive:
        assert archive.extractfile("./files/ab/abcdef").read() == b"evidence"


def test_only_the_newest_are_kept(place, tmp_path):
    for day in range(1, 6):
        old_backup(tmp_path / "backups", day)
    (tmp_path / "backups" / "20260106-033000.dump").touch()  # of a backup that failed
    assert run(place | {"BACKUP_KEEP": "3"}, "script/backup").returncode == 0
    kept = sorted(path.name for path in (tmp_path / "backups").glob("202601*"))
    assert kept == [
        f"202601{day:02}-033000.{suffix}" for day in (4, 5) for suffix in ("complete", "dump", "files.tar.gz")
    ]


def test_a_failure_throws_nothing_away(place, tmp_path):
    for day in range(1, 4):
        old_backup(tmp_path / "backups", day)
    failed = run(place | {"BACKUP_KEEP": "1", "PGDATABASE": "nowhere"}, "script/backup")
    assert failed.returncode != 0
    assert len(list((tmp_path / "backups").glob("*.complete"))) == 3

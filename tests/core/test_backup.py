"""Backup and restore on the database of the tests, whichever it is: every row and every file comes back, or nothing
is touched. tests/services/test_backup.py walks from one database to the other by the commands.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import override

from core.backup import places, restoring, sealing
from core.backup.rows import contents, last_numbers, stored_models
from core.files import store_bytes
from core.management.commands import backup as backup_command
from core.management.commands import restore as restore_command

from ..access_world import make_subjects
from ..factories import NOW, make_user, make_world

PASSPHRASE = "верная лошадь скрепка"


@pytest.fixture
def installation(attachable, settings, tmp_path, monkeypatch):
    """Its own folders, a cheap key."""
    settings.DATA_DIR = tmp_path
    settings.BACKUP_DIR = str(tmp_path / "backups")
    settings.BACKUP_PASSPHRASE = PASSPHRASE
    monkeypatch.setattr(sealing, "COST", 4)
    yield
    ContentType.objects.clear_cache()


def backup(target) -> str:
    said = StringIO()
    call_command("backup", output=target, stdout=said, stderr=said)
    return said.getvalue()


def restore(source, **options) -> str:
    said = StringIO()
    call_command("restore", source, stdout=said, stderr=said, **options)
    return said.getvalue()


def everything(settings) -> tuple:
    """Every row, the last number of each table, every stored file."""
    folder = settings.MEDIA_ROOT
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {model: contents(model, "default") for model in stored_models()}, last_numbers("default"), files


def test_every_row_and_every_file_comes_back_or_nothing_is_touched(installation, settings, tmp_path, monkeypatch):
    """A row of each kind, and a number that was given out and is no more: it is not given out again."""
    world, archive = make_world(), tmp_path / "one.backup"
    make_subjects(world)
    gone = make_user("gone@a1.example")
    last_number = gone.pk
    gone.delete()
    before = everything(settings)
    assert sum(1 for count, _sum in before[0].values() if count) > 60
    assert before[2]
    backup(archive)

    person = make_user("later@a1.example")
    store_bytes(b"later", name="later.txt", content_type="text/plain", scope=world.a1.path, by=person, at=NOW)
    after = everything(settings)
    assert after != before
    with pytest.raises(CommandError):
        restore(archive)
    for refused in (*damaged(archive), tmp_path / "nowhere.backup"):
        with pytest.raises(CommandError):
            restore(refused, force=True)
    settings.BACKUP_PASSPHRASE = "неверная лошадь"
    with pytest.raises(CommandError):
        restore(archive, force=True)
    settings.BACKUP_PASSPHRASE = PASSPHRASE
    with monkeypatch.context() as patch, pytest.raises(CommandError):
        patch.setattr(restoring, "transaction", SimpleNamespace(atomic=failing_at_its_end))
        restore(archive, force=True)
    assert everything(settings) == after
    assert not restoring.unfinished().exists()

    restore(archive, force=True)
    assert everything(settings) == before
    assert make_user("next@a1.example").pk == last_number + 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["files", "static"]


def damaged(archive: Path) -> Iterator[Path]:
    """The archive with a byte changed at its beginning, in the seal, in the middle, at the end; and one cut off."""
    whole = archive.read_bytes()
    for place in (0, 30, 200, len(whole) - 1):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        yield write(archive.with_name("damaged.backup"), bytes(damaged))
    yield write(archive.with_name("damaged.backup"), whole[:-1000])


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@contextmanager
def failing_at_its_end():
    with transaction.atomic():
        yield
        raise OSError("the disk has gone")


def test_what_an_archive_tells_and_when_it_is_refused(installation, settings, tmp_path):
    person, archive = make_user("anna@a1.example"), tmp_path / "one.backup"
    stored = store_bytes(b"act", name="act.pdf", content_type="application/pdf", scope="/", by=person, at=NOW)
    content = Path(settings.MEDIA_ROOT, stored.content.name)
    backup(archive)
    before = everything(settings)
    assert stored.content.name not in restore(archive, check=True)
    assert everything(settings) == before
    with restoring.workplace(), pytest.raises(CommandError):
        backup(archive)
    with restoring.stopped(), pytest.raises(CommandError):
        restore(archive, force=True)

    content.write_bytes(b"another")
    backup(archive)
    assert stored.content.name in restore(archive, check=True)
    content.unlink()
    assert stored.content.name in backup(archive)
    assert stored.content.name in restore(archive, check=True)

    recorder = MigrationRecorder(connection)
    recorder.record_applied("core", "9999_later")
    try:
        backup(archive)
        with pytest.raises(CommandError, match="core.9999_later"):
            restore(archive, force=True)
    finally:
        recorder.record_unapplied("core", "9999_later")


def test_a_restore_that_was_killed_in_its_last_moment_is_done_once_more(installation, settings, tmp_path, monkeypatch):
    """Until one comes to its end it is said, and the files of before are kept, whatever is tried meanwhile."""
    archive, before = tmp_path / "one.backup", restoring.unfinished() / "before"
    make_user("anna@a1.example")
    backup(archive)
    before.mkdir(parents=True)
    write(before / "act.pdf", b"act")
    restore(archive, check=True)
    settings.BACKUP_PASSPHRASE = "неверная лошадь"
    with pytest.raises(CommandError):
        restore(archive, force=True)
    settings.BACKUP_PASSPHRASE = PASSPHRASE
    with monkeypatch.context() as patch, pytest.raises(CommandError, match="the disk has gone"):
        patch.setattr(restoring, "transaction", SimpleNamespace(atomic=failing_at_its_end))
        restore(archive, force=True)
    with pytest.raises(CommandError, match="--force"):
        backup(archive)
    assert (before / "act.pdf").read_bytes() == b"act"

    restore(archive, force=True)
    assert not restoring.unfinished().exists()
    backup(archive)


def test_once_all_is_done_nobody_is_told_that_nothing_was_changed(installation, tmp_path, monkeypatch):
    archive, full = tmp_path / "one.backup", Mock(side_effect=OSError(errno.ENOSPC, "No space left"))
    monkeypatch.setattr(backup_command, "record_heartbeat", full)
    monkeypatch.setattr(restore_command, "finish", full)
    with override("en"):
        said = backup(archive)
        assert "No space left" in said
        assert "Nothing was changed" not in said
        with pytest.raises(CommandError, match="No space left.*--force") as refused:
            restore(archive, force=True)
    assert "Nothing was changed" not in str(refused.value)
    with pytest.raises(CommandError, match="--force"):
        backup(archive)


def test_the_newest_are_kept_and_a_failure_throws_nothing_away(installation, settings, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 6):
        (folder / f"202601{day:02}-033000.backup").touch()
    partial = write(folder / "20260106-033000.backup.partial", b"")
    settings.BACKUP_KEEP, settings.BACKUP_PASSPHRASE = 3, "short"
    with pytest.raises(CommandError):
        call_command("backup")
    assert len(list(folder.iterdir())) == 6

    settings.BACKUP_PASSPHRASE = PASSPHRASE
    backup(folder / "one.backup")
    assert partial.exists()  # somebody else may be writing it
    (folder / "one.backup").unlink()
    call_command("backup", stdout=StringIO())
    kept = sorted(path.name for path in folder.iterdir())
    assert kept[:2] == ["20260104-033000.backup", "20260105-033000.backup"]
    assert len(kept) == 3


MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 21, 3, 29, 59, tzinfo=MOSCOW), datetime(2026, 11, 21, 3, 30, tzinfo=MOSCOW)),
        (datetime(2026, 11, 21, 3, 30, tzinfo=MOSCOW), datetime(2026, 11, 22, 3, 30, tzinfo=MOSCOW)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=MOSCOW), datetime(2027, 1, 1, 3, 30, tzinfo=MOSCOW)),
    ],
)
def test_the_next_backup(now, due):
    assert places.next_time("03:30", after=now) == due


def test_a_wrong_hour_is_told():
    with pytest.raises(places.PlaceRefused):
        places.next_time("half past three", after=datetime(2026, 1, 1, tzinfo=UTC))


def test_one_of_today_is_enough(tmp_path):
    (tmp_path / "20261121-033000.backup").touch()
    assert places.made_on(datetime(2026, 11, 21, 9, 0, tzinfo=MOSCOW), tmp_path)
    assert not places.made_on(datetime(2026, 11, 22, 9, 0, tzinfo=MOSCOW), tmp_path)

"""A full or read-only disk: people hear it in words, nothing half-written stays, other errors stay what they are."""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils.translation import override

from core.disk import DiskRefused, is_of_disk, refused_in_words
from core.files import FileRefused, store_upload
from core.models import StoredFile
from mentorship import home

from ..factories import NOW, make_user

PDF = b"%PDF-1.7\n" + bytes(5000)


def full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def full_disk(monkeypatch):
    """Room for the beginning of a file, and none for the rest."""

    def chunks(content, chunk_size=None):
        yield content.read(1000)
        full()

    monkeypatch.setattr(ContentFile, "chunks", chunks)


def test_of_an_upload_that_does_not_fit_nothing_stays(db, settings, full_disk):
    person = make_user("anna@a1.example")
    with pytest.raises(FileRefused, match="act.pdf"):
        store_upload(SimpleUploadedFile("act.pdf", PDF), scope="/", by=person, at=NOW)
    assert not StoredFile.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def read_only():
    database = sqlite3.connect("file:nothing?mode=memory")
    database.execute("CREATE TABLE t (n)")
    database.execute("PRAGMA query_only = ON")
    database.execute("INSERT INTO t VALUES (1)")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES])
def test_an_error_of_the_disk_is_told_from_others(number):
    assert is_of_disk(OSError(number, "said by the system"))


def test_an_error_of_the_database_over_its_disk_is_one():
    with pytest.raises(sqlite3.OperationalError) as caught:
        read_only()
    wrapped = OperationalError("attempt to write a readonly database")
    wrapped.__cause__ = caught.value
    assert is_of_disk(wrapped)


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "no such file"), ValueError(), OperationalError(), None])
def test_other_errors_are_not(error):
    assert not is_of_disk(error)


def test_a_command_says_it_in_words():
    with pytest.raises(DiskRefused, match="No space left on device"), refused_in_words():
        full()
    with pytest.raises(ZeroDivisionError), refused_in_words():
        raise ZeroDivisionError


def test_a_file_that_may_not_be_read_is_named_and_is_no_full_disk():
    with (
        override("en"),
        pytest.raises(DiskRefused, match="one.backup» may not be read") as refused,
        refused_in_words(),
    ):
        raise PermissionError(errno.EACCES, "Permission denied", "/srv/one.backup")
    assert "full" not in str(refused.value)


def test_what_has_come_of_it_is_said_as_it_is():
    with override("en"), pytest.raises(DiskRefused, match="All is done") as refused, refused_in_words("All is done."):
        full()
    assert "Nothing was changed" not in str(refused.value)


@pytest.mark.parametrize(("error", "status"), [(OSError(errno.ENOSPC, "full"), 503), (OSError(errno.EIO, "?"), 500)])
def test_the_page_says_it_instead_of_an_error_of_ours(client, db, monkeypatch, error, status):
    def broken(*args, **kwargs):
        raise error

    client.force_login(make_user("anna@a1.example"))
    client.raise_request_exception = False
    monkeypatch.setattr(home.HomeView, "get", broken)
    answer = client.get("/")
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)

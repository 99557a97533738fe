"""Uploads: a torn archive is refused in words, whatever its reader raises over it."""

import zipfile
from io import BytesIO

import pytest

from core.files import FileRefused, check_content

NAME = "word/документ.xml"


def archive() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as members:
        members.writestr(NAME, "text")
    return buffer.getvalue()


def directory_of(data: bytes) -> int:
    """Where the list of members begins, near the end of the archive."""
    return data.index(b"PK\x01\x02")


def unknown_version(data: bytes) -> bytes:
    place = directory_of(data) + 6
    return data[:place] + b"\xff\x00" + data[place + 2 :]


def name_that_is_no_text(data: bytes) -> bytes:
    place = data.index(NAME.encode(), directory_of(data)) + len("word/")
    return data[:place] + b"\xff" + data[place + 1 :]


def torn_list(data: bytes) -> bytes:
    place = directory_of(data)
    return data[:place] + b"\x00\x00" + data[place + 2 :]


def test_a_whole_archive_is_kept():
    check_content("order.docx", archive())


@pytest.mark.parametrize("damage", [unknown_version, name_that_is_no_text, torn_list])
def test_a_torn_archive_is_refused(damage):
    with pytest.raises(FileRefused, match="order.docx"):
        check_content("order.docx", damage(archive()))

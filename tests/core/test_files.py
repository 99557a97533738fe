"""Uploads: what is not what its name says, what would burst, what is torn is refused in words. Downloads: no pages."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import MAX_EXPANSION, MAX_MEMBERS, FileRefused, as_download, check_content, check_upload

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


def packed(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


PAGE = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("scan.pdf", PAGE),
        ("scan.png", PAGE),
        ("scan.jpg", b"MZ\x90\x00\x03 a programme"),
        ("order.docx", PAGE),
        ("order.docx", packed(**{"setup.exe": b"MZ"})),
        ("table.xlsx", packed(**{"word/document.xml": b"<w/>"})),
        ("text.odt", packed(**{"word/document.xml": b"<w/>"})),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name, data):
    with pytest.raises(FileRefused, match=name):
        check_content(name, data)


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "macros.docm", "archive.zip", "setup.exe", "nothing"])
def test_other_kinds_are_refused(name):
    with pytest.raises(FileRefused):
        check_content(name, PAGE)


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: packed(**{"word/document.xml": bytes(MAX_EXPANSION + 1)}),
        lambda: packed(**{f"word/{number}.xml": b"" for number in range(MAX_MEMBERS + 1)}),
    ],
    ids=["expansion", "members"],
)
def test_a_bomb_is_refused(bomb):
    with pytest.raises(FileRefused, match="order.docx"):
        check_content("order.docx", bomb())


def test_the_size_is_looked_at_before_the_content(settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    with pytest.raises(FileRefused, match="scan.pdf"):
        check_upload(SimpleUploadedFile("scan.pdf", b"%PDF-1.4 and more"))


def test_a_folder_in_the_name_leads_nowhere(settings):
    with pytest.raises(FileRefused, match="«passwd»"):
        check_upload(SimpleUploadedFile("..\\..\\etc\\passwd", b"x"))


def test_what_leaves_is_saved_and_never_shown():
    response = as_download(BytesIO(PAGE), name='приказ"\r\nX: y.pdf', content_type="application/pdf")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "X" not in response.headers

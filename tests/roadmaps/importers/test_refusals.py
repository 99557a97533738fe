"""Each file that cannot be read has its own reason, and each reason says what to do."""

import io
import zipfile
import zlib

import pdfplumber
import pytest
from PIL import Image
from weasyprint import HTML

from roadmaps.importers import ImportRefused, read_file, read_pasted, refusals, understand

from .papers import Paper, table, write_docx, write_text, write_xlsx

PAPER = Paper(
    "Дорожная карта на 2023 год", (table(("Мероприятие", "Срок", "Ответственный"), ("А б в", "май", "Куратор")),)
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
        target.writestr(name, content)
    return stream.getvalue()


def password_pdf() -> bytes:
    """A PDF whose trailer names the standard security handler with keys that no empty password opens."""
    pdf = HTML(string="<p>Дорожная карта</p>").write_pdf()
    key = b"<" + b"41" * 32 + b">"
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O " + key + b" /U " + key + b" >> /ID [<00><00>] "
    return pdf.replace(b"/Type /XRef", b"/Type /XRef " + encrypt, 1).replace(
        b"trailer\n<<", b"trailer\n<< " + encrypt, 1
    )


def picture_pdf() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(stream, "PDF")
    return stream.getvalue()


def packed_pdf() -> bytes:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    head = b"%PDF-1.4\n1 0 obj << /Length " + str(len(bomb)).encode() + b" /Filter /FlateDecode >>\nstream\n"
    return head + bomb + b"\nendstream endobj\n%%EOF"


def picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(stream, kind)
    return stream.getvalue()


FILES = {
    "more than the limit": (lambda: b"%PDF-1.7" + bytes(50 * 1024 * 1024), refusals.TooBig),
    "zip bomb by size": (lambda: archive(word__document_dot_xml=bytes(300 * 1024 * 1024)), refusals.Bomb),
    "zip bomb by number": (lambda: archive(**{f"a{n}": b"" for n in range(2_500)}), refusals.Bomb),
    "bomb of entities": (
        lambda: with_part(write_docx(PAPER), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        refusals.Damaged,
    ),
    "bomb in a PDF": (packed_pdf, refusals.Bomb),
    "Word with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), refusals.PasswordProtected),
    "PDF with a password": (password_pdf, refusals.PasswordProtected),
    "doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), refusals.OldFormat),
    "xls": (lambda: OLE + "Workbook".encode("utf-16-le"), refusals.OldFormat),
    "scan in a PDF": (picture_pdf, refusals.ScanWithoutText),
    "scan as PNG": (lambda: picture("PNG"), refusals.ScanWithoutText),
    "scan as JPEG": (lambda: picture("JPEG"), refusals.ScanWithoutText),
    "PDF without anything": (lambda: HTML(string="").write_pdf(), refusals.Empty),
    "no bytes": (lambda: b"", refusals.Empty),
    "spaces": (lambda: b" \n\t ", refusals.Empty),
    "empty Word file": (lambda: write_docx(Paper("", ())), refusals.Empty),
    "zip of something else": (lambda: archive(readme=b"hello"), refusals.UnknownKind),
    "LibreOffice text": (lambda: archive(mimetype=b"application/vnd.oasis.opendocument.text"), refusals.UnknownKind),
    "rtf": (lambda: rb"{\rtf1\ansi roadmap}", refusals.RichText),
    "web archive": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", refusals.WebArchive),
    "LibreOffice text with a password": (
        lambda: archive(
            mimetype=b"application/vnd.oasis.opendocument.text",
            content_dot_xml=b"\x8f\x02",
            **{"META-INF__manifest_dot_xml": b"<manifest><encryption-data/></manifest>"},
        ),
        refusals.PasswordProtected,
    ),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, refusals.UnknownKind),
    "half of a Word file": (lambda: write_docx(PAPER)[:9000], refusals.Damaged),
    "half of an Excel file": (lambda: write_xlsx(PAPER)[:2000], refusals.Damaged),
    "Word file with spoilt XML": (
        lambda: with_part(write_docx(PAPER), "word/document.xml", b"<w:document><unclosed"),
        refusals.Damaged,
    ),
    "head of a PDF": (lambda: b"%PDF-1.7\n1 0 obj", refusals.Damaged),
    "a novel": (lambda: ("строка\n\n" * 6_000).encode(), refusals.TooManyRows),
}


@pytest.mark.parametrize("name", FILES)
def test_own_reason(name):
    make, reason = FILES[name]
    with pytest.raises(ImportRefused) as refused:
        read_file(make())
    assert type(refused.value) is reason


def test_every_reason_says_what_to_do():
    reasons = ImportRefused.__subclasses__()
    assert len({reason.code for reason in reasons}) == len(reasons) == 13
    for reason in reasons:
        assert len(str(reason()).split(". ")) > 1 or "загрузите" in str(reason()), reason


def test_text_without_a_table_is_no_roadmap():
    with pytest.raises(refusals.NoRoadmap):
        understand(read_pasted("Уважаемые коллеги!\nПриглашаем вас на семинар."))


def test_period_that_nothing_tells_is_asked_for():
    text = write_text(Paper("Дорожная карта", PAPER.grids))
    with pytest.raises(refusals.PeriodUnknown):
        understand(read_file(text))


def test_pdf_that_opens_without_a_password_is_read():
    """Many are only protected against changes."""
    with pdfplumber.open(io.BytesIO(HTML(string="<p>Дорожная карта школы на год</p>").write_pdf())) as pdf:
        assert "Дорожная" in pdf.pages[0].extract_text()

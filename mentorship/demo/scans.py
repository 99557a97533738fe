"""What stands for the scans of signed papers: one page that says so, rendered once."""

from datetime import datetime
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.documents import Document, Heading, Paragraph, render

TITLE = "Демонстрационный документ"


def scan(name: str) -> SimpleUploadedFile:
    """An upload of the name, «Соглашение № 7.pdf»."""
    return SimpleUploadedFile(name, _page())


@cache
def _page() -> bytes:
    blocks = [Heading(TITLE), Paragraph("На этом месте хранится скан документа с подписями.")]
    epoch = timezone.make_aware(datetime(2026, 9, 1))
    return render(Document(TITLE, blocks, file_name=TITLE, created_at=epoch, author=TITLE), "pdf")

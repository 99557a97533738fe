"""What stays together on paper: a number with its «№», initials, a short list of signatures."""

from datetime import datetime

from core.documents import Clauses, Document, Paragraph, Signature, Signatures, render

from .papers import pdf_pages


def paper(*blocks) -> Document:
    return Document(
        "Приказ", blocks, file_name="Приказ", created_at=datetime(2026, 11, 21), author="Школа", left_margin=30,
        font_size=13,
    )  # fmt: skip


def test_a_line_is_filled_before_a_number_and_initials():
    clause = (
        "Прекратить с 29.11.2026 действие дополнительного соглашения от 01.10.2026 № 5 к трудовому договору "
        "с Бондарь Л. С."
    )
    [page] = pdf_pages(render(paper(Clauses([clause])), "pdf"))
    first, second = (line.strip() for line in page.splitlines() if line.strip())
    assert first.endswith("01.10.2026") and second == "№ 5 к трудовому договору с Бондарь Л. С."


def test_nobody_signs_alone_on_the_next_sheet():
    people = Signatures([Signature("Учитель", f"О. И. Ткач-{place}") for place in range(5)], title="Ознакомлены:")
    for lines in range(36, 46):
        pages = pdf_pages(render(paper(*[Paragraph("Слово.")] * lines, people), "pdf"))
        [holding] = [page for page in pages if "Ткач" in page]
        assert "Ознакомлены:" in holding and holding.count("Ткач") == 5

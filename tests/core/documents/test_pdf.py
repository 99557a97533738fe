import re
import zlib

import pytest
from weasyprint.urls import FatalURLFetchingError

from core.documents import (
    Clause,
    Clauses,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Requisites,
    Row,
    Signature,
    Signatures,
    Stamp,
    Stamps,
    Steps,
    Table,
    render,
)
from core.documents.pdf.fonts import BundledFonts, font_faces

from .papers import make_document, make_roadmap_table, pdf_facts, pdf_fonts, pdf_pages, pdf_sizes, read_pdf


def words(text):
    return " ".join(text.split())


def test_properties():
    facts = pdf_facts(render(make_document(title="Отчёт № 1\nза <год>", author="МБОУ «СОШ № 1»"), "pdf"))
    assert facts["Title"] == "Отчёт № 1 за <год>"
    assert facts["Author"] == "МБОУ «СОШ № 1»"
    assert facts["Tagged"] == "yes"
    assert "2025" in facts["CreationDate"]


def test_language_is_russian():
    pdf = render(make_document(Paragraph("текст")), "pdf")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    assert any(b"/Lang (ru)" in zlib.decompressobj().decompress(stream) for stream in streams)


def test_only_our_fonts():
    pdf = render(make_document(Heading("Заголовок"), Paragraph("№ 1, 20 ₽, Гөлнара", italic=True)), "pdf")
    assert set(pdf_fonts(pdf)) == {"Tinos-Bold", "Tinos-Italic"}
    assert "№ 1, 20 ₽, Гөлнара" in pdf_pages(pdf)[0]


class TestFetcher:
    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org/x.png",
            "https://example.org/x.css",
            "file:///etc/passwd",
            "data:text/css,p{}",
            "document-font:../settings.py",
            "document-font:/etc/passwd",
            "ftp://example.org/",
        ],
    )
    def test_everything_else_is_refused(self, url):
        with pytest.raises(FatalURLFetchingError):
            BundledFonts().fetch(url)

    def test_every_face_is_served(self):
        urls = re.findall(r"url\((.+?)\)", font_faces())
        assert len(urls) == 4
        assert all(BundledFonts().fetch(url).read(4) == b"\x00\x01\x00\x00" for url in urls)


class TestTables:
    def test_header_is_repeated_on_every_page(self):
        pages = read_pdf(make_roadmap_table(60))
        assert len(pages) >= 3
        for page in pages:
            assert page.count("Наименование мероприятия") == 1
            assert re.search(r"^ +1 +2 +3 +4 +5$", page, re.MULTILINE)

    def test_header_is_not_repeated_when_not_wanted(self):
        table = make_roadmap_table(60)
        pages = read_pdf(Table(table.columns, table.rows, repeat_header=False))
        assert [page.count("Наименование мероприятия") for page in pages] == [1] + [0] * (len(pages) - 1)

    def test_no_row_is_lost_or_cut(self):
        pages = read_pdf(make_roadmap_table(60))
        text = "\n".join(pages)
        assert re.findall(r"^ *1\.(\d+)", text, re.MULTILINE) == [str(number) for number in range(1, 61)]
        for page in pages:
            assert page.count("Проведение анкет") == page.count("наставляемый»")

    def test_row_taller_than_a_page_flows_on(self):
        pages = read_pdf(Table([Column("а"), Column("б")], [Row(("начало", "слово " * 3000 + "конец"))]))
        text = " ".join(pages)
        assert len(pages) > 3
        assert text.count("слово") == 3000
        assert "конец" in pages[-1]

    def test_section_stays_with_its_first_row(self):
        for filler in range(34, 42):
            rows = [Row((f"строка {number}",)) for number in range(filler)]
            rows += [Row(("РАЗДЕЛ",), "section"), Row(("ЦЕЛЬ",), "note"), Row(("первая строка раздела\n" * 20,))]
            (page,) = [page for page in read_pdf(Table([Column("а")], rows)) if "РАЗДЕЛ" in page]
            assert "ЦЕЛЬ" in page
            assert "первая строка раздела" in page

    def test_long_words_wrap_inside_their_column(self):
        long = "Превысокомногорассмотрительствующий-" * 4 + "наставник-наставляемый"
        rows = [Row(("а", long, "https://example.org/" + "я" * 80, "б"))]
        page = read_pdf(Table([Column("а", 4), Column("слово"), Column("адрес"), Column("б", 4)], rows))[0]
        letters = re.sub(r"[\s‐-]", "", page)
        assert letters.count("я") >= 80
        assert all(len(piece) < 25 for piece in page.split())

    def test_columns_under_a_common_title(self):
        columns = [Column("Школа", 3), Column("всего", group="Пар"), Column("новых", group="Пар")]
        page = words(read_pdf(Table(columns, [Row(("Школа № 1", 12, 3)), Row(("Итого", 12, 3), "total")]))[0])
        assert page == "Пар Школа всего новых Школа № 1 12 3 Итого 12 3"


class TestSheets:
    def test_pages_are_numbered_from_the_second(self):
        first, second, third = read_pdf(*[Paragraph("текст\n" * 60)] * 2)[:3]
        assert [page.split()[0] for page in (second, third)] == ["2", "3"]
        assert first.split()[0] == "текст"

    def test_a_page_break_may_turn_the_paper(self):
        pdf = render(make_document(Paragraph("приказ"), PageBreak("landscape"), Paragraph("приложение")), "pdf")
        assert [words(page) for page in pdf_pages(pdf)] == ["приказ", "2 приложение"]
        assert pdf_sizes(pdf) == ["595.276 x 841.89", "841.89 x 595.276"]

    def test_footer_on_every_page_and_code_on_the_first(self):
        marks = {"footer": "Для служебного & <пользования>", "qr": "https://x.ru/1"}
        pages = read_pdf(Paragraph("один"), PageBreak(), Paragraph("два"), **marks)
        assert all(marks["footer"] in page for page in pages)
        assert ["https://x.ru/1" in page for page in pages] == [True, False]

    def test_clauses_are_numbered(self):
        page = read_pdf(Clauses([Clause("Утвердить:", ["карту;", Clause("план:", ["годовой."])]), "Контроль."]))[0]
        assert re.findall(r"([\d.]+)\s+\S+", page) == ["1.", "1.1.", "1.2.", "1.2.1.", "2."]

    def test_what_is_not_known_yet_is_a_line_to_fill_in(self):
        page = read_pdf(Requisites(kind="ПРИКАЗ"), Signatures([Signature("Учитель", "И.И. Иванов")], "Ознакомлены:"))[
            0
        ]
        assert page.count("20__") == 2
        assert "№ ______" in page

    def test_stamps_stand_left_and_right(self):
        page = read_pdf(
            Stamps(left=[Stamp(["СОГЛАСОВАНО", "А.Н. Грецкий"])], right=[Stamp(["УТВЕРЖДАЮ", "Е.С. Исаева"])])
        )[0]
        assert re.search(r"^СОГЛАСОВАНО {3,}УТВЕРЖДАЮ$", page, re.MULTILINE)
        assert re.search(r"^А\.Н\. Грецкий {3,}Е\.С\. Исаева$", page, re.MULTILINE)

    def test_signature_is_on_the_last_line_of_the_position(self):
        page = read_pdf(Signature("Исполняющий обязанности директора муниципального учреждения", "М.А. Ежкова"))[0]
        assert re.search(r"учреждения {3,}М\.А\. Ежкова$", page, re.MULTILINE)

    def test_steps_are_a_list(self):
        page = read_pdf(Steps("Встречи:", ["первая", "вторая"]))[0]
        assert [words(line) for line in page.splitlines() if line.strip()] == ["Встречи:", "– первая", "– вторая"]

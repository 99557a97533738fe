"""What holds in every format."""

import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO
from time import process_time

import pytest

from core.documents import (
    FORMATS,
    BarChart,
    Cell,
    Clause,
    Clauses,
    Column,
    Diploma,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    Paragraph,
    Requisites,
    Row,
    Signature,
    Signatures,
    Slip,
    Stamp,
    Stamps,
    Steps,
    Table,
    content_type,
    render,
)
from core.documents.excel.blocks import write as write_excel
from core.documents.pdf.blocks import markup
from core.documents.word.blocks import write as write_word

from .papers import docx_texts, make_document, make_roadmap_table, read_docx, read_pdf, read_xlsx, sheet_texts

MARKUP = "<script>&amp;"


def every_block(text):
    """Each kind of block with the text wherever a text may stand."""
    return [
        Letterhead(text, text, text),
        Requisites(text, text, text, text),
        Stamps(left=[Stamp([text])], right=[Stamp([text]), Stamp([text])]),
        Heading(text),
        Heading(text, 2),
        Paragraph(text),
        Clauses([Clause(text, [text, Clause(text, [text])])]),
        Steps(text, [text]),
        KeyValues([(text, text)]),
        Table(
            [Column(text, 3, group=text), Column(text, 2)],
            [
                Row([text], "section"),
                Row([text], "note"),
                Row([Steps(text, [text]), Cell(text, status="done")]),
                Row([text, text], "total"),
            ],
            caption=text,
            column_numbers=True,
        ),
        BarChart(text, [text], {f"{text} 1": [1], f"{text} 2": [None]}),
        Note(text),
        Signature(text, text, text),
        Signatures([Signature(text, text, text)], text),
        Slip(text, text, text),
        Diploma(text, text, text, text, text, text, text, text, text, text, text),
    ]


def everywhere(text):
    return make_document(*every_block(text), title=text, author=text, footer=text, qr=text, qr_text=text)


@pytest.mark.parametrize("format", FORMATS)
def test_every_block_is_rendered(format):
    assert render(everywhere("Текст"), format)


@pytest.mark.parametrize("format", FORMATS)
def test_empty_document_is_rendered(format):
    assert render(make_document(), format)


def test_unknown_format_is_refused():
    for function in (lambda: render(make_document(), "odt"), lambda: content_type("odt")):
        with pytest.raises(ValueError, match="odt"):
            function()


def test_content_types():
    assert content_type("pdf") == "application/pdf"
    assert content_type("docx").endswith("wordprocessingml.document")
    assert content_type("xlsx").endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("function", [markup, write_word, write_excel])
def test_what_is_no_block_is_refused(function):
    with pytest.raises(TypeError, match="not a block"):
        function("text", *[None] * (function is not markup))


class TestMarkupIsText:
    """Every text is there, letter by letter, as often as it was given; the founder's name is in capitals."""

    given = str(every_block(MARKUP)).count(MARKUP)

    def test_pdf(self):
        assert " ".join(read_pdf(*every_block(MARKUP))).lower().count(MARKUP) == self.given

    def test_docx(self):
        assert " ".join(docx_texts(read_docx(*every_block(MARKUP)))).lower().count(MARKUP) == self.given

    def test_xlsx(self):
        texts = [text for sheet in read_xlsx(*every_block(MARKUP)) for text in sheet_texts(sheet)]
        assert " ".join(texts).lower().count(MARKUP) == self.given

    @pytest.mark.parametrize("text", ["<b>x</b> & y", "&lt;", "{{ x }}", "%s]]>", "${x}", "\\e", 'О\'Нил "Б"'])
    def test_other_languages_mean_nothing(self, text):
        blocks = [Paragraph(f"начало {text} конец")]
        shown = f"начало {text} конец"
        assert shown in read_pdf(*blocks, title=text)[0]
        assert shown in docx_texts(read_docx(*blocks, title=text))
        assert shown in sheet_texts(read_xlsx(*blocks, title="т").active)


class TestEqualDocumentsAreEqualBytes:
    @pytest.mark.parametrize("format", FORMATS)
    def test_in_another_process_with_another_hash_seed(self, format):
        code = (
            "import sys; from hashlib import sha256; from core.documents import render;"
            "from tests.core.documents.test_rendering import everywhere;"
            f"print(sha256(render(everywhere('Текст'), {format!r})).hexdigest())"
        )
        here = sha256(render(everywhere("Текст"), format)).hexdigest()
        there = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here

    @pytest.mark.parametrize("format", ["docx", "xlsx"])
    def test_no_clock_in_the_archive(self, format):
        with zipfile.ZipFile(BytesIO(render(everywhere("Текст"), format))) as archive:
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            properties = archive.read("docProps/core.xml").decode()
        assert properties.count("2025-09-01T12:30:00Z") == 2

    @pytest.mark.parametrize("format", FORMATS)
    def test_another_document_is_other_bytes(self, format):
        assert render(make_document(Paragraph("а")), format) != render(make_document(Paragraph("б")), format)


@pytest.mark.parametrize("format", FORMATS)
def test_roadmap_of_35_rows_takes_less_than_three_seconds(format):
    """Processor time, so that a busy machine does not make the test lie."""
    document = make_document(Heading("Дорожная карта"), make_roadmap_table(35))
    started = process_time()
    render(document, format)
    assert process_time() - started < 3

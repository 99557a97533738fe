"""Pieces to be cut off: the address in letters and as a code, each piece whole on one sheet."""

import pytest

from core.documents import Note, Slip, qr

from .papers import docx_texts, read_docx, read_pdf, read_xlsx, sheet_texts

ADDRESS = "https://nastavnik.example/questionnaire/c2xpcA/"
SLIP = Slip("Соколова Дарья, 8 «А»", "Анкета наставляемого. Ссылка действует до 16 декабря.", ADDRESS)
SAID = {SLIP.title, SLIP.text, SLIP.address}


def test_docx_has_the_words_beside_the_code():
    file = read_docx(SLIP)
    (row,) = file.tables[0].rows
    words, picture = row.cells
    assert {paragraph.text for paragraph in words.paragraphs} == SAID
    assert words.paragraphs[0].runs[0].bold
    (drawing,) = picture._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic")
    assert qr.png(ADDRESS) in {part.blob for part in file.part.package.iter_parts() if part.partname.endswith(".png")}
    assert set(docx_texts(file)) >= SAID


def test_xlsx_has_the_words_and_the_code():
    sheet = read_xlsx(SLIP).active
    said = "\n".join(sheet_texts(sheet))
    assert all(words in said for words in SAID)
    assert len(sheet._images) == 1


@pytest.mark.parametrize("before", range(4))
def test_a_sheet_of_paper_never_cuts_a_slip(before):
    """However much stands above: the title and the address of a slip are on one page."""
    slips = [Slip(f"Участник {number}", SLIP.text, f"{ADDRESS}{number}/") for number in range(10, 22)]
    pages = read_pdf(*[Note("Разрежьте по линиям.")] * before, *slips)
    assert len(pages) > 1
    for slip in slips:
        (page,) = [page for page in pages if slip.title in page]
        assert slip.address in page

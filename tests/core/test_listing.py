"""A list as a file: what is on the screen, filtered and sorted, and nothing of anybody else's."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

import core.listing
from core.files import OFFICE

from ..orders.factories import make_paper_order

URL = "/orders/"


@pytest.fixture
def register(world):
    make_paper_order(world.a1, number="14-а", title="О рабочей группе", signed_on=date(2026, 9, 1))
    make_paper_order(world.a1, number="15-а", title="=О &laquo;школе&raquo; наставников", signed_on=date(2026, 10, 2))
    make_paper_order(world.b1, number="99-ч", title="О чужом деле", signed_on=date(2026, 10, 3))


def sheet_of(response) -> list[tuple]:
    assert response["Content-Type"] == OFFICE + "spreadsheetml.sheet"
    return list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)


def flat(rows: list[tuple]) -> list:
    return [cell for row in rows for cell in row if cell is not None]


def test_the_file_holds_ones_own_rows_with_true_dates(as_role, register):
    cells = flat(sheet_of(as_role("curator").get(URL, {"download": "xlsx"})))
    assert "О рабочей группе" in cells
    assert date(2026, 9, 1) in {cell.date() for cell in cells if hasattr(cell, "date")}
    assert not any("чужом" in str(cell) for cell in cells)


def test_the_file_follows_the_filters_and_names_them(as_role, register):
    cells = flat(sheet_of(as_role("curator").get(URL, {"q": "рабочей", "download": "xlsx"})))
    assert "О рабочей группе" in cells
    assert not any("школе" in str(cell) for cell in cells)
    assert any("рабочей" in str(cell) and str(cell).startswith("Фильтры") for cell in cells)


def test_what_looks_like_a_formula_stays_text(as_role, register):
    response = as_role("curator").get(URL, {"download": "xlsx"})
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    found = [cell for row in book.active.iter_rows() for cell in row if "школе" in str(cell.value)]
    assert [cell.data_type for cell in found] == ["s"]


def test_a_short_list_is_a_pdf_too(as_role, register):
    response = as_role("curator").get(URL, {"download": "pdf"})
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_a_long_list_is_no_pdf_and_says_why(as_role, register, monkeypatch):
    monkeypatch.setattr(core.listing, "LONGEST_PDF", 1)
    response = as_role("curator").get(URL, {"q": "О", "download": "pdf"}, follow=True)
    assert response.redirect_chain == [(f"{URL}?q=%D0%9E", 302)]
    assert "слишком длинный для PDF" in response.content.decode()


def test_the_page_offers_both_with_its_filters(as_role, register):
    page = as_role("curator").get(URL, {"q": "рабочей", "page": "1"}).content.decode()
    assert "download=xlsx" in page
    assert "download=pdf" in page
    assert "page=1&amp;download" not in page


@pytest.mark.parametrize("name", ["participants:requests", "participants:acts", "participants:incidents"])
def test_a_list_that_is_no_file_answers_with_its_page(as_role, name):
    response = as_role("curator").get(reverse(name), {"download": "xlsx"})
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("markup, words", [
    ("Педагог<div class=\"small\">Школа молодого педагога</div>", "Педагог, Школа молодого педагога"),
    ("<ul><li>один</li><li> два\n слова</li></ul>", "один, два слова"),
    ("1<br>2", "1, 2"),
    ("<b>О</b>&nbsp;нём", "О нём"),
])  # fmt: skip
def test_lines_of_a_cell_are_divided(markup, words):
    assert core.listing.words_of(markup) == words

"""Tables of many columns: no date and no word of a title is broken, on paper and on a sheet."""

from datetime import date

import pytest

from core.documents import Column, Row, Table
from core.documents.excel.widths import narrowest
from core.documents.fitting import SMALLEST, fit, longest_word
from core.documents.layout import TABLE_FONT

ACROSS = {"orientation": "landscape", "left_margin": 10}
WIDE = [Column("№", 4), *(Column(f"Дата завершения программы {place}", 10) for place in range(14))]
ROW = Row([1, *[date(2026, 9, 18)] * 14])


def test_letters_grow_smaller_until_every_date_has_room():
    fitted = fit(WIDE, [ROW], **ACROSS)
    columns, size = fitted.columns, fitted.font
    assert SMALLEST <= size < TABLE_FONT
    room = 277 * 72 / 25.4
    whole = sum(column.width for column in columns)
    for column in columns[1:]:
        assert column.width / whole * room >= len("завершения") * 0.54 * size


def test_a_table_of_few_columns_keeps_its_font_and_its_shares():
    fitted = fit([Column("№", 1), Column("Название", 9)], [], **ACROSS)
    columns, size = fitted.columns, fitted.font
    assert size == TABLE_FONT
    assert columns[1].width > columns[0].width * 5


@pytest.mark.parametrize("title, values, letters", [
    ("Место работы/учёбы", [], 6), ("Дата", [date(2026, 9, 18)], 10), ("Класс", ["очень-длинный-текст"], 5),
    ("№", [1000], 4), ("Неслыханнодлинноеслово", [], 16),
])  # fmt: skip
def test_what_may_not_be_broken(title, values, letters):
    assert longest_word(Column(title), values) == letters


def test_a_column_of_a_sheet_holds_its_dates_and_the_words_of_its_title():
    table = Table([Column("№"), Column("Дата"), Column("Наставляемого")], [Row([1, date(2026, 9, 18), ""])])
    assert narrowest(table) == [6, 11.5, 15.9]

"""A document that begins with the text of an order and ends with a table of indicators."""

import io
from datetime import date

import docx
import pytest

from roadmaps.importers import Reading, read_file, understand

ORDER = (
    "Во исполнение приказа министерства образования от 27.07.2020г. №2346 приказываю:",
    "1. Утвердить план.",
)
TITLE = ("План мероприятий (дорожная карта)", "реализации целевой модели наставничества", "на 2025-2026 учебный год")
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")
PREPARED = (
    ("1.1", "Издание приказа о назначении куратора", "до 15.09.2025", "Директор"),
    ("1.2", "Сбор анкет участников", "Октябрь 2025", "Куратор"),
)
TAUGHT = (
    ("2.1", "Обучение наставников основам работы", "Ноябрь 2025", "Куратор"),
    ("2.2", "Семинар для наставников", "Февраль 2026", "Куратор"),
)
EXPECTED = (
    ("№", "Показатель", "2025", "2026"),
    ("1", "Доля наставляемых, %", "20", "70"),
    ("2", "Доля наставников, %", "10", "60"),
)


def read(*blocks: str | tuple[tuple[str, ...], ...]) -> Reading:
    """A document of paragraphs and tables, one after another."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(0, len(block[0]), style="Table Grid")
        for texts in block:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return understand(read_file(stream.getvalue()))


def codes(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.doubts}


def numbers(reading: Reading) -> list[str]:
    return [row.number for section in reading.draft.sections for row in section.activities]


@pytest.fixture
def whole() -> Reading:
    return read(
        *ORDER, *TITLE, (HEADER, *PREPARED), "2. Обучение наставников", TAUGHT, "Планируемые результаты", EXPECTED
    )


def test_the_period_is_that_of_the_title(whole):
    assert (whole.draft.period_from, whole.draft.period_to) == (date(2025, 9, 1), date(2026, 8, 31))
    assert "period_assumed" not in codes(whole)


def test_a_date_of_the_order_is_no_period():
    reading = read(*ORDER, *TITLE[:2], (HEADER, *PREPARED))
    assert (reading.draft.period_from.year, reading.draft.period_to.year) == (2025, 2025)
    assert "period_assumed" in codes(reading)


def test_a_year_beside_the_title_yields_to_the_deadlines():
    reading = read("Внедрение модели в 2020 году", *TITLE[:2], (HEADER, *PREPARED))
    assert reading.draft.period_from == date(2025, 1, 1)
    assert "period_assumed" in codes(reading)


def test_a_year_beside_the_title_that_the_deadlines_do_not_contradict_is_doubted():
    rows = (("1.1", "Издание приказа о назначении куратора", "до 15 сентября", "Директор"),)
    reading = read("Внедрение модели в 2025 году", *TITLE[:2], (HEADER, *rows))
    assert (reading.draft.period_from, reading.draft.period_to) == (date(2025, 1, 1), date(2025, 12, 31))
    assert "period_assumed" in codes(reading)


def test_a_table_of_indicators_ends_the_roadmap(whole):
    assert [section.title for section in whole.draft.sections][-1] == "Обучение наставников"
    assert numbers(whole) == ["1.1", "1.2", "2.1", "2.2"]
    left = " ".join(each.text for each in whole.not_placed)
    assert "Планируемые результаты" in left
    assert "Доля наставников" in left


def test_years_and_figures_are_no_deadlines():
    figures = (("№", "Чего ждём", "2025", "2026"), *EXPECTED[1:])
    reading = read(*TITLE, (HEADER, *PREPARED), "Планируемые результаты", figures)
    assert numbers(reading) == ["1.1", "1.2"]
    assert "Доля наставников" in " ".join(each.text for each in reading.not_placed)


def test_the_end_of_a_row_on_a_page_of_its_own_is_kept():
    rest = (("", "по направлению «педагогическое наставничество»", "", ""), ("--", "---", "--", "--"))
    reading = read(*TITLE, (HEADER, *PREPARED), rest)
    assert not reading.not_placed
    assert "педагогическое наставничество" in str(reading.draft.sections[-1].activities[-1])

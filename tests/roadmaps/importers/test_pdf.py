"""PDF by other hands: printed by LibreOffice in narrow columns, with no line round any cell, with no table at all."""

import html
from pathlib import Path

import pytest
from weasyprint import HTML

from roadmaps.importers import Reading, read_file, understand
from roadmaps.importers.source import Paragraph

from .originals import SLUGS, draft_of, rebuilt
from .papers import Grid, Paper, box, table, write_pdf, write_stacked
from .test_originals import assert_accounted, rows, without_line_breaks

FILES = Path(__file__).with_name("files")
EITHER = {  # two readings of a word that a narrow column has cut: «программам|и менторства» without a blank between
    ("dinskaya", "portrait"): {"5.1": ("программам и менторства", "программами менторства")},
}


def printed(slug: str, page: str) -> Reading:
    return understand(read_file((FILES / f"{slug}-{page}.pdf").read_bytes()))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", ["landscape", "portrait"])
def test_printed_by_libreoffice(slug, page):
    reading = printed(slug, page)
    either = EITHER.get((slug, page), {})
    found = rows(reading.draft, tidy=without_line_breaks)
    for torn, whole in either.values():
        found = [tuple(text.replace(torn, whole) for text in row) for row in found]
    assert found == rows(draft_of(slug), tidy=without_line_breaks)
    assert reading.draft.title == draft_of(slug).title
    assert reading.not_placed == ()
    assert_accounted(reading)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", ["landscape", "portrait"])
def test_only_what_may_be_two_words_is_doubted(slug, page):
    doubted = {doubt.target for doubt in printed(slug, page).doubts if doubt.code == "words_torn"}
    assert doubted >= {f"activity {number}" for number in EITHER.get((slug, page), {})}
    assert len(doubted) <= 6


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", ["A4 landscape", "A4"])
def test_no_line_round_any_cell(slug, page):
    reading = understand(read_file(write_pdf(rebuilt(slug), page=page, border="none")))
    assert rows(reading.draft, tidy=without_line_breaks) == rows(draft_of(slug), tidy=without_line_breaks)
    assert without_line_breaks(reading.draft.title) == without_line_breaks(draft_of(slug).title)
    assert (reading.draft.period_from, reading.draft.period_to) == (
        draft_of(slug).period_from,
        draft_of(slug).period_to,
    )
    assert [doubt.target for doubt in reading.doubts if doubt.code == "unruled_table"] == ["roadmap"]
    assert reading.not_placed == ()
    assert_accounted(reading)


TITLE = "Дорожная карта по наставничеству на 2023-2024 учебный год"
HEADER = ("Мероприятие", "Сроки", "Ответственные", "Результат")
FIRST = ("Издание приказа о назначении куратора", "до 15.09.2023", "Директор", "Приказ")
SECOND = ("Формирование базы наставляемых и базы наставников школы", "Октябрь 2023", "Куратор", "База наставляемых")
THIRD = ("Проведение анкетирования участников программы", "Май 2024", "Куратор", "Справка")


def without_lines(grid: Grid, *, padding: str = "2pt 4pt", page: str = "A4 landscape") -> Reading:
    paper = Paper(TITLE, (grid,))
    reading = understand(read_file(write_pdf(paper, page=page, border="none", padding=padding)))
    assert_accounted(reading)
    return reading


def said(reading: Reading) -> list[tuple[str, ...]]:
    return [
        (row.title, row.deadline, ", ".join(each.text for each in row.responsible), row.result)
        for section in reading.draft.sections
        for row in section.activities
    ]


@pytest.mark.parametrize("page", ["A4 landscape", "A5"])
@pytest.mark.parametrize("padding", ["2pt 4pt", "0 5pt"])
def test_rows_without_lines_and_without_numbers(padding, page):
    """With no white between rows, they are told by how their lines begin."""
    assert said(without_lines(table(HEADER, FIRST, SECOND, THIRD), padding=padding, page=page)) == [
        FIRST,
        SECOND,
        THIRD,
    ]


@pytest.mark.parametrize("padding", ["2pt 4pt", "0 5pt"])
def test_numbered_rows_and_headings_without_lines(padding):
    grid = table(
        ("№", *HEADER),
        (box("1."), box("Нормативное обеспечение наставничества в образовательной организации и его условия", wide=4)),
        ("1.1", *FIRST),
        ("1.2", *SECOND),
        (box("2."), box("Реализация программы наставничества обучающихся и педагогов в этом учебном году", wide=4)),
        ("2.1", *THIRD),
    )
    reading = without_lines(grid, padding=padding)
    assert said(reading) == [FIRST, SECOND, THIRD]
    assert [(section.number, len(section.activities)) for section in reading.draft.sections] == [("1", 2), ("2", 1)]


def test_a_deadline_column_first_without_lines():
    order = (1, 0, 2, 3)
    grid = table(*(tuple(row[place] for place in order) for row in (HEADER, FIRST, SECOND, THIRD)))
    assert said(without_lines(grid)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("slug", ["kaleidoskop", "aban"])
def test_one_cell_a_line_on_pages(slug):
    """No column, no table: it is read like a text with a cell on each line, put together where the page broke it."""
    lines = write_stacked(rebuilt(slug)).decode().split("\n")
    page = "<style>@page { size: A4 } p { margin: 0 0 4pt }</style>"
    source = read_file(HTML(string=page + "".join(f"<p>{html.escape(line)}</p>" for line in lines)).write_pdf())
    assert all(isinstance(block, Paragraph) for block in source.blocks)
    assert not source.unruled
    reading = understand(source)
    assert rows(reading.draft, tidy=without_line_breaks) == rows(draft_of(slug), tidy=without_line_breaks)
    assert_accounted(reading)


def test_a_letter_is_no_table():
    letter = "<p>Уважаемые коллеги! Приглашаем вас принять участие в семинаре по наставничеству.</p>" * 30
    source = read_file(HTML(string=letter).write_pdf())
    assert not source.tables

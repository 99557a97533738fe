"""What each report says, and to whom."""

from datetime import date

import pytest

from core.documents import Table, render
from orders.services import cancel_order
from reports.catalog import REPORTS
from reports.services import ReportRefused, make_document

from ..core.documents.papers import pdf_pages
from ..factories import NOW, make_organization, make_roadmap
from ..orders.factories import make_paper_order

LATER = date(2027, 5, 1)


def text_of(code: str, user, **parameters) -> str:
    document = make_document(REPORTS[code], parameters, user=user, at=NOW, format="pdf")
    return " ".join(" ".join(pdf_pages(render(document, "pdf"))).split())


def consolidated(user, on: date) -> dict[str, list]:
    """The lines of the consolidated table by name: the approving order and the figures."""
    document = make_document(REPORTS["municipal_execution"], {"on": on}, user=user, at=NOW, format="xlsx")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    rows = [[cell.text for cell in table.cells(row)] for row in table.rows if not row.spans]
    return {name: figures for _number, name, *figures in rows}


@pytest.mark.parametrize("code", REPORTS)
def test_every_report_says_what_it_is(code):
    report = REPORTS[code]
    assert report.code == code
    assert report.title
    assert report.description
    assert set(report.formats) <= {"pdf", "docx", "xlsx"}


def test_the_execution_of_ones_own_roadmap_names_its_papers(world, roadmap):
    text = text_of("execution", world.curator, roadmap=roadmap.pk, on=LATER)
    for expected in ("Отчёт о выполнении дорожной карты", "Приказ № 52-од", "Справка про Ваню", "позже на 5 дней"):
        assert expected in text


def test_those_above_see_orders_but_no_notes(world, roadmap):
    text = text_of("execution", world.methodologist, roadmap=roadmap.pk, on=LATER)
    assert "Приказ № 52-од от 01.09.2026" in text
    assert "Приложено: 1 документ" in text
    assert "Ваню" not in text


@pytest.mark.parametrize("code", ["roadmap", "execution"])
def test_another_organisations_roadmap_is_no_parameter(world, roadmap, code):
    with pytest.raises(ReportRefused):
        text_of(code, world.stranger, roadmap=roadmap.pk, on=LATER)


def test_a_model_from_above_is_printed_but_its_execution_is_not(world):
    model = make_roadmap(world.north, state="approved", title="Муниципальная дорожная карта")
    assert "Муниципальная дорожная карта" in text_of("roadmap", world.curator, roadmap=model.pk)
    with pytest.raises(ReportRefused):
        text_of("execution", world.curator, roadmap=model.pk)


def test_a_draft_has_no_execution(world):
    draft = make_roadmap(world.a1)
    with pytest.raises(ReportRefused):
        text_of("execution", world.curator, roadmap=draft.pk)


def test_the_consolidated_report_counts_by_institution(world, roadmap):
    lines = consolidated(world.methodologist, LATER)
    assert lines == {
        "Школа № 1": ["приказом от 01.09.2026 г. № 52-од", 2, 1, 0, 1, 0, 0, 0.5],
        "Школа № 2": ["нет", *["–"] * 7],
        "Всего": ["", 2, 1, 0, 1, 0, 0, 0.5],
    }


def test_the_consolidated_report_names_the_missing(world, roadmap):
    text = text_of("municipal_execution", world.methodologist, on=LATER)
    assert "Нет утверждённой дорожной карты, действующей на отчётную дату: Школа № 2." in text


def test_the_consolidated_report_of_a_region_sums_by_municipality(world, roadmap):
    lines = consolidated(world.coordinator, LATER)
    assert lines["Итого: УО Северного района"] == lines["Всего"] == ["", 2, 1, 0, 1, 0, 0, 0.5]
    assert lines["Итого: УО Южного района"] == ["", 0, 0, 0, 0, 0, 0, "–"]


def test_the_consolidated_report_stands_as_of_its_day(world, roadmap):
    """On 16.04.2027 nothing was done yet: it was done four days later."""
    assert consolidated(world.methodologist, date(2027, 4, 16))["Школа № 1"][1:] == [2, 0, 0, 2, 0, 0, 0]


@pytest.mark.parametrize("institutions", [1, 5])
def test_the_consolidated_report_costs_the_same_for_any_number_of_institutions(
    world, institutions, django_assert_num_queries
):
    for number in range(institutions):
        make_roadmap(make_organization(f"c{number}", world.north), state="approved")
    user = world.methodologist
    assert user.acting
    with django_assert_num_queries(5):
        make_document(REPORTS["municipal_execution"], {"on": LATER}, user=user, at=NOW, format="xlsx")


def test_the_register_of_a_year_marks_what_was_cancelled(world):
    kept, cancelled = make_paper_order(world.a1), make_paper_order(world.a1, number="15-а", title="О лишнем")
    cancel_order(cancelled, reason="Ошибка", by=world.director, at=NOW)
    make_paper_order(world.b1, title="О чужом деле")
    text = text_of("order_register", world.curator, year=2022)
    assert f"{kept.number} {kept.title}" in text
    assert "Аннулирован 16.11.2026: Ошибка" in " ".join(text.split())
    assert "О чужом деле" not in text


def test_a_register_of_a_year_without_orders_says_so(world):
    assert "Приказов в этом году нет." in text_of("order_register", world.curator, year=2020)


@pytest.mark.parametrize("year", [1900, 2999, "давно"])
def test_an_impossible_year_is_refused(world, year):
    with pytest.raises(ReportRefused):
        text_of("order_register", world.curator, year=year)

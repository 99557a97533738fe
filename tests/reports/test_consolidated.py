"""The reports of a quarter: what they say, live formulas in XLSX, no name of a participant in any of them."""

from io import BytesIO

import openpyxl
import pytest

from core.documents import Table, render
from monitoring.services.facts import count_again
from reports.catalog import REPORTS
from reports.services import make_document

from ..core.documents.papers import pdf_pages
from ..factories import NOW
from ..monitoring.factories import hand_in, make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db
QUARTERLY = ("consolidated", "indicators", "readiness", "analytic_note")


@pytest.fixture
def period(world):
    period = make_quarter(world.north, by=world.methodologist)
    make_working_pair(make_mentor(world.a1, last_name="Наставникова"), make_mentee(world.a1, last_name="Наставляемая"))
    count_again([world.a1, world.a2], at=NOW)
    hand_in(world, period, world.a1, child_mentees=(90, 100), problems="Мало наставников из предприятий")
    return period


def document(code: str, user, **parameters):
    return make_document(REPORTS[code], parameters, user=user, at=NOW, format=REPORTS[code].formats[0])


def text_of(code: str, user, **parameters) -> str:
    return " ".join(" ".join(pdf_pages(render(document(code, user, **parameters), "pdf"))).split())


def sheet_of(user, name: str):
    payload = render(document("consolidated", user, period="2026Q3"), "xlsx")
    return openpyxl.load_workbook(BytesIO(payload))[name]


def test_it_says_who_is_missing_and_by_what_rules(world, period):
    text = text_of("consolidated", world.methodologist, period="2026Q3")
    for expected in ("Школа № 2", "Не сдали отчёт и в итоги не вошли", "90,0 %", "Правила подсчёта", "Источник:",
                     "Мало наставников"):  # fmt: skip
        assert expected in text


def test_totals_and_shares_stay_live_in_xlsx(world, period):
    hand_in(world, period, world.a2, child_mentees=(10, 100))
    sheet = sheet_of(world.methodologist, "Сводная форма")
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert any(formula.startswith("=SUM(") for formula in formulas)
    assert any(formula.startswith("=IFERROR(") for formula in formulas)
    assert sheet.freeze_panes and sheet.freeze_panes.startswith("C")
    assert sheet.print_area


def test_a_formula_points_at_the_cells_of_its_own_figures(world, period):
    sheet = sheet_of(world.methodologist, "Сводная форма")
    line = next(row for row in sheet.iter_rows() if row[1].value == "Школа № 1")
    ratio = next(cell for cell in line if cell.data_type == "f")
    part, whole = ratio.value.removeprefix("=IFERROR(").split(",")[0].split("/")
    assert (sheet[part].value, sheet[whole].value) == (90, 100)


def test_the_wide_form_is_divided_on_paper(world, period):
    tables = [block for block in document("consolidated", world.methodologist, period="2026Q3").blocks
              if isinstance(block, Table) and block.breaks]  # fmt: skip
    parts = tables[0].on_paper()
    assert len(parts) > 2
    assert all(part.columns[:2] == tables[0].columns[:2] for part in parts)
    assert sum(len(part.columns) - 2 for part in parts) == len(tables[0].columns) - 2


@pytest.mark.parametrize("code", QUARTERLY)
@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_each_is_made_in_every_format_it_offers(world, period, code, format):
    parameters = {"on": "2026-10-01"} if code == "readiness" else {"period": "2026Q3"}
    if format in REPORTS[code].formats:
        made = make_document(REPORTS[code], parameters, user=world.methodologist, at=NOW, format=format)
        assert render(made, format)


@pytest.mark.parametrize("user", ["methodologist", "coordinator", "curator"])
@pytest.mark.parametrize("code", QUARTERLY)
def test_no_participant_is_named(world, period, code, user):
    user = world.people[user]
    if user.has_perm(REPORTS[code].permission):
        parameters = {"on": "2026-10-01"} if code == "readiness" else {"period": "2026Q3"}
        text = text_of(code, user, **parameters)
        assert text
        for name in ("Наставникова", "Наставляемая"):
            assert name not in text


def test_the_note_on_a_stage_counts_papers_and_names_orders(world, roadmap):
    make_working_pair(make_mentor(world.a1, last_name="Наставникова"), make_mentee(world.a1, last_name="Наставляемая"))
    text = text_of("stage_note", world.curator, stage=roadmap.sections.get().pk, on="2027-05-01")
    for expected in ("Справка", "Выполнено 1, просрочено 1", "№ 52-од", "Выводы и предложения"):
        assert expected in text
    for hidden in ("Наставникова", "Наставляемая", "Ваню"):
        assert hidden not in text


def test_the_analytic_note_leaves_places_for_words(world, period):
    text = text_of("analytic_note", world.methodologist, period="2026Q3")
    assert "[Впишите" in text
    assert "Школа № 1: Мало наставников" in text


@pytest.mark.parametrize("code", ["analytic_note", "indicators"])
def test_how_many_answered_stands_beside_the_quarters(world, period, code):
    hand_in(world, period, world.a2, satisfied_mentees=(3, 4))
    text = text_of(code, world.methodologist, period="2026Q3")
    assert "Число ответивших, от которого взята доля удовлетворённых" in text
    assert "показатель 5 – нет данных (1 кв. 2026), нет данных (2 кв. 2026), 14 (3 кв. 2026); показатель 6 –" in text


@pytest.mark.parametrize("code", ["consolidated", "analytic_note"])
def test_an_institution_does_not_consolidate(world, code):
    assert not world.curator.has_perm(REPORTS[code].permission)


def test_the_page_of_the_period_asks_for_its_reports(as_role, period):
    page = as_role("methodologist").get(period.get_absolute_url()).content.decode()
    assert f'name="period" value="{period.code}"' in page
    assert 'value="analytic_note"' in page


def test_a_municipality_does_not_consolidate_for_its_region(as_role, world):
    above = make_quarter(world.region, by=world.coordinator)
    assert 'value="consolidated"' not in as_role("methodologist").get(above.get_absolute_url()).content.decode()

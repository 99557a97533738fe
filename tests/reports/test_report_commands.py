"""build_report for the reports of a quarter: periods opened and not, formats, refusals."""

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from ..monitoring.factories import hand_in, make_quarter

pytestmark = pytest.mark.django_db


def build(code: str, slug: str, output, *options: str) -> bytes:
    form = output.suffix.lstrip(".")
    call_command("build_report", code, "--organization", slug, "--format", form, "--output", str(output), *options)
    return output.read_bytes()


def words(path) -> str:
    book = openpyxl.load_workbook(path)
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_an_opened_period_gives_what_was_handed_in(world, tmp_path):
    period = make_quarter(world.north, by=world.methodologist)
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    output = tmp_path / "a.xlsx"
    build("consolidated", "north", output, "--period", period.code)
    assert "принят" in words(output)


@pytest.mark.parametrize("period", ["2022Q1", "2022H1", "2022"])
def test_without_an_opened_period_the_figures_are_counted(world, tmp_path, period):
    output = tmp_path / "a.xlsx"
    build("consolidated", "north", output, "--period", period)
    assert "Период не открывался" in words(output)


def test_without_a_period_it_is_the_last_quarter_that_ended(world, tmp_path):
    assert build("indicators", "a1", tmp_path / "a.docx")


def test_the_stage_is_chosen_by_the_day(world, roadmap, tmp_path):
    assert build("stage_note", "a1", tmp_path / "a.pdf", "--period", "2027Q2").startswith(b"%PDF")


def test_a_format_that_the_report_does_not_have_is_refused(world, tmp_path):
    with pytest.raises(CommandError, match="docx, pdf"):
        build("analytic_note", "north", tmp_path / "a.xlsx")


def test_an_institution_is_told_that_it_cannot_consolidate(world, tmp_path):
    with pytest.raises(CommandError) as refusal:
        build("consolidated", "a1", tmp_path / "a.pdf")
    assert refusal.value.returncode == 1


def test_what_is_no_period_is_wrong_usage(world, tmp_path):
    with pytest.raises(CommandError):
        build("consolidated", "north", tmp_path / "a.pdf", "--period", "весна")

"""list_reports and build_report: their options, JSON and refusals."""

import json
from argparse import ArgumentTypeError

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from reports.catalog import REPORTS
from reports.management.commands.build_report import last_day

from ..factories import make_roadmap


def build(code: str, organization, output, **options) -> str:
    arguments = [code, "--organization", organization.slug, "--format", "pdf", "--output", str(output)]
    for name, value in options.items():
        arguments += [f"--{name}", str(value)]
    call_command("build_report", *arguments)
    return output.read_bytes()


def test_the_list_is_one_json_document(capsys):
    call_command("list_reports", "--json")
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert [report["code"] for report in reports] == list(REPORTS)
    assert reports[0].keys() == {"code", "title", "formats", "parameters"}


def test_the_list_is_readable_too(capsys):
    call_command("list_reports")
    assert "execution" in capsys.readouterr().out


def test_a_roadmap_is_written_to_a_file(world, roadmap, tmp_path, capsys):
    assert build("roadmap", world.a1, tmp_path / "a.pdf").startswith(b"%PDF")
    assert capsys.readouterr().out == ""


def test_the_execution_stands_as_of_the_end_of_the_period(world, roadmap, tmp_path):
    output = tmp_path / "a.xlsx"
    arguments = [
        "execution",
        "--organization",
        "a1",
        "--period",
        "2027Q2",
        "--format",
        "xlsx",
        "--output",
        str(output),
    ]
    call_command("build_report", *arguments)
    cells = {cell.value for sheet in openpyxl.load_workbook(output) for row in sheet for cell in row}
    assert "Отчёт о выполнении дорожной карты\nпо состоянию на 30 июня 2027 г." in cells


def test_a_municipality_gets_its_consolidated_report(world, roadmap, tmp_path):
    assert build("municipal_execution", world.north, tmp_path / "a.pdf", period=2027)


@pytest.mark.parametrize(
    ("code", "slug", "options"),
    [
        ("execution", "nowhere", []),
        ("execution", "a2", []),
        ("execution", "b1", ["--roadmap", "1"]),
        ("municipal_execution", "a1", []),
    ],
)
def test_a_refusal_ends_with_one_and_says_why(world, roadmap, tmp_path, code, slug, options):
    arguments = [code, "--organization", slug, *options, "--format", "pdf", "--output", str(tmp_path / "a.pdf")]
    with pytest.raises(CommandError) as refusal:
        call_command("build_report", *arguments)
    assert refusal.value.returncode == 1
    assert str(refusal.value)


def test_a_folder_that_does_not_exist_is_a_refusal(world, roadmap, tmp_path):
    with pytest.raises(CommandError):
        build("roadmap", world.a1, tmp_path / "nowhere" / "a.pdf")


def test_a_parameter_that_the_report_does_not_have_is_said_and_passed_over(world, roadmap, tmp_path, capsys):
    assert build("roadmap", world.a1, tmp_path / "a.pdf", period="2027Q1")
    assert "--period" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("period", "day"),
    [("2022Q1", "2022-03-31"), ("2022q4", "2022-12-31"), ("2022", "2022-12-31"), ("2022H1", "2022-06-30")],
)
def test_a_period_ends_on_its_last_day(period, day):
    assert last_day(period).isoformat() == day


@pytest.mark.parametrize("period", ["2022Q5", "Q1", "22", "2022-01"])
def test_what_is_no_period_is_refused(period):
    with pytest.raises(ArgumentTypeError, match="2022Q1"):
        last_day(period)


def test_the_default_roadmap_is_the_earliest(world, roadmap, tmp_path):
    make_roadmap(world.a1, title="Прежняя", period_from="2020-09-01", period_to="2021-08-31")
    keeper = REPORTS["roadmap"].defaults(world.curator, {})
    assert keeper["roadmap"] != roadmap.pk

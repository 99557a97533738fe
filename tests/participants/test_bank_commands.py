"""`import_bank` and `export_bank`: their keys, exit codes and what they refuse."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from participants.models import BankImport, BankSettings, Person

from ..factories import make_person
from .conftest import as_csv
from .test_imports import BROKEN, IVANOV, KIM


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bank.csv"
    path.write_bytes(as_csv(IVANOV, KIM, BROKEN))
    return path


def run(*arguments) -> dict:
    out = StringIO()
    call_command("import_bank", *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_bank_is_accepted_and_taken_back(world, file):
    said = run("mentees", file, "--organization", world.a1.slug)
    assert (said["rows"], said["accepted"], said["possible_duplicates"]) == (3, 2, [])
    assert said["rejected"][1] == {
        "row": 4,
        "column": "Дата рождения",
        "cell": "C4",
        "value": "31.02.2012",
        "message": "Это не дата. Впишите её цифрами: день.месяц.год, например 14.05.2012.",
    }
    assert run("mentees", "--organization", world.a1.slug, "--undo", said["batch"])["removed"] == 2
    assert not Person.objects.exists()


def test_a_trial_leaves_nothing(world, file):
    said = run("mentees", file, "--organization", world.a1.slug, "--dry-run")
    assert (said["rows"], said["accepted"], said["batch"]) == (3, 0, None)
    assert not BankImport.objects.exists()


def test_possible_duplicates_are_told(world, file):
    known = make_person(world.a1, last_name="Ивонов", first_name="Пётр", patronymic="Ильич")
    said = run("mentees", file, "--organization", world.a1.slug)
    assert said["possible_duplicates"] == [{"row": 2, "person": known.pk}]
    assert said["accepted"] == 1


@pytest.mark.parametrize("arguments", [["mentees"], ["mentees", "x.csv", "--undo", "1"]])
def test_wrong_usage_is_2(world, arguments):
    with pytest.raises(CommandError) as error:
        call_command("import_bank", *arguments, "--organization", world.a1.slug)
    assert error.value.returncode == 2


@pytest.mark.parametrize("slug", ["nowhere", "district-a"])
def test_refusals_are_1(world, file, slug):
    with pytest.raises(CommandError) as error:
        call_command("import_bank", "mentees", file, "--organization", slug)
    assert error.value.returncode == 1


def test_the_official_table_is_written(world, file, tmp_path):
    run("mentees", file, "--organization", world.a1.slug)
    BankSettings.objects.create(organization=world.a1, without_consent="warn")
    output = tmp_path / "table.xlsx"
    how = ["--organization", world.a1.slug, "--format", "xlsx", "--output", output]
    call_command("export_bank", "mentees", *how, stderr=StringIO())
    assert any("Ким-Соколова Алёна" in str(row) for row in load_workbook(output).active.values)
    with pytest.raises(CommandError):
        call_command("export_bank", "mentors", *how)

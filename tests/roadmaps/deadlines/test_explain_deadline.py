"""`manage.py explain_deadline`: the contract of its output, errors and exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PERIOD = ["--from", "2022-01-01", "--to", "2024-12-31"]
ROOT = Path(__file__).parents[3]


def output(capsys, *arguments) -> str:
    call_command("explain_deadline", *arguments)
    return capsys.readouterr().out


def test_text(capsys):
    assert output(capsys, "до 15.04.2022, актовый зал", *PERIOD).splitlines() == [
        "Срок: до 15.04.2022, актовый зал",
        "Понято так: до 15 апреля 2022 года",
        "Не прочитано: актовый зал",
        "Даты:",
        "  15.04.2022",
    ]


def test_text_without_dates(capsys):
    assert output(capsys, "в трёхмесячный срок", *PERIOD).splitlines()[-2:] == [
        "Внимание: Не сказано, от какого события считать срок: уточните его или поставьте дату вручную.",
        "Дат нет.",
    ]


def test_json_is_one_document(capsys):
    reading = json.loads(output(capsys, "Май, ежегодно", *PERIOD, "--json"))
    assert reading["understood"] is True
    assert reading["occurrences"][0] == {"opens": "2022-05-01", "due": "2022-05-31"}


def test_file_gives_a_json_object_a_line(capsys, tmp_path):
    file = tmp_path / "phrases.tsv"
    file.write_text(
        "phrase\tfrom\tto\n"
        "Май 2024\t2023-09-01\t2024-08-31\n"
        "\n"
        '"до ""Дня\nучителя"""\t2024-01-01\t2024-12-31\n'
        "x\t2024-01-01\t2024-12-31\n",
        encoding="utf-8",
    )
    readings = [json.loads(line) for line in output(capsys, "--file", str(file)).splitlines()]
    assert [reading["understood"] for reading in readings] == [True, True, False]
    assert readings[1]["phrase"] == 'до "Дня\nучителя"'


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Укажите либо формулировку"),
        (["до 1 мая"], "Укажите период"),
        (["до 1 мая", "--from", "2022-13-01", "--to", "2022-12-31"], "«2022-13-01» — не дата"),
        (["до 1 мая", "--from", "2024-01-01", "--to", "2022-12-31"], "Период задан неверно"),
    ],
)
def test_wrong_usage(arguments, message):
    with pytest.raises(CommandError, match=message) as error:
        call_command("explain_deadline", *arguments)
    assert error.value.returncode == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("phrase\tfrom\tto\nдо 1 мая\t2024-01-01\n", "Строка 2: нужны три столбца"),
        ("phrase\tfrom\tto\nдо 1 мая\t2024-01-01\tзавтра\n", "Строка 2: «завтра» — не дата"),
        ("phrase\tfrom\tto\nдо 1 мая\t2024-01-01\t2023-01-01\n", "Строка 2: Период задан неверно"),
        (b"\xff\xfe\x00".decode("latin-1"), None),
    ],
)
def test_a_bad_file_is_refused(text, message, tmp_path):
    file = tmp_path / "phrases.tsv"
    file.write_bytes(text.encode("utf-8") if message else b"\xff\xfephrase")
    with pytest.raises(CommandError, match=message or "не в кодировке UTF-8") as error:
        call_command("explain_deadline", "--file", str(file))
    assert error.value.returncode == 1


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Не удалось открыть файл"):
        call_command("explain_deadline", "--file", str(tmp_path / "no.tsv"))


def test_exit_codes_and_streams_of_the_process():
    def run(*arguments):
        command = [sys.executable, "manage.py", "explain_deadline", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    done, wrong = run("Май, ежегодно", *PERIOD, "--json"), run("Май")
    assert (done.returncode, wrong.returncode) == (0, 2)
    assert json.loads(done.stdout)["understood"]
    assert wrong.stdout == ""
    assert "Укажите период" in wrong.stderr


JANUARY = ["второй рабочий день января", "--from", "2026-01-01", "--to", "2026-12-31"]


@pytest.mark.django_db
def test_working_days_are_those_of_the_production_calendar(capsys):
    assert output(capsys, *JANUARY).splitlines()[-1] == "  13.01.2026"


def test_without_a_database_weekends_alone_are_known(tmp_path):
    command = [sys.executable, "manage.py", "explain_deadline", *JANUARY]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "  02.01.2026")

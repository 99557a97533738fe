"""How long an uploaded bank takes, beside django-import-export: `python benchmarks/import_bank.py [ROWS]`.

Aim (measures.md): ten times faster than its defaults, the first time and when the same file comes again. Both sides
read the same XLSX, preview it, accept it, and then do it all once more with nothing changed. The peer writes the same
columns into the same tables: a `ModelResource` with its defaults (a transaction, a diff and a query for each row) over
a plain model of this script. At the end both tables hold the same rows. A throw-away database is used: a file of
SQLite, or a new database beside the one that DATABASE_URL names. Prints one JSON line.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
folder = tempfile.TemporaryDirectory(prefix="import-bank-")
os.environ |= {
    "SECRET_KEY": "for-this-benchmark-only",
    "DATA_DIR": folder.name,
    "LOG_LEVEL": "ERROR",
    "DEBUG": "false",
}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")

import django  # noqa: E402 - a script stands outside the project's packages

django.setup()

import tablib  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.utils import timezone  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from organizations.models import Organization  # noqa: E402
from participants.models import BankImport, MentoringForm, Participation, Programme  # noqa: E402
from participants.services import imports  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
AT = datetime(2026, 11, 16, 9, 0, tzinfo=timezone.get_default_timezone())
COLUMNS = {
    "name": "ФИО наставника",
    "birth_on": "Дата рождения",
    "position": "Должность",
    "workplace": "Место работы",
    "email": "Эл. почта",
    "request": "Основные компетенции наставника",
    "achievements": "Важные для программы достижения наставника",
    "interests": "Интересы наставника",
    "hours": "Ресурс времени на программу наставничества",
    "joined_on": "Дата вхождения в программу",
    "form": "Форма наставничества",
    "programme": "Программа наставничества",
    "results": "Результаты программы",
    "case_url": "Ссылка на кейс/отзыв наставника, размещенные на сайте организации",
}
LAST = ("Соколов", "Иванов", "Кузнецов", "Лебедев", "Новиков", "Морозов", "Волков", "Зайцев", "Орлов", "Фомин")
FIRST = ("Пётр", "Илья", "Олег", "Артём", "Семён", "Матвей", "Глеб", "Юрий")
PATRONYMIC = ("Ильич", "Олегович", "Петрович", "Юрьевич", "Семёнович")
LEVELS = ("region", "municipality", "institution")
FORM, PROGRAMME = "Учитель – учитель", "Вместе"


class PlainBank(models.Model):
    """What the peer fills: the same columns in one table, found again by name and birth date."""

    name = models.CharField(max_length=300, db_index=True)
    birth_on = models.DateField()
    position = models.CharField(max_length=200)
    workplace = models.CharField(max_length=300)
    email = models.EmailField()
    request = models.TextField()
    achievements = models.TextField()
    interests = models.CharField(max_length=500)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    joined_on = models.DateField()
    form = models.ForeignKey(MentoringForm, models.PROTECT)
    programme = models.ForeignKey(Programme, models.PROTECT)
    results = models.TextField()
    case_url = models.URLField(max_length=500)

    class Meta:
        app_label = "participants"
        db_table = "benchmark_plain_bank"

    def __str__(self):
        return self.name


def _field(name: str) -> fields.Field:
    days, rows = ("birth_on", "joined_on"), {"form": MentoringForm, "programme": Programme}
    if name in rows:
        return fields.Field(name, COLUMNS[name], widget=widgets.ForeignKeyWidget(rows[name], "title"))
    widget = widgets.DateWidget("%d.%m.%Y") if name in days else widgets.Widget()
    return fields.Field(name, COLUMNS[name], widget=widgets.DecimalWidget() if name == "hours" else widget)


class PlainOptions:
    model = PlainBank
    import_id_fields = ("name", "birth_on")
    fields = tuple(COLUMNS)


PlainResource = type(
    "PlainResource", (resources.ModelResource,), {"Meta": PlainOptions, **{name: _field(name) for name in COLUMNS}}
)


def workbook() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Банк")
    sheet.append(list(COLUMNS.values()))
    for n in range(ROWS):
        name = f"{LAST[n % 10]} {FIRST[n // 10 % 8]} {PATRONYMIC[n // 80 % 5]}"
        born = date(1960, 1, 1) + timedelta(days=n // 400 * 7 + n % 7)
        sheet.append([
            name, f"{born:%d.%m.%Y}", f"учитель, категория {n % 3}", f"МБОУ СОШ № {n % 40}", f"p{n}@school.example",
            f"Олимпиады по предмету {n % 50}", f"Победитель конкурса {2000 + n % 25} года", "Шахматы, лыжи",
            1 + n % 4, "01.09.2026", FORM, PROGRAMME, f"Результат {n}", f"https://school.example/case/{n}",
        ])  # fmt: skip
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class Counter:
    """Counts the statements that the database gets."""

    def __init__(self):
        self.queries = 0

    def __call__(self, execute: Callable, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def timed(work: Callable) -> dict:
    counter = Counter()
    with connection.execute_wrapper(counter):
        start = perf_counter()
        work()
        return {"seconds": round(perf_counter() - start, 2), "queries": counter.queries}


class Ours:
    def __init__(self, organization: Organization, data: bytes):
        self.organization, self.data = organization, data

    def preview(self) -> None:
        upload = SimpleUploadedFile("банк.xlsx", self.data)
        self.batch = imports.begin_import(upload, organization=self.organization, role="mentor", by=None, at=AT)
        imports.read_import(self.batch, clock=lambda: AT)
        assert self.batch.state == BankImport.State.READ, self.batch.problem

    def accept(self) -> None:
        if self.batch.rows.filter(verdict__in=("new", "changed")).exists():
            imports.ask_to_accept(self.batch, by=None, at=AT)
            imports.accept_import(self.batch, by=None, clock=lambda: AT)


class Theirs:
    def __init__(self, data: bytes):
        self.data = data

    def _run(self, *, dry_run: bool) -> None:
        rows = tablib.Dataset().load(self.data, format="xlsx")
        result = PlainResource().import_data(rows, dry_run=dry_run, raise_errors=True)
        assert not result.has_errors()

    def preview(self) -> None:
        self._run(dry_run=True)

    def accept(self) -> None:
        self._run(dry_run=False)


def measure() -> dict:
    with connection.schema_editor() as editor:
        editor.create_model(PlainBank)
    organization = _school()
    data = workbook()
    sides = {"ours": Ours(organization, data), "peer": Theirs(data)}
    took = {
        name: {
            f"{step}{again}": timed(getattr(side, step)) for again in ("", "_again") for step in ("preview", "accept")
        }
        for name, side in sides.items()
    }
    assert _ours() == _theirs(), "the two banks differ"
    both = {
        name: [sum(steps[f"{step}{again}"]["seconds"] for step in ("preview", "accept")) for again in ("", "_again")]
        for name, steps in took.items()
    }
    return {
        "question": "upload of a bank, preview and acceptance",
        "database": connection.vendor,
        "rows": ROWS,
        **took,
        "ratio": round(both["peer"][0] / both["ours"][0], 1),
        "ratio_again": round(both["peer"][1] / both["ours"][1], 1),
        "load": os.getloadavg()[0],
        "aim": 10,
    }


def _school() -> Organization:
    above = None
    for number, level in enumerate(LEVELS, start=1):
        above = Organization(pk=number, level=level, kind="school", slug=level, parent=above, full_name=level)
        above.short_name = level
        above.path = (above.parent.path if above.parent else "") + above.own_path_step
        above.save()
    Programme.objects.create(
        organization=above, title=PROGRAMME, form=MentoringForm.objects.get(title=FORM), starts_on=AT, ends_on=AT
    )
    return above


def _ours() -> list[tuple]:
    return sorted(
        (row.person.get_full_name(), row.person.birth_on, row.person.position, row.person.workplace, row.person.email,
         row.request, row.achievements, row.interests_text, row.hours_a_week, row.joined_on, row.form.title,
         row.programme.title, row.results, row.case_url)
        for row in Participation.objects.select_related("person", "form", "programme")
    )  # fmt: skip


def _theirs() -> list[tuple]:
    columns = [
        "form__title" if name == "form" else "programme__title" if name == "programme" else name for name in COLUMNS
    ]
    return sorted(PlainBank.objects.values_list(*columns))


def main() -> None:
    sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = f"{folder.name}/bank.sqlite3" if sqlite else None
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(json.dumps(measure(), ensure_ascii=False))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()

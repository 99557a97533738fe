"""How long an uploaded bank takes, beside django-import-export and a pass written by hand.

    python benchmarks/import_bank.py [ROWS]                     on a file of SQLite
    script/services python benchmarks/import_bank.py [ROWS]     on a throw-away PostgreSQL

Aims (measures.md): ten times faster than the defaults of django-import-export, the first time and when the same file
comes again; within twice the time of the hand-made pass. All sides read the same XLSX, preview it, accept it, and do
all of it once more with nothing changed. The peer is a `ModelResource` with its defaults (a transaction, a diff and a
query for each row); the hand-made pass reads the sheet with python-calamine, looks everybody up in a dictionary and
writes with `bulk_create`. Both fill one plain table of this script; we fill people, participations, the rows to be
looked at and the audit trail. At the end all hold the same rows. Prints one JSON line: wall seconds, seconds of
processor time (of this process alone) and queries of every step; the ratios are of processor time, which a busy
machine changes least.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

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
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402
from openpyxl import Workbook  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from organizations.models import Organization  # noqa: E402
from participants.models import BankImport, MentoringForm, Participation, Programme  # noqa: E402
from participants.services import imports  # noqa: E402

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
DAYS = ("birth_on", "joined_on")
ATTRIBUTES = [f"{name}_id" if name in ("form", "programme") else name for name in COLUMNS]
LAST = ("Соколов", "Иванов", "Кузнецов", "Лебедев", "Новиков", "Морозов", "Волков", "Зайцев", "Орлов", "Фомин")
FIRST = ("Пётр", "Илья", "Олег", "Артём", "Семён", "Матвей", "Глеб", "Юрий")
PATRONYMIC = ("Ильич", "Олегович", "Петрович", "Юрьевич", "Семёнович")
LEVELS = ("region", "municipality", "institution")
FORM, PROGRAMME = "Учитель – учитель", "Вместе"
STEPS = ("preview", "accept", "preview_again", "accept_again")
FIRST_TIME, AGAIN = STEPS[:2], STEPS[2:]


class PlainBank(models.Model):
    """What the others fill: the same columns in one table, found again by name and birth date."""

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
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    results = models.TextField()
    case_url = models.URLField(max_length=500)

    class Meta:
        abstract = True
        app_label = "participants"

    def __str__(self):
        return self.name


class PeerBank(PlainBank):
    class Meta(PlainBank.Meta):
        db_table = "benchmark_peer_bank"


class HandBank(PlainBank):
    class Meta(PlainBank.Meta):
        db_table = "benchmark_hand_bank"


def _field(name: str) -> fields.Field:
    rows = {"form": MentoringForm, "programme": Programme}
    if name in rows:
        return fields.Field(name, COLUMNS[name], widget=widgets.ForeignKeyWidget(rows[name], "title"))
    widget = widgets.DateWidget("%d.%m.%Y") if name in DAYS else widgets.Widget()
    return fields.Field(name, COLUMNS[name], widget=widgets.DecimalWidget() if name == "hours" else widget)


class PeerOptions:
    model = PeerBank
    import_id_fields = ("name", "birth_on")
    fields = tuple(COLUMNS)


PeerResource = type(
    "PeerResource", (resources.ModelResource,), {"Meta": PeerOptions, **{name: _field(name) for name in COLUMNS}}
)


def workbook(rows: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Банк")
    sheet.append(list(COLUMNS.values()))
    for n in range(rows):
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
        start, busy = perf_counter(), process_time()
        work()
        return {
            "seconds": round(perf_counter() - start, 2),
            "cpu": round(process_time() - busy, 2),
            "queries": counter.queries,
        }


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


class Peer:
    def __init__(self, data: bytes):
        self.data = data

    def _run(self, *, dry_run: bool) -> None:
        rows = tablib.Dataset().load(self.data, format="xlsx")
        result = PeerResource().import_data(rows, dry_run=dry_run, raise_errors=True)
        assert not result.has_errors()

    def preview(self) -> None:
        self._run(dry_run=True)

    def accept(self) -> None:
        self._run(dry_run=False)


class Hand:
    """The least that does it: no message about a faulty row, no trail, nothing to take back."""

    def __init__(self, data: bytes):
        self.data = data

    def preview(self) -> None:
        self._compare()

    @transaction.atomic
    def accept(self) -> None:
        new, changed = self._compare()
        HandBank.objects.bulk_create(new, batch_size=1_000)
        HandBank.objects.bulk_create(
            changed, batch_size=1_000, update_conflicts=True, unique_fields=["id"], update_fields=list(COLUMNS)
        )

    def _compare(self) -> tuple[list[HandBank], list[HandBank]]:
        present = {(row.name, row.birth_on): row for row in HandBank.objects.all()}
        new, changed = [], []
        for row in self._rows():
            known = present.get((row.name, row.birth_on))
            if known is None:
                new.append(row)
            elif any(getattr(row, name) != getattr(known, name) for name in ATTRIBUTES):
                row.pk = known.pk
                changed.append(row)
        return new, changed

    def _rows(self):
        forms = dict(MentoringForm.objects.values_list("title", "pk"))
        programmes = dict(Programme.objects.values_list("title", "pk"))
        [heading, *rows] = CalamineWorkbook.from_filelike(BytesIO(self.data)).get_sheet_by_index(0).to_python()
        assert heading == list(COLUMNS.values())
        for cells in rows:
            row = dict(zip(COLUMNS, cells, strict=True))
            days = {name: datetime.strptime(row[name], "%d.%m.%Y").date() for name in DAYS}
            keys = {"form_id": forms[row.pop("form")], "programme_id": programmes[row.pop("programme")]}
            yield HandBank(**{**row, **days, **keys, "hours": Decimal(str(row["hours"]))})


def measure(rows: int) -> dict:
    with connection.schema_editor() as editor:
        editor.create_model(PeerBank)
        editor.create_model(HandBank)
    organization = _school()
    data = workbook(rows)
    sides = {"ours": Ours(organization, data), "peer": Peer(data), "hand": Hand(data)}
    took = {
        name: {step: timed(getattr(side, step.removesuffix("_again"))) for step in STEPS}
        for name, side in sides.items()
    }
    assert _ours() == _theirs(PeerBank) == _theirs(HandBank), "the banks differ"
    cpu = {
        name: [sum(steps[step]["cpu"] for step in part) for part in (FIRST_TIME, AGAIN)]
        for name, steps in took.items()
    }
    return {
        "question": "upload of a bank, preview and acceptance",
        "database": connection.vendor,
        "rows": rows,
        **took,
        "ratio": _ratio(cpu["peer"][0], cpu["ours"][0]),
        "ratio_again": _ratio(cpu["peer"][1], cpu["ours"][1]),
        "to_hand": _ratio(cpu["ours"][0], cpu["hand"][0]),
        "to_hand_again": _ratio(cpu["ours"][1], cpu["hand"][1]),
        "load": round(os.getloadavg()[0], 1),
        "aim": {"ratio": 10, "to_hand": 2},
    }


def _ratio(one: float, other: float) -> float:
    return round(one / other, 2)


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


def _theirs(model: type[PlainBank]) -> list[tuple]:
    columns = [f"{name}__title" if name in ("form", "programme") else name for name in COLUMNS]
    return sorted(model.objects.values_list(*columns))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="?", type=int, default=5_000)
    rows = parser.parse_args().rows
    sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = f"{folder.name}/bank.sqlite3" if sqlite else None
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(json.dumps(measure(rows), ensure_ascii=False))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()

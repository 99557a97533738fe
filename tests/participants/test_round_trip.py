"""A thousand people go out as a table of everything, are changed in Excel and come back: nothing lost, nothing else
changed. What hypothesis finds in small banks is in test_exports.py; here one seeded bank is as large as a big school.
"""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from core import bulk
from participants.fingerprints import fingerprint
from participants.models import BankImport, BankSettings, MentoringForm, Participation, Person, Topic
from participants.official import full_columns
from participants.services import exports, imports

from ..factories import NOW

PEOPLE = 1_000
EVERY = 4  # so many-eth row is changed in Excel
LAST = ("Ёлкин", "О'Коннор", "Мамин-Сибиряк", "Ли", "Абдул-Заде", "Щербакова", "Ким", "Дурново", "Белых", "Цой")
FIRST = ("Пётр", "Анна-Мария", "Юлия", "Ян", "Алёна", "Эльдар", "Ия", "Матвей")
PATRONYMIC = ("Ильич", "Кузьминична", "", "Ахмед оглы", "Фёдоровна")
TEXTS = (
    "",
    "=HYPERLINK(1)",
    "+7",
    "-1",
    "@все",
    "'=",
    "Физика; химия",
    "«Ёжик», 2-й класс",
    "две\nстроки",
    "1,5",
    "0012",
)
PHONES = ("", "+7 912 345-67-89", "8 (81531) 5-12-34")
AGES = ((None, None), (10, 14), (12, None), (None, 12), (9, 9))
PLACES = ("", "8 «А»", "=8Б", "10-1", "студия «Палитра»")


@pytest.fixture
def bank(world):
    """PEOPLE mentors whose every field may hold something awkward; the same ones at every run."""
    BankSettings.objects.create(organization=world.a1, without_consent="warn")
    random = Random(2026)  # noqa: S311 - a test, not a secret
    people = [_person(world.a1, random, number) for number in range(PEOPLE)]
    bulk.insert(people)
    forms = list(MentoringForm.objects.filter(organization=None, track="students")[:3])
    rows = [_participation(person, random, random.choice(forms)) for person in people]
    bulk.insert(rows)
    topics = list(Topic.objects.filter(kind="area")[:4])
    through = Participation.areas.through
    pairs = ((row, topic) for row in rows for topic in random.sample(topics, random.randint(0, 3)))
    through.objects.bulk_create(through(participation=row, topic=topic) for row, topic in pairs)
    return world.a1


def _person(organization, random: Random, number: int) -> Person:
    names = (LAST[number % 10], FIRST[number // 10 % 8], PATRONYMIC[number // 80 % 5])
    born = random.choice([None, date(2008, 1, 1) + timedelta(days=number)]) if number < 400 else date(1970, 1, 1)
    born = born + timedelta(days=number * 3) if born and number >= 400 else born
    kind = random.choice(Person.Kind.values)
    return Person(
        organization=organization, created_at=NOW, kind=kind, last_name=names[0], first_name=names[1],
        patronymic=names[2], birth_on=born, sex=random.choice(["", "f", "m"]), phone=random.choice(PHONES),
        email=random.choice(["", "anna@mail.ru"]), class_group=random.choice(PLACES),
        position=random.choice(TEXTS).strip(), workplace=random.choice(TEXTS).strip(),
        fingerprint=fingerprint(*names, born),
    )  # fmt: skip


def _participation(person: Person, random: Random, form: MentoringForm) -> Participation:
    low, high = random.choice(AGES)
    return Participation(
        person=person, created_at=NOW, role="mentor", form=form, track=form.track, joined_on=date(2026, 9, 1),
        questionnaire_on=random.choice([None, date(2026, 9, 12)]), request=random.choice(TEXTS),
        achievements=random.choice(TEXTS), interests_text=random.choice(TEXTS), wished_age_from=low,
        wished_age_to=high, hours_a_week=random.choice([None, Decimal("1.5"), Decimal("2.0")]),
        times=random.choice([[], ["mon-day", "wed-evening"]]), mode=random.choice(Participation.Mode.values),
        capacity=random.randint(1, 5), results=random.choice(TEXTS), completed_mark=random.choice(TEXTS),
    )  # fmt: skip


def table_of(organization) -> bytes:
    return exports.export_bank(organization, role="mentor", format="xlsx", table=exports.FULL, by=None, at=NOW).content


def upload(organization, name: str, data: bytes) -> BankImport:
    file = SimpleUploadedFile(name, data)
    batch = imports.begin_import(file, organization=organization, role="mentor", by=None, at=NOW)
    imports.read_import(batch, clock=lambda: NOW)
    return batch


def everything() -> list[list[dict]]:
    """Every column of every row."""
    topics = Participation.areas.through.objects.order_by("participation", "topic")
    return [
        list(Person.objects.order_by("pk").values()),
        list(Participation.objects.order_by("pk").values()),
        list(topics.values("participation", "topic")),
    ]


def not_the_same(batch: BankImport) -> list[tuple]:
    rows = batch.rows.exclude(verdict="same")
    return list(rows.values_list("number", "verdict", "problems", "raw")[:5])


def changed_in_excel(table: bytes) -> tuple[bytes, dict[int, tuple[str, str]]]:
    """The table with a telephone and a request changed here and there; by the number of the card, what was written."""
    titles = {column.field: column.title for column in full_columns("mentor")}
    book = load_workbook(BytesIO(table))
    sheet = book.active
    heading = next(row for row in sheet.iter_rows() if any(cell.value == titles["card"] for cell in row))
    place = {field: cell.column for field, title in titles.items() for cell in heading if cell.value == title}
    wrote = {}
    for number in range(heading[0].row + 1, heading[0].row + PEOPLE + 1, EVERY):
        card = int(sheet.cell(number, place["card"]).value)
        wrote[card] = (f"+7 900 000-{number // 100:02}-{number % 100:02}", f"'+ вопрос № {number}")
        for field, text in zip(("phone", "request"), wrote[card], strict=True):
            sheet.cell(number, place[field]).value = text
    content = BytesIO()
    book.save(content)
    return content.getvalue(), wrote


def as_csv(table: bytes, encoding: str) -> bytes:
    """What Excel saves as CSV: the cells as they are shown."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in load_workbook(BytesIO(table)).active.iter_rows(values_only=True):
        writer.writerow([f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell for cell in row])
    return text.getvalue().encode(encoding)


def test_a_thousand_people_there_and_back(bank):
    before = everything()
    table = table_of(bank)
    for name, data in (("банк.xlsx", table), ("банк.csv", as_csv(table, "cp1251"))):
        batch = upload(bank, name, data)
        assert batch.rows.count() == PEOPLE, name
        assert not not_the_same(batch), name

    changed, wrote = changed_in_excel(table)
    assert len(wrote) == PEOPLE // EVERY
    batch = upload(bank, "изменён.xlsx", changed)
    assert batch.rows.filter(verdict="changed").count() == len(wrote)
    assert batch.rows.filter(verdict="same").count() == PEOPLE - len(wrote)
    imports.ask_to_accept(batch, by=None, at=NOW)
    imports.accept_import(batch, by=None, clock=lambda: NOW)

    people, participations, topics = before
    for row in people:
        if row["id"] in wrote:
            row |= {"phone": wrote[row["id"]][0], "revision": row["revision"] + 1}
    for row in participations:
        if row["person_id"] in wrote:
            row |= {"request": wrote[row["person_id"]][1].removeprefix("'"), "revision": row["revision"] + 1}
    assert everything() == [people, participations, topics]

    assert imports.undo_import(batch, by=None, at=NOW).restored == len(wrote)

"""What an upload says before it is accepted, and what it never makes up: columns, relations, differences."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from participants.forms.participation import ParticipationForm
from participants.forms.people import PersonFields
from participants.importing.titles import meaning
from participants.models import BankSettings, MentoringForm, Participation, Person, Representative
from participants.selectors.uploads import tell_differences, unread_columns
from participants.services import exports, imports

from ..factories import NOW, make_participation, make_person
from .test_imports import verdicts

LIST = ["ФИО", "Дата рожд.", "Кл.", "Контактный телефон родителя", "ФИО родителя", "Соц. сеть"]
CHILD = ["Соловьёв Пётр Ильич", "14.05.2012", "8а", "8 912 345-67-89", "Соловьёва Анна Ивановна", "vk"]
NOT_TAKEN = {"partner", "seen"}  # what a form asks and no table gives


@pytest.fixture
def page(client, world):
    client.force_login(world.curator)
    return lambda batch: client.get(reverse("participants:import_rows", args=[batch.pk])).content.decode()


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_every_label_of_the_card_is_understood_as_a_title(role):
    fields = PersonFields.base_fields | ParticipationForm.base_fields
    with override("ru"):
        labels = {name: str(field.label) for name, field in fields.items() if name not in NOT_TAKEN}
        unknown = {name: label for name, label in labels.items() if not meaning(label, role)[0]}
    assert not unknown


def test_abbreviated_columns_are_read_and_the_unread_are_named(upload, page):
    batch = upload(CHILD, titles=LIST)
    values = batch.rows.get().values
    assert (values["birth_on"], values["class_group"]) == ("2012-05-14", "8 «А»")
    assert (values["representative_phone"], values.get("phone")) == ("+7 912 345-67-89", None)
    assert unread_columns(batch) == ["F «Соц. сеть»"]
    shown = page(batch)
    assert "F «Соц. сеть»" in shown
    assert reverse("participants:import_columns", args=[batch.pk]) in shown


def test_a_column_without_a_title_is_named_when_something_stands_in_it(upload):
    titles = ["ФИО", "", ""]
    [column] = unread_columns(upload(["Иванов Пётр", "слово", ""], titles=titles))
    assert column.startswith("B «")


@pytest.mark.parametrize("titles, cells, relation", [
    (["Законный представитель"], ["Иванова Анна Сергеевна"], "unstated"),
    (["Законный представитель"], ["Зайцев А."], "unstated"),
    (["Законный представитель"], ["Иванова Анна Сергеевна (мать)"], "mother"),
    (["ФИО мамы"], ["Иванова Анна Сергеевна"], "mother"),
    (["Отец"], ["Иванов Илья Петрович"], "father"),
    (["Родитель", "Кем приходится"], ["Иванова Анна Сергеевна", "опекун"], "guardian"),
    (["Контактные данные для связи"], ["мама Иванова Анна, 8 912 345 67 89"], "mother"),
])  # fmt: skip
def test_a_relation_is_written_only_when_the_file_says_it(upload, accept, page, titles, cells, relation):
    batch = upload(["Иванов Пётр Ильич", "14.05.2012", *cells], titles=["ФИО", "Дата рождения", *titles])
    assert ("Кем приходится представитель, таблица не говорит" in page(batch)) == (relation == "unstated")
    accept(batch)
    one = Representative.objects.get()
    assert one.relation == relation
    assert one.full_name.startswith(cells[0].removeprefix("мама ").split()[0])
    assert "(" not in one.full_name


def test_an_unstated_relation_takes_nothing_from_what_is_known(upload, accept):
    titles = ["ФИО", "Дата рождения", "Родитель", "Кем приходится"]
    accept(upload(["Иванов Пётр Ильич", "14.05.2012", "Иванова Анна", "мать"], titles=titles))
    again = upload(["Иванов Пётр Ильич", "14.05.2012", "Иванова Анна", "родитель"], titles=titles)
    assert verdicts(again) == ["same"]


def test_a_telephone_of_nobody_is_said_and_not_given_to_the_child(upload, accept):
    batch = upload(
        ["Иванов Пётр Ильич", "14.05.2012", "8 912 345 67 89"], titles=["ФИО", "Дата рождения", "Тел. мамы"]
    )
    assert "нет его имени" in batch.rows.get().problems[0]["message"]
    accept(batch)
    assert (Person.objects.get().phone, Representative.objects.count()) == ("", 0)


def test_the_file_of_rejected_rows_keeps_the_columns_as_they_were_told(upload, world):
    titles = ["Кто такой", "Когда появился", "", "Класс"]
    batch = upload(["Иванов Пётр Ильич", "31.02.2012", "8 912 345-67-89", "8"], titles=titles)
    told = {0: "full_name", 1: "birth_on", 2: "phone", 3: "class_group"}
    imports.set_columns(batch, header_row=1, mapping=told, by=world.curator, at=NOW)
    imports.read_import(batch, clock=lambda: NOW)
    assert verdicts(batch) == ["rejected"]

    file = exports.export_rejected(batch, by=world.curator, at=NOW)
    book = load_workbook(BytesIO(file.content))
    sheet = book.active
    sheet["D2"] = "14.05.2012"
    content = BytesIO()
    book.save(content)
    again = upload(data=content.getvalue(), name=file.name)
    assert verdicts(again) == ["new"]
    assert again.rows.get().values["birth_on"] == "2012-05-14"
    assert again.rows.get().values["phone"] == "+7 912 345-67-89"
    assert unread_columns(again) == []


def test_telephones_of_rejected_rows_have_no_apostrophe(upload, world):
    batch = upload(["Иванов", "+7 912 345-67-89", "=1+1"], titles=["ФИО", "Телефон", "Запрос"])
    sheet = load_workbook(BytesIO(exports.export_rejected(batch, by=world.curator, at=NOW).content)).active
    assert [cell.value for cell in sheet[2]][3:] == ["8 912 345-67-89", "'=1+1"]


def test_a_changed_row_tells_what_is_there_and_what_will_be(upload, page, world):
    person = make_person(
        world.a1,
        last_name="Иванов",
        first_name="Пётр",
        patronymic="Ильич",
        birth_on=date(2012, 5, 14),
        position="староста",
    )
    make_participation(person, joined_on=date(2026, 9, 20))
    batch = upload(
        ["Иванов Пётр Ильич", "14.05.2012", "01.09.2026", "капитан"],
        titles=["ФИО", "Дата рождения", "Дата вхождения", "Должность"],
    )
    rows = list(batch.rows.all())
    with override("ru"):
        tell_differences(rows, world.a1)
    assert rows[0].changes == [("должность", "староста", "капитан"), ("в программе с", "20.09.2026", "01.09.2026")]
    assert "<del>20.09.2026</del>" in page(batch)


def test_an_untouched_table_changes_nobody_however_things_are_spelt(world):
    BankSettings.objects.create(organization=world.a1, without_consent="warn")
    form = MentoringForm.objects.filter(organization=None, track="students").first()
    spelt = ("8А", "8 «А»", "7-А", "7 а", "подг. группа")
    phones = ("+7 912 345-67-89", "8(912)3456789", "+7 912 345-67-89, +7 913 345-67-89")
    for number, group in enumerate(spelt):
        person = make_person(
            world.a1,
            last_name=f"Ученик{'абвгд'[number]}",
            birth_on=date(2012, 5, 14),
            class_group=group,
            phone=phones[number % 3],
        )
        make_participation(
            person, form=form, track="teachers", times=["wed-evening", "mon-day"], joined_on=date(2026, 9, 1)
        )
        Representative.objects.create(
            person=person, full_name="Иванова А., мама", relation="guardian", phone=phones[-1]
        )
    file = exports.export_bank(world.a1, role="mentee", format="xlsx", table=exports.FULL, by=None, at=NOW)
    upload_file = SimpleUploadedFile("банк.xlsx", file.content)
    batch = imports.begin_import(upload_file, organization=world.a1, role="mentee", by=None, at=NOW)
    imports.read_import(batch, clock=lambda: NOW)
    assert [(row.verdict, row.differences) for row in batch.rows.all()] == [("same", [])] * len(spelt)


def test_rejected_rows_are_mended_and_accepted_after_the_others(upload, accept, client, world):
    titles = ["ФИО", "Дата рождения"]
    batch = accept(upload(["Иванов Пётр", "14.05.2012"], ["Петров Илья", "31.02.2012"], titles=titles))
    client.force_login(world.curator)
    row, written = batch.rows.get(verdict="rejected"), batch.rows.get(verdict="new")
    for one, is_open in ((row, True), (written, False)):
        shown = client.get(reverse("participants:import_rows", args=[batch.pk]), {"verdict": one.verdict})
        assert (reverse("participants:import_row", args=[one.pk]) in shown.content.decode()) == is_open
    with pytest.raises(imports.ImportNotPossible):
        imports.correct_row(written, {1: "15.05.2012"}, on=NOW.date())

    imports.correct_row(row, {1: "28.02.2012"}, on=NOW.date())
    accept(batch)
    assert (batch.state, Participation.objects.count()) == ("accepted", 2)
    assert imports.undo_import(batch, by=world.curator, at=NOW).removed == 2


def test_children_uploaded_as_mentors_are_asked_about(upload, page):
    titles = ["ФИО", "Дата рождения", "Класс"]
    batch = upload(["Иванов Пётр", "14.05.2013", "7а"], titles=titles, role="mentor")
    assert batch.warning
    assert batch.warning in page(batch)
    form = [*titles, "Форма наставничества"]
    assert not upload(["Иванов Пётр", "14.05.2013", "7а", "ученик-ученик"], titles=form, role="mentor").warning
    assert upload(["Иванов Пётр", "Физика"], titles=["ФИО", "Основные компетенции"], role="mentee").warning
    assert not upload(["Иванов Пётр", "14.05.2013"], titles=titles[:2], role="mentee").warning


def test_a_parents_column_under_a_common_heading_is_of_the_parent(upload):
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(
        [
            ["Фамилия", "Имя", "Родитель", ""],
            ["", "", "ФИО", "Телефон"],
            ["Иванов", "Пётр", "Иванова Анна", "8 912 345-67-89"],
        ]
    )
    values = upload(data=text.getvalue().encode()).rows.get().values
    assert (values["last_name"], values["representative"]) == ("Иванов", "Иванова Анна")
    assert (values["representative_phone"], "phone" in values) == ("+7 912 345-67-89", False)

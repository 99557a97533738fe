"""Columns by their titles: shortened, of a representative, of somebody else."""

import pytest

from participants.importing import FIELDS
from participants.importing.columns import mapping_of
from participants.importing.titles import meaning


@pytest.mark.parametrize("title, field", [
    ("Дата рожд.", "birth_on"), ("Дата рожд", "birth_on"), ("Д. рожд.", "birth_on"), ("Д.р.", "birth_on"),
    ("Кл.", "class_group"), ("Тел.", "phone"), ("№ тел.", "phone"), ("Фам.", "last_name"), ("Отч.", "patronymic"),
    ("Долж.", "position"), ("Осн. запрос", "request"), ("Форма наст-ва", "form"), ("Дата вхожд.", "joined_on"),
    ("В программе с", "joined_on"), ("Телефон, e-mail", "contact"),
])  # fmt: skip
def test_shortened_and_own_words(title, field):
    assert meaning(title, "mentee")[0] == field


@pytest.mark.parametrize("title, field", [
    ("Контактный телефон родителя", "representative_phone"), ("телефон мамы", "representative_phone"),
    ("Тел. зак. предст.", "representative_phone"), ("e-mail законного представителя", "representative_email"),
    ("Почта родителя", "representative_email"), ("Телефон/e-mail родителя", "representative_contact"),
    ("Контакты родителя", "representative_contact"), ("ФИО матери", "mother"), ("Папа", "father"),
    ("ФИО матери (отца)", "representative"), ("ФИО родителей (законных представителей)", "representative"),
    ("ФИО и телефон родителя", "representative"), ("Кем приходится ребёнку представитель", "relation"),
    ("Согласие родителя", ""), ("Место работы отца", ""), ("Дата рождения матери", ""), ("Имя родителя", ""),
    ("Представитель работодателя", ""), ("Контактные данные для связи (данные представителя)", "contact"),
])  # fmt: skip
def test_what_is_of_a_representative_is_never_the_childs(title, field):
    assert meaning(title, "mentee")[0] == field


@pytest.mark.parametrize("title", [
    "ФИО классного руководителя", "Телефон классного руководителя", "Кл. рук.", "Телефон наставника", "Соц. сеть",
    "Пр.", "Имя по падежам",
])  # fmt: skip
def test_what_is_of_somebody_else_or_of_two_meanings_is_not_read(title):
    assert meaning(title, "mentee")[0] == ""


@pytest.mark.parametrize("field, role", [(field, role) for field in FIELDS for role in field.roles])
def test_every_field_is_recognised_by_its_own_title(field, role):
    assert meaning(field.title, role)[0] == field.name


def test_the_children_keep_their_own_telephone_beside_the_parents():
    titles = ("ФИО", "Контактный телефон родителя", "Телефон")
    assert mapping_of(titles, "mentee") == {0: "full_name", 1: "representative_phone", 2: "phone"}

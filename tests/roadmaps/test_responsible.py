"""What a line of «Ответственный» names."""

import pytest

from roadmaps.responsible import PersonName, person_named, recognise, role_named


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Плохая В.С.", "person"),
        ("Плохая В. С.", "person"),
        ("А.Н. Грецкий", "person"),
        ("Петров-Водкин К.С.", "person"),
        ("Иванова Мария Петровна", "person"),
        ("Рудкова С.Г.(педагоги)", "person"),
        ("Карпенко М.С. (дополнительное образование)", "person"),
        ("Куратор", "role"),
        ("куратор программы наставничества", "role"),
        ("директор", "role"),
        ("Руководитель ОО", "role"),
        ("зам. директора по ОиИД", "role"),
        ("Заместитель директора по УВР", "role"),
        ("педагог-психолог", "role"),
        ("электроник", "role"),
        ("МКУ ИМС", "unit"),
        ("УО", "unit"),
        ("МБУДО ЦТ «Калейдоскоп»", "unit"),
        ("рабочая группа", "unit"),
        ("Педагогический совет", "unit"),
        ("руководители ОО", "text"),
        ("Наставники ОО", "text"),
        ("классные руководители", "text"),
        ("члены проекта", "text"),
        ("Руководители УО, ОО", "text"),
        ("<b>Все</b>", "text"),
    ],
)
def test_the_kind_is_detected_and_the_wording_kept(text, kind):
    named = recognise(f"  {text} ")
    assert (named.kind, named.text) == (kind, text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Куратор", "curator"),
        ("школьный куратор", "curator"),
        ("директор", "director"),
        ("Руководитель ОО", "director"),
        ("руководитель образовательной организации", "director"),
        ("Заведующий", "director"),
        ("муниципальный координатор", "methodologist"),
        ("региональный координатор", "coordinator"),
        ("зам. директора", ""),
        ("руководитель МО учителей", ""),
        ("кураторы", ""),
    ],
)
def test_a_role_of_the_product(text, role):
    assert role_named(text) == role


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        ("Семёнова А. Б.", True),
        ("Семенова А.", True),
        ("Семёнова Анна Борисовна", True),
        ("А.Б. Семёнова", True),
        ("Семёнова А. В.", False),
        ("Семёнов А. Б.", False),
    ],
)
def test_a_name_fits_a_person(written, fits):
    assert person_named(written).fits("Семёнова", "Анна", "Борисовна") is fits


def test_a_name_is_read_to_its_parts():
    assert person_named("А.Н. Грецкий") == PersonName("Грецкий", "А", "Н")
    assert person_named("Грецкий А.") == PersonName("Грецкий", "А")
    assert person_named("Куратор") is None

"""Names and positions by cases; the hundred names of names.tsv were written by hand before the code."""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from orders.declension import OBLIQUE, decline, decline_position, short_form, shortened

with (Path(__file__).parent / "names.tsv").open(encoding="utf-8", newline="") as table:
    NAMES = list(csv.DictReader(table, delimiter="\t"))


def test_the_table_has_a_hundred_names():
    assert len({name["full_name"] for name in NAMES}) == 100


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name["full_name"])
def test_every_case_of_a_name(name):
    cases = decline(name["full_name"], sex=name["sex"])

    assert cases.forms() == {case: name[case] for case in OBLIQUE}


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name["full_name"])
def test_the_patronymic_tells_the_sex(name):
    cases = decline(name["full_name"])

    assert cases.gender == name["sex"] or not cases.confident


@pytest.mark.parametrize(
    "full_name",
    [
        "Иванова Мария",  # the sex is only guessed
        "Иванова М. П.",
        "Кравец Тимур Русланович",  # Кравца or Кравеца
        "Лев Иван Петрович",  # Льва or Лева
        "Заяц Олег Петрович",
        "Малыш Юрий Иванович",
        "Кваша Игорь Владимирович",
        "Smith John",
        "Саша",
        "Нгуен Ван Тхань",
        "Айдын кызы Айгерим",
        "",
    ],
)
def test_what_spelling_does_not_settle_is_asked(full_name):
    assert not decline(full_name).confident


@pytest.mark.parametrize(
    ("full_name", "accusative"),
    [
        ("Иван Иванович Петров", "Ивана Ивановича Петрова"),
        ("Адам Иванович Мицкевич", "Адама Ивановича Мицкевича"),
        ("Константин Иванович Мицкевич", "Константина Ивановича Мицкевича"),
        ("М. П. Иванова", "М. П. Иванову"),
        ("  Иванова   М.П. ", "Иванову М. П."),
        ("ИВАНОВА Мария Петровна", "ИВАНОВУ Марию Петровну"),
        ("Юсупов Ринат Марат улы", "Юсупова Рината Марат улы"),
    ],
)
def test_other_ways_to_write_a_name(full_name, accusative):
    assert decline(full_name).accusative == accusative


def test_a_sex_that_contradicts_the_patronymic_is_taken_and_asked():
    cases = decline("Ким Анна Петровна", sex="m")

    assert (cases.gender, cases.confident) == ("m", False)


def test_overrides_are_taken_as_written():
    cases = decline("Кравец Тимур Русланович", overrides={"genitive": "Кравеца  Тимура Руслановича", "dative": " "})

    assert cases.genitive == "Кравеца Тимура Руслановича"
    assert cases.dative == "Кравцу Тимуру Руслановичу"
    assert not cases.confident


def test_all_five_overrides_make_it_certain():
    assert decline("Кравец Т. Р.", overrides=dict.fromkeys(OBLIQUE, "Кравеца Т. Р.")).confident


@pytest.mark.parametrize("wrong", [{"sex": "x"}, {"overrides": {"vocative": "Иване"}}])
def test_an_unknown_sex_or_case_is_an_error(wrong):
    with pytest.raises(ValueError):
        decline("Иванов Иван Иванович", **wrong)


@pytest.mark.parametrize(
    ("full_name", "short", "dative"),
    [
        ("Иванова Мария Петровна", "Иванова М. П.", "Ивановой М. П."),
        ("Мария Петровна Иванова", "Иванова М. П.", "Ивановой М. П."),
        ("Римский-Корсаков Николай Андреевич", "Римский-Корсаков Н. А.", "Римскому-Корсакову Н. А."),
        ("Алиев Рашид Мамед оглы", "Алиев Р. М.", "Алиеву Р. М."),
        ("Иванова М. П.", "Иванова М. П.", "Ивановой М. П."),
    ],
)
def test_short_names(full_name, short, dative):
    assert short_form(full_name) == short
    assert shortened(decline(full_name)).dative == dative


@pytest.mark.parametrize(
    ("position", "genitive", "instrumental"),
    [
        ("Директор", "Директора", "Директором"),
        ("заместитель директора по УВР", "заместителя директора по УВР", "заместителем директора по УВР"),
        ("учитель-логопед", "учителя-логопеда", "учителем-логопедом"),
        ("старший вожатый", "старшего вожатого", "старшим вожатым"),
        ("социальный педагог", "социального педагога", "социальным педагогом"),
        (
            "исполняющий обязанности директора",
            "исполняющего обязанности директора",
            "исполняющим обязанности директора",
        ),
        ("и. о. директора", "и. о. директора", "и. о. директора"),
        ("заведующая отделением", "заведующей отделением", "заведующей отделением"),
    ],
)
def test_positions(position, genitive, instrumental):
    cases = decline_position(position)

    assert (cases.genitive, cases.instrumental, cases.confident) == (genitive, instrumental, True)


@pytest.mark.parametrize("position", ["мотальщица", "", "добрый друг"])
def test_an_unknown_position_stays_and_is_asked(position):
    cases = decline_position(position)

    assert (cases.genitive, cases.confident) == (position, False)


def test_the_command_prints_json(capsys):
    call_command("decline_name", "Иванова Мария Петровна", "--json")

    said = json.loads(capsys.readouterr().out)
    assert said["accusative"] == "Иванову Марию Петровну"
    assert (said["gender"], said["confident"]) == ("f", True)
    assert list(said) == ["nominative", *OBLIQUE, "gender", "confident"]

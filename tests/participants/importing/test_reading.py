"""What is understood: kinds of files, places of the heading, spellings of names, dates, ages and hours."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from participants.importing import data_rows, find_heading, open_file
from participants.importing.contacts import contact
from participants.importing.days import NotADate, read_date, read_year
from participants.importing.names import split, tidy
from participants.importing.neutral import neutralise, restore
from participants.importing.places import letter
from participants.importing.values import ages, hours, phone
from participants.official import MENTEES, MENTORS

ROWS = [["Список", "", ""], ["№", "ФИО наставляемого", "Дата рождения"], [1, "Иванов Пётр", "14.05.2012"]]


def as_xlsx(rows) -> bytes:
    book = Workbook()
    book.active.title = "Пусто"
    sheet = book.create_sheet("Банк")
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_ods(rows) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="Банк">{cells}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return content.getvalue()


def as_text(mark: str, encoding: str) -> bytes:
    return "\r\n".join(mark.join(map(str, row)) for row in ROWS).encode(encoding)


FILES = {
    "xlsx": as_xlsx(ROWS),
    "ods": as_ods(ROWS),
    **{
        f"{name} {encoding}": as_text(mark, encoding)
        for name, mark in {"semicolon": ";", "comma": ",", "tab": "\t"}.items()
        for encoding in ("utf-8", "utf-8-sig", "cp1251", "utf-16")
    },
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_every_kind_of_file_gives_the_same_row(data):
    heading = find_heading(open_file(data), "mentee")
    assert (heading.row, heading.mapping) == (1, {0: "number", 1: "full_name", 2: "birth_on"})
    ((number, cells),) = data_rows(heading)
    assert (number, cells[1], str(cells[2])) == (3, "Иванов Пётр", "14.05.2012")


@pytest.mark.parametrize(("role", "columns"), [("mentee", MENTEES), ("mentor", MENTORS)])
def test_the_official_titles_are_recognised(role, columns):
    heading = find_heading(open_file(as_xlsx([[title for _field, title, _width in columns]])), role)
    assert list(heading.mapping.values()) == [field for field, _title, _width in columns]


def test_a_heading_of_two_lines_numbers_under_it_and_a_repeated_one():
    rows = [
        ["№", "ФИО", "Контакты", ""],
        ["", "", "Телефон", "Эл. почта"],
        [1, 2, 3, 4],
        [1, "Иванов Пётр", "89120000000", "a@b.ru"],
        ["№", "ФИО", "Телефон", "Эл. почта"],
        [2, "Ким Анна", "", ""],
        [3, "", "", ""],
        ["Итого", "2 человека", "", ""],
    ]
    heading = find_heading(open_file(as_xlsx(rows)), "mentee")
    assert heading.mapping == {0: "number", 1: "full_name", 2: "phone", 3: "email"}
    assert [number for number, _cells in data_rows(heading)] == [4, 6]


@pytest.mark.parametrize(
    "value",
    [
        "14.05.2012", "14.5.12", "14/05/2012", "14-05-2012", "14 05 2012", "2012-05-14", "2012.05.14", "14 мая 2012",
        "14 мая 2012 г.", "«14» мая 2012 года", "14-го мая 2012", "14 Мая 2012г", "14.05.2012 г.р.",
        "2012-05-14T00:00:00", "41043", 41043, 41043.0, date(2012, 5, 14), datetime(2012, 5, 14, 3), " 14.05.2012 ",
    ],
)  # fmt: skip
def test_dates(value):
    assert read_date(value, newest=2026) == date(2012, 5, 14)


@pytest.mark.parametrize("value", ["", "май", "14.05", "32.01.2012", "29.02.2013", "14 мартобря 2012", 5, True])
def test_what_is_no_date(value):
    with pytest.raises(NotADate):
        read_date(value, newest=2026)


def test_years():
    assert [read_year(value) for value in ("2012", 2012.0, "2012 г.р.", "14.05.2012", 41043)] == [
        2012, 2012, 2012, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Иванов Пётр Ильич", ("Иванов", "Пётр", "Ильич")),
        ("  ИВАНОВА-КИМ   АННА  ", ("Иванова-Ким", "Анна", "")),
        ("Пётр Ильич Иванов", ("Иванов", "Пётр", "Ильич")),
        ("Мамедов Руслан Али оглы", ("Мамедов", "Руслан", "Али оглы")),
        ("де ла Крус Мария Хуановна", ("де ла Крус", "Мария", "Хуановна")),
        ("О'Нил Джон", ("О'Нил", "Джон", "")),
        ("Иванова – Петрова Анна", ("Иванова-Петрова", "Анна", "")),
        ("Иванов", None),
    ],
)
def test_full_names(full, parts):
    assert split(full) == parts


def test_only_capitals_are_mended():
    assert [tidy(name) for name in ("ПЁТР", "д'Артаньян", "анна-мария")] == ["Пётр", "д'Артаньян", "Анна-Мария"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [("10–14", (10, 14)), ("от 10 до 14 лет", (10, 14)), ("14+", (14, None)), ("до 12", (None, 12)), (12.0, (12, 12))],
)
def test_ages(text, pair):
    assert ages(text) == pair


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2", 2),
        ("1,5", "1.5"),
        ("2 ч/нед.", 2),
        ("30 минут", "0.5"),
        ("8 часов в месяц", 2),
        ("1–2 часа", 2),
        (3.0, 3),
    ],
)
def test_hours(text, amount):
    assert hours(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["89123456789", "+7 (912) 345-67-89", "9123456789", "8-912-345-67-89"])
def test_telephones(text):
    assert phone(text) == "+7 912 345-67-89"


def test_contacts():
    assert contact("мама Иванова Анна Сергеевна, тел. 8 912 345 67 89, anna@mail.ru") == {
        "name": "Иванова Анна Сергеевна", "phone": "+7 912 345-67-89", "email": "anna@mail.ru",
        "relation": "mother",
    }  # fmt: skip
    assert contact("89123456789") == {"phone": "+7 912 345-67-89"}


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@a", "\t=1", "\r=1", "'=1", "''@x", "'слово'", "обычный", ""])
def test_what_is_made_harmless_comes_back(text):
    assert not neutralise(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restore(neutralise(text)) == text


def test_letters_of_columns():
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

"""Fifty and more kinds of spoilt files and rows: each is answered with its row, its column and what to do."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from participants.importing import (
    NoTable,
    ReadingRefused,
    Vocabulary,
    data_rows,
    find_heading,
    mark_repeats,
    open_file,
    read_row,
)

ON = date(2026, 11, 16)
WORDS = Vocabulary(
    forms={"ученик-ученик": 1},
    form_titles=["Ученик – ученик"],
    areas={"физика": 7},
    programmes={"вместе": 3},
    times={"пн днем": "mon-day"},
)
GOOD = {"ФИО": "Иванов Пётр Ильич", "Дата рождения": "14.05.2012"}
PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


def book(*rows) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def archive(**members: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return content.getvalue()


FILES = {
    "nothing": (b"", "нет данных"),
    "blank lines": (b"\n \n", "нет данных"),
    "an empty book": (book(), "нет данных"),
    "only commas": (b",,,\n,,,\n", "нет данных"),
    "too big": (b"x" * (20 * 1024 * 1024 + 1), "больше 20 МБ"),
    "too many rows": (("ФИО\n" + "Иванов Пётр\n" * 20_300).encode(), "больше 20 000 строк"),
    "a password": (PASSWORD, "защищён паролем"),
    "an old .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старого формата"),
    "a PDF": (b"%PDF-1.7 ...", "не таблица"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "не таблица"),
    "RTF": (b"{\\rtf1 ...}", "не таблица"),
    "RAR": (b"Rar!\x1a\x07...", "не таблица"),
    "a Word document": (archive(word__document_dot_xml=b"<w/>"), "не таблица"),
    "bytes that are no text": (bytes(range(256)) * 4, "не таблица"),
    "a torn archive": (book(["ФИО"], ["Иванов Пётр"])[:1500], "повреждён"),
    "a book without sheets": (archive(xl__workbook_dot_xml=b"<workbook/>"), "повреждён"),
    "a bomb": (archive(xl__workbook_dot_xml=b"<w/>", xl__big_dot_xml=b"\0" * (201 * 1024 * 1024)), "слишком большим"),
    "an encrypted ODS": (
        archive(**{"content_dot_xml": b"x", "META-INF__manifest_dot_xml": b"<m:encryption-data/>"}), "защищён паролем",
    ),
    "no heading": ("Иванов Пётр;14.05.2012\nКим Анна;02.03.2013".encode(), "не найдена шапка"),
    "a heading without names": ("Класс;Телефон;Почта\n8А;89120000000;a@b.ru".encode(), "не найдена шапка"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "said"), FILES.values(), ids=FILES)
def test_a_spoilt_file_is_refused_in_words(data, said):
    with pytest.raises(ReadingRefused, match=said) as refusal:
        heading = find_heading(open_file(data), "mentee")
        if heading is None or not heading.has_names:
            raise NoTable
    assert str(refusal.value).endswith(".")


ROWS = [
    ("ФИО", "", "Нет фамилии"),
    ("ФИО", "Иванов", "Нужны фамилия и имя"),
    ("ФИО", "Иванов П. И.", "Вместо имени инициалы"),
    ("ФИО", "Иванов П.И.", "Вместо имени инициалы"),
    ("ФИО", "Иванов Пётр 8А", "посторонние знаки"),
    ("ФИО", "Иванов Пётр a@b.ru", "посторонние знаки"),
    ("ФИО", "#ССЫЛКА! Пётр", "ошибка Excel"),
    ("ФИО", "- -", "нет букв|Нужны фамилия"),
    ("ФИО", "Иванов " + "П" * 101, "длиннее 100 знаков"),
    ("ФИО", "Иванов Пётр Ильич Ким Анна Олеговна Юг", "Слишком много слов"),
    ("Дата рождения", "31.02.2012", "не дата"),
    ("Дата рождения", "вчера", "не дата"),
    ("Дата рождения", "14/5", "не дата"),
    ("Дата рождения", "#Н/Д", "ошибка Excel"),
    ("Дата рождения", 12, "не дата"),
    ("Дата рождения", "14.05.2027", "в будущем"),
    ("Дата рождения", "14.05.1812", "слишком давняя"),
    ("Дата рождения", "14.05.2024", "меньше пяти лет"),
    ("Дата рождения", "2012", "Указан только год"),
    ("Год рождения", "3012", "не похож на правду|не дата"),
    ("Год рождения", "двенадцатый", "не дата"),
    ("Пол", "?", "Пол не понят"),
    ("Класс", "8" * 51, "длиннее 50 знаков"),
    ("Телефон", "нету", "не номер телефона"),
    ("Телефон", "89" * 20, "Слишком много цифр"),
    ("Эл. почта", "a@b", "не адрес электронной почты"),
    ("Эл. почта", "иванов собака mail.ru", "не адрес электронной почты"),
    ("Контактные данные", "...", "Контакт не понят"),
    ("Контактные данные", "a..b@mail.ru", "не адрес электронной почты"),
    ("Форма наставничества", "учитель – лошадь", "Такой формы наставничества нет.*Похожи: Ученик – ученик"),
    ("Программа наставничества", "Порознь", "нет в базе программ"),
    ("Дата вхождения в программу", "скоро", "не дата"),
    ("Дата вхождения в программу", "01.09.2031", "в будущем"),
    ("Дата вхождения в программу", "01.09.1206", "не похож на правду|не дата"),
    ("Дата вхождения в программу", "01.09.2010", "до рождения"),
    ("Дата завершения программы", "31.12.2026", "ещё не наступила"),
    ("Стаж с (дата)", "01.09.2010", "до рождения"),
    ("Основной запрос", "х" * 2001, "длиннее 2000 знаков"),
    ("Направления", "Физика; Алхимия", "нет в справочнике: Алхимия"),
    ("Ресурс времени", "сколько нужно", "Время не понято"),
    ("Ресурс времени", 400, "не бывает"),
    ("Сколько наставляемых", "много", "число от 1 до 30"),
    ("Когда может", "всегда", "Время не понято"),
    ("Формат встреч", "телепатия", "Формат не понят"),
    ("Ссылка на кейс", "на сайте", "не ссылка"),
    ("Ссылка на кейс", "javascript:alert(1)", "не ссылка"),
    ("№ карточки", "седьмая", "число от 1"),
    ("Кто участник", "марсианин", "Кто участник не понят"),
    ("Кем приходится", "сосед", "Родство не понят"),
]


@pytest.mark.parametrize(("title", "value", "said"), ROWS)
def test_a_spoilt_cell_names_its_column_and_the_remedy(title, value, said):
    cells = {**GOOD, title: value}
    heading = find_heading(open_file(book(["Список"], list(cells), list(cells.values()))), "mentee")
    (problem,) = _problems(heading)
    assert problem.column == list(cells).index(title)
    assert re.search(said, problem.message), problem.message
    assert problem.message[-1] in ".!" and len(problem.message) < 700


def _problems(heading):
    ((_number, cells),) = data_rows(heading)
    return read_row(cells, heading.mapping, WORDS, ON).problems


MENTORS = [
    ("Желаемый возраст", "старшие", "Возраст не понят"),
    ("Желаемый возраст", "14-10", "Поменяйте их местами"),
    ("Желаемый возраст", datetime(2026, 10, 14), "Excel превратил возраст в дату"),
    ("Желаемый возраст", "1, 2 и 3 класс", "Возраст не понят"),
    ("Дата завершения программы", "01.09.2025", "раньше даты вхождения"),
]


@pytest.mark.parametrize(("title", "value", "said"), MENTORS)
def test_a_spoilt_cell_of_the_mentors(title, value, said):
    cells = {**GOOD, "Дата вхождения в программу": "01.09.2026", title: value}
    heading = find_heading(open_file(book(list(cells), list(cells.values()))), "mentor")
    (problem,) = _problems(heading)
    assert said in problem.message
    assert problem.column == list(cells).index(title)


def test_somebody_who_stands_twice_is_told_with_the_number_of_the_first_row():
    rows = [["ФИО", "Дата рождения"], ["Иванов Пётр", "14.05.2012"], ["ИВАНОВ ПЁТР", date(2012, 5, 14)]]
    heading = find_heading(open_file(book(*rows)), "mentee")
    read = [(number, read_row(cells, heading.mapping, WORDS, ON)) for number, cells in data_rows(heading)]
    first, second = mark_repeats(read)
    assert not first[1].problems
    assert "уже есть в строке 2" in second[1].problems[0].message


def test_there_are_fifty_kinds():
    assert len(FILES) + len(ROWS) + len(MENTORS) >= 50

"""Layouts met in practice, each in every kind of file that can hold it."""

from datetime import date

import pytest

from roadmaps.drafts import ActivityDraft
from roadmaps.importers import Reading, Role, read_file, read_pasted, understand

from .papers import WRITERS, Box, Grid, Paper, box, table, write_docx, write_html, write_text

TITLE = "Дорожная карта реализации целевой модели наставничества в МБОУ СОШ № 5 на 2023-2024 учебный год"
FIRST = ("Издание приказа о назначении куратора", "до 15.09.2023", "Директор", "Приказ")
SECOND = ("Формирование базы наставляемых", "Октябрь 2023", "Куратор, Иванова И.И.", "База наставляемых")
THIRD = ("Проведение анкетирования участников программы", "Май 2024", "Куратор", "Справка")
KINDS = pytest.mark.parametrize("kind", WRITERS)


def read(kind: str, *grids: Grid, **options) -> Reading:
    reading = understand(read_file(WRITERS[kind](Paper(TITLE, grids))), **options)
    assert reading.source_rows == len(reading.placed) + len(reading.not_placed)
    return reading


def activities(reading: Reading) -> list[ActivityDraft]:
    return [row for section in reading.draft.sections for row in section.activities]


def cells(row: ActivityDraft) -> tuple[str, str, str, str]:
    return row.title, row.deadline, ", ".join(each.text for each in row.responsible), row.result


def order(row: tuple[str, ...], *places: int) -> tuple[str, ...]:
    return tuple(row[place] for place in places)


@KINDS
def test_deadline_column_first(kind):
    header = ("Срок", "Мероприятие", "Ответственный", "Результат")
    grid = table(header, *(order(row, 1, 0, 2, 3) for row in (FIRST, SECOND, THIRD)))
    assert list(map(cells, activities(read(kind, grid)))) == [FIRST, SECOND, THIRD]


@KINDS
def test_responsible_before_deadline(kind):
    header = ("№", "Мероприятия", "Исполнители", "Сроки исполнения", "Ожидаемый результат")
    grid = table(header, *((str(n), *order(row, 0, 2, 1, 3)) for n, row in enumerate((FIRST, SECOND, THIRD), 1)))
    rows = activities(read(kind, grid))
    assert list(map(cells, rows)) == [FIRST, SECOND, THIRD]
    assert [row.number for row in rows] == ["1", "2", "3"]


@KINDS
def test_result_before_period(kind):
    header = ("№ п/п", "Наименование мероприятия", "Итоговый результат", "Период", "Ответственные")
    grid = table(header, *((f"1.{n}", *order(row, 0, 3, 1, 2)) for n, row in enumerate((FIRST, SECOND, THIRD), 1)))
    assert list(map(cells, activities(read(kind, grid)))) == [FIRST, SECOND, THIRD]


@KINDS
def test_no_responsible_column(kind):
    grid = table(("Содержание работы", "Сроки", "Результат"), *(order(row, 0, 1, 3) for row in (FIRST, SECOND, THIRD)))
    rows = activities(read(kind, grid))
    assert [(row.title, row.deadline, row.result) for row in rows] == [
        order(row, 0, 1, 3) for row in (FIRST, SECOND, THIRD)
    ]
    assert not any(row.responsible for row in rows)


@KINDS
def test_a_place_column(kind):
    header = ("Мероприятие", "Дата проведения", "Место проведения", "Ответственный")
    places = ("Кабинет директора", "Актовый зал", "МБОУ СОШ № 5")
    rows = [(row[0], row[1], place, row[2]) for row, place in zip((FIRST, SECOND, THIRD), places, strict=True)]
    found = activities(read(kind, table(header, *rows)))
    assert [(row.title, row.deadline, row.place) for row in found] == [row[:3] for row in rows]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_place_below_the_deadline_in_one_column(kind):
    header = ("№", "Мероприятие", "Сроки / место проведения", "Ответственный")
    deadline = Box(("15.09.2023", "актовый зал школы"))
    [row] = activities(read(kind, table(header, ("1", box(FIRST[0]), deadline, box("Директор")))))
    assert (row.deadline, row.place) == ("15.09.2023", "актовый зал школы")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_separate_stage_and_activity_columns(kind):
    header = ("№", "Наименование этапа", "Мероприятия", "Содержание деятельности", "Сроки", "Ответственные")
    stage = box("Подготовка условий для запуска программы", down=2)
    grid = table(
        header,
        ("1", stage, FIRST[0], "Подготовка проекта приказа", FIRST[1], FIRST[2]),
        ("2", SECOND[0], "Анкетирование, беседы", SECOND[1], SECOND[2]),
        ("3", "Завершение программы", THIRD[0], "Сбор анкет", THIRD[1], THIRD[2]),
    )
    reading = read(kind, grid)
    assert [section.title for section in reading.draft.sections] == [
        "Подготовка условий для запуска программы",
        "Завершение программы",
    ]
    assert [len(section.activities) for section in reading.draft.sections] == [2, 1]
    rows = activities(reading)
    assert [(row.number, row.title, row.note, row.deadline) for row in rows] == [
        ("1", FIRST[0], "Подготовка проекта приказа", FIRST[1]),
        ("2", SECOND[0], "Анкетирование, беседы", SECOND[1]),
        ("3", THIRD[0], "Сбор анкет", THIRD[1]),
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_cells_merged_downwards_hold_for_each_row(kind):
    header = ("№", "Мероприятие", "Срок", "Ответственный")
    grid = table(
        header,
        ("1", FIRST[0], box("в течение года", down=2), box("Куратор", down=2)),
        ("2", SECOND[0]),
        ("3", *order(THIRD, 0, 1, 2)),
    )
    rows = activities(read(kind, grid))
    assert [row.deadline for row in rows] == ["в течение года", "в течение года", "Май 2024"]
    assert [each.text for row in rows for each in row.responsible] == ["Куратор", "Куратор", "Куратор"]


@KINDS
def test_plan_by_months_in_sections(kind):
    grid = table(
        ("№", "Мероприятие", "Ответственный", "Результат"),
        (box("Сентябрь", wide=4),),
        ("1", *order(FIRST, 0, 2, 3)),
        (box("Октябрь", wide=4),),
        ("2", *order(SECOND, 0, 2, 3)),
        ("3", *order(THIRD, 0, 2, 3)),
    )
    reading = read(kind, grid)
    assert [section.title for section in reading.draft.sections] == ["Сентябрь", "Октябрь"]
    assert [row.deadline for row in activities(reading)] == ["Сентябрь", "Октябрь", "Октябрь"]


@KINDS
def test_plan_by_months_in_a_column(kind):
    down = 1 if kind == "text" else 2
    rest = ("",) if kind == "text" else ()
    grid = table(
        ("Месяц", "Мероприятие", "Ответственный"),
        (box("Сентябрь", down=down), *order(FIRST, 0, 2)),
        (*rest, *order(SECOND, 0, 2)),
        ("Май", *order(THIRD, 0, 2)),
    )
    rows = activities(read(kind, grid))
    assert [row.title for row in rows] == [FIRST[0], SECOND[0], THIRD[0]]
    assert [row.deadline for row in rows][::2] == ["Сентябрь", "Май"]


@KINDS
def test_plan_by_months_with_marks(kind):
    months = ("сентябрь", "октябрь", "ноябрь", "май")
    grid = table(
        ("№", "Мероприятие", *months, "Ответственный"),
        ("1", FIRST[0], "+", "", "", "", "Директор"),
        ("2", SECOND[0], "", "+", "+", "", "Куратор"),
        ("3", THIRD[0], "", "", "", "20", "Куратор"),
    )
    rows = activities(read(kind, grid))
    assert [row.deadline for row in rows] == ["сентябрь", "октябрь, ноябрь", "20 мая"]


@KINDS
def test_numbers_missing(kind):
    header = ("Мероприятие", "Срок", "Ответственный", "Результат")
    grid = table(header, (box("Организационный этап", bold=True, wide=4),), FIRST, SECOND, THIRD)
    reading = read(kind, grid)
    assert [section.title for section in reading.draft.sections] == ["Организационный этап"]
    assert list(map(cells, activities(reading))) == [FIRST, SECOND, THIRD]
    assert [row.number for row in activities(reading)] == ["", "", ""]


@KINDS
def test_sections_as_headings_between_tables(kind):
    header = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
    reading = read(
        kind,
        table(header, ("1.1", *FIRST), heading="1. Нормативное обеспечение"),
        table(header, ("2.1", *SECOND), ("2.2", *THIRD), heading="2. Реализация программы наставничества"),
    )
    assert [(section.number, section.title) for section in reading.draft.sections] == [
        ("1", "Нормативное обеспечение"),
        ("2", "Реализация программы наставничества"),
    ]
    assert [len(section.activities) for section in reading.draft.sections] == [1, 2]
    assert reading.draft.title == TITLE


@pytest.mark.parametrize("kind", ["docx", "html", "text"])
def test_headings_without_numbers_between_tables(kind):
    header = ("Мероприятие", "Срок", "Ответственный", "Результат")
    reading = read(
        kind,
        table(header, FIRST, heading="Организационно-методическая работа"),
        table(header, SECOND, THIRD, heading="Работа с парами"),
    )
    assert [section.title for section in reading.draft.sections] == [
        "Организационно-методическая работа",
        "Работа с парами",
    ]


@KINDS
def test_a_row_of_column_numbers_and_a_repeated_header_are_counted(kind):
    header = ("№ п/п", "Мероприятие", "Срок", "Ответственный", "Результат")
    grid = table(header, tuple("12345"), ("1.1", *FIRST), header, tuple("12345"), ("1.2", *SECOND))
    reading = read(kind, grid)
    assert list(map(cells, activities(reading))) == [FIRST, SECOND]
    assert reading.counts["repeated_header"] == 1
    assert reading.counts["column_numbers"] == 2


@KINDS
def test_no_header_at_all(kind):
    rows = [(f"{n}.", *row) for n, row in enumerate((FIRST, SECOND, THIRD), 1)]
    reading = read(kind, table(rows[0], *rows[1:]))
    assert list(map(cells, activities(reading))) == [FIRST, SECOND, THIRD]
    assert {doubt.code for doubt in reading.doubts} >= {"column_guessed"}


@KINDS
def test_a_strange_header_is_helped_by_the_content(kind):
    header = ("№", "Что", "До какого", "Чья забота", "Чем кончится")
    reading = read(kind, table(header, *((str(n), *row) for n, row in enumerate((FIRST, SECOND, THIRD), 1))))
    assert list(map(cells, activities(reading))) == [FIRST, SECOND, THIRD]


@KINDS
def test_unknown_columns_are_kept_in_notes(kind):
    header = ("Мероприятие", "Срок", "Ответственный", "Охват, чел.")
    [row] = activities(read(kind, table(header, (*FIRST[:3], "25"))))
    assert row.note == "Охват, чел.: 25"


def test_columns_are_changed_by_hand():
    header = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
    source = read_file(write_docx(Paper(TITLE, (table(header, ("1", FIRST[0], FIRST[1], "Приказ", "Директор")),))))
    reading = understand(source)
    assert [(column.index, column.role) for column in reading.columns] == list(
        enumerate((Role.NUMBER, Role.TITLE, Role.DEADLINE, Role.RESPONSIBLE, Role.RESULT))
    )
    [row] = activities(understand(source, roles={3: "result", 4: "responsible"}))
    assert cells(row) == FIRST


def test_columns_set_by_hand_where_nothing_is_recognised():
    source = read_pasted("альфа\tбета\nАльфа дельта\tБета гамма\nЭпсилон дзета\tЭта тета\n")
    reading = understand(source, roles={0: "title", 1: "responsible"}, otherwise=(date(2023, 9, 1), date(2024, 8, 31)))
    assert [row.title for row in activities(reading)] == ["альфа", "Альфа дельта", "Эпсилон дзета"]
    assert {doubt.code for doubt in reading.doubts} >= {"period_assumed", "title_assumed", "section_assumed"}


def test_start_and_end_columns_make_one_deadline():
    header = ("Мероприятие", "Начало", "Окончание", "Ответственный")
    [row] = activities(read("docx", table(header, (FIRST[0], "01.09.2023", "15.09.2023", "Директор"))))
    assert row.deadline == "01.09.2023 – 15.09.2023"


def test_one_title_with_several_deadlines():
    header = ("№", "Мероприятие", "Срок", "Ответственный")
    grid = table(
        header,
        ("1", box("Мониторинг", down=2), "до 15 декабря", "Куратор"),
        ("", "до 15 мая", "Директор"),
        ("2", *THIRD[:3]),
    )
    rows = activities(read("html", grid))
    assert (rows[0].title, rows[0].deadline) == ("Мониторинг", "до 15 декабря до 15 мая")
    assert [each.text for each in rows[0].responsible] == ["Куратор", "Директор"]


def test_a_table_inside_the_frame_of_another():
    inner = write_html(
        Paper(TITLE, (table(("Мероприятие", "Срок", "Ответственный"), FIRST[:3], SECOND[:3]),))
    ).decode()
    framed = inner.replace("<body>", "<body><table><tr><td>").replace("</body>", "</td></tr></table></body>")
    assert [row.title for row in activities(understand(read_file(framed.encode())))] == [FIRST[0], SECOND[0]]


def test_tables_that_are_not_the_roadmap_are_listed():
    reading = read(
        "docx",
        table(("№", "Мероприятие", "Срок", "Ответственный"), ("1", *FIRST[:3])),
        table(("№", "ФИО", "Дата", "Подпись"), ("1", "Иванова И.И.", "", ""), ("2", "Петрова П.П.", "", "")),
    )
    assert len(activities(reading)) == 1
    assert [each.text for each in reading.not_placed][-2:] == ["1 | Иванова И.И.", "2 | Петрова П.П."]


def test_a_quoted_cell_of_a_pasted_sheet_keeps_its_list():
    quoted = '"Подготовка документов:\n- приказа;\n- положения"\tСентябрь 2023\tКуратор\n'
    pasted = f"{TITLE}\nМероприятие\tСрок\tОтветственный\n{quoted}"
    [row] = activities(understand(read_pasted(pasted)))
    assert (row.title, row.steps, row.deadline) == (
        "Подготовка документов:",
        ("приказа", "положения"),
        "Сентябрь 2023",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_encodings(encoding):
    text = write_text(
        Paper(TITLE.replace("№", "N"), (table(("Мероприятие", "Срок", "Ответственный"), FIRST[:3]),))
    ).decode()
    [row] = activities(understand(read_file(text.encode(encoding))))
    assert row.title == FIRST[0]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("на 2023-2024 учебный год", (date(2023, 9, 1), date(2024, 8, 31))),
        ("на 2023/2024 уч. г.", (date(2023, 9, 1), date(2024, 8, 31))),
        ("на 2023-24 учебный год", (date(2023, 9, 1), date(2024, 8, 31))),
        ("на период 2022-2024 гг.", (date(2022, 1, 1), date(2024, 12, 31))),
        ("на 2022 год", (date(2022, 1, 1), date(2022, 12, 31))),
        ("на период с 2021 г. по 2024 г.", (date(2021, 1, 1), date(2024, 12, 31))),
        ("на период с 01.09.2023 по 31.05.2024", (date(2023, 9, 1), date(2024, 5, 31))),
    ],
)
def test_period_of_the_title(title, period):
    grid = table(("Мероприятие", "Срок", "Ответственный"), FIRST[:3])
    draft = understand(read_file(write_text(Paper(f"План мероприятий по наставничеству {title}", (grid,))))).draft
    assert (draft.period_from, draft.period_to) == period

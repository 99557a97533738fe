"""A plan moved by whole years: its own dates move, the requisites of acts stay."""

from dataclasses import replace
from datetime import date

import pytest

from roadmaps.drafts import ActivityDraft, ResponsibleDraft, SectionDraft, StampDraft
from roadmaps.shifting import for_adoption, for_next_period, for_next_version, moved, years_ahead

from .plans import draft


def with_deadline(phrase: str, **fields):
    return draft(
        sections=(SectionDraft("1", "Раздел", activities=(ActivityDraft("1.1", "Встреча", phrase, **fields),)),)
    )


def the_row(draft):
    return draft.sections[0].activities[0]


@pytest.mark.parametrize(
    ("phrase", "later"),
    [
        ("до 15.04.2027", "до 15.04.2028"),
        ("до 15.04.2027 г., далее ежегодно", "до 15.04.2028 г., далее ежегодно"),
        ("15.12.26", "15.12.27"),
        ("01.- 08.05.27г.", "01.- 08.05.28г."),
        ("Декабрь 2026 и май 2027", "Декабрь 2027 и май 2028"),
        ("2026–2027 учебный год", "2027–2028 учебный год"),
        ("2026 - 2027 гг.", "2027 - 2028 гг."),
        ("2026/27 учебный год", "2027/28 учебный год"),
        ("С 2026 до 01.10. ежегодно", "С 2027 до 01.10. ежегодно"),
        ("до 28.02.2027", "до 28.02.2028"),
        ("раз в квартал", "раз в квартал"),
        ("к 70-летию Победы в 2015 году", "к 70-летию Победы в 2015 году"),
        ("по приказу от 01.09.2026 № 15/2026", "по приказу от 01.09.2026 № 15/2026"),
        ("по распоряжению от 25 декабря 2026 г.", "по распоряжению от 25 декабря 2026 г."),
    ],
)
def test_the_years_of_the_plan_move(phrase, later):
    assert the_row(moved(with_deadline(phrase), 1)).deadline == later


def test_a_day_that_the_later_year_lacks_becomes_the_one_before():
    leap = replace(with_deadline("до 29.02.2028"), period_from=date(2028, 2, 29), period_to=date(2028, 12, 31))
    later = moved(leap, 1)
    assert the_row(later).deadline == "до 28.02.2029"
    assert later.period_from == date(2029, 2, 28)


def test_everything_that_is_worded_moves():
    source = draft(
        title="Карта на 2026–2027 учебный год",
        sections=(
            SectionDraft(
                "1", "Раздел 2026", "Задача 2026", "Результат 2026",
                (ActivityDraft("1.1", "Встреча 2026", "2026", steps=("шаг 2026",), result="отчёт 2026", note="2026",
                               dates_by_hand=({"opens": None, "due": "2026-11-01"},)),),
            ),
        ),
    )  # fmt: skip
    later = moved(source, 2)
    section, row = later.sections[0], the_row(later)
    assert later.title == "Карта на 2028–2029 учебный год"
    assert (later.period_from, later.period_to) == (date(2028, 9, 1), date(2029, 8, 31))
    assert (section.title, section.goal, section.result) == ("Раздел 2028", "Задача 2028", "Результат 2028")
    assert (row.title, row.steps, row.result, row.note) == ("Встреча 2028", ("шаг 2028",), "отчёт 2028", "2028")
    assert row.dates_by_hand == ({"opens": None, "due": "2028-11-01"},)


def test_by_no_years_nothing_moves():
    assert moved(draft(), 0) == draft()


STAMPS = (
    StampDraft("agreed", "СОГЛАСОВАНО", "А. Н. Грецкий", "Председатель", "протокол № 1", date(2026, 8, 30), "left"),
    StampDraft("approved_by_order", "УТВЕРЖДЕНО", document="приказом № 1", date=date(2026, 9, 1)),
    StampDraft("signed", who="А. Е. Шульга", position="Директор", side="bottom"),
)


def test_the_next_version_is_to_be_approved_and_agreed_to_again():
    stamps = for_next_version(draft(stamps=STAMPS)).stamps
    assert [(stamp.kind, stamp.who, stamp.document, stamp.date) for stamp in stamps] == [
        ("agreed", "А. Н. Грецкий", "", None),
        ("signed", "А. Е. Шульга", "", None),
    ]


def test_the_next_period_keeps_people_and_leaves_the_remarks_on_the_old_paper():
    source = with_deadline("до 15.04.2027", responsible=(ResponsibleDraft("person", "Плохая В.С."),))
    later = for_next_period(source, 1)
    assert the_row(later).responsible == the_row(source).responsible
    assert later.remarks == ()


def test_adoption_takes_the_plan_without_its_stamps_and_people():
    people = (ResponsibleDraft("person", "Карпенко М.С."), ResponsibleDraft("text", "руководители ОО"))
    source = replace(with_deadline("до 15.04.2027", responsible=people), level="municipality", stamps=STAMPS)
    adopted = for_adoption(source, 0, level="institution")
    assert (adopted.level, adopted.stamps) == ("institution", ())
    assert the_row(adopted).responsible == (ResponsibleDraft("text", "руководители ОО"),)


@pytest.mark.parametrize(
    ("start", "end", "adopted", "again"),
    [
        (date(2026, 9, 1), date(2027, 8, 31), 0, 1),
        (date(2025, 9, 1), date(2026, 8, 31), 1, 1),
        (date(2023, 9, 1), date(2024, 8, 31), 3, 3),
        (date(2022, 1, 1), date(2024, 12, 31), 3, 3),
        (date(2021, 7, 1), date(2024, 12, 31), 4, 4),
        (date(2021, 1, 1), date(2021, 12, 31), 5, 5),
    ],
)
def test_as_many_years_ahead_as_bring_the_period_to_today(start, end, adopted, again):
    source, today = draft(period_from=start, period_to=end), date(2026, 11, 16)
    assert years_ahead(source, today, again=False) == adopted
    assert years_ahead(source, today, again=True) == again

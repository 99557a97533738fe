"""What the reading of the five source documents tells apart: steps, deadlines, people, stages, stamps."""

from datetime import date

import pytest

from .source_documents import activities, draft_of


@pytest.mark.parametrize(
    ("slug", "steps"),
    [
        ("kaleidoskop", {"4.3": 5, "4.4": 2}),
        ("dinskaya", {"1.3": 5, "4.3": 5, "4.4": 2}),
        ("kingisepp-dshi", {"4.2": 1}),
        ("hibiny", {"1.1": 6, "3.3": 4, "6.1": 5}),
        ("aban", {"6.1": 3, "6.2": 2}),
    ],
)
def test_steps(slug, steps):
    loaded = activities(draft_of(slug))
    assert {number: len(activity.steps) for number, activity in loaded.items() if activity.steps} == steps
    for number in steps:
        assert loaded[number].title.endswith(":")


def test_the_five_meetings_in_order():
    meetings = (
        "встреча-знакомство",
        "пробная встреча",
        "встреча-планирование",
        "совместная работа наставника и наставляемого",
        "итоговая встреча",
    )
    assert activities(draft_of("kaleidoskop"))["4.3"].steps == meetings
    assert activities(draft_of("dinskaya"))["4.3"].steps == meetings


def test_deadlines_of_stages_stand_at_their_items():
    loaded = activities(draft_of("kingisepp-dshi"))
    stages = {
        "1": ["Март 2022 г."] * 3,
        "2": ["В зависимости от потребности", "В течение первого месяца"],
        "3": ["В зависимости от потребности", "В течение первого месяца"],
        "4": ["В течение первого- второго месяца"] * 3,
        "5": ["В течение месяца после издания приказа о внедрении целевой модели наставничества в ОО"] * 3,
        "6": ["Раз в три месяца после формирования наставнических пар/групп"] * 3,
        "7": ["Периодически"],
    }
    for stage, deadlines in stages.items():
        assert [a.deadline for number, a in loaded.items() if number.startswith(f"{stage}.")] == deadlines


@pytest.mark.parametrize(
    ("slug", "people", "roles", "units", "groups"),
    [
        (
            "kaleidoskop",
            {"Плохая В.С.", "Антипова Ю.В.", "Громенко О.Г."},
            {"Руководитель ОО"},
            set(),
            {"Наставники ОО"},
        ),
        (
            "dinskaya",
            {
                "Рудкова С.Г.",
                "Карпенко М.С.",
                "Толстых Т.Г.",
                "Мухомор Л.И.",
                "Усманова А.В.",
                "Печёная Т.В.",
                "Рудкова С.Г.(педагоги)",
                "Карпенко М.С. (дополнительное образование)",
                "Толстых Т.Г.(база наставников)",
            },
            set(),
            set(),
            {"руководители ОО", "наставники ОО"},
        ),
        ("kingisepp-dshi", set(), set(), set(), set()),
        (
            "hibiny",
            set(),
            {"Куратор", "директор", "Директор", "зам. директора по ОиИД", "электроник"},
            {"рабочая группа"},
            {"члены проекта"},
        ),
        (
            "aban",
            set(),
            set(),
            {"УО", "МКУ ИМС", "ОО"},
            {
                "Руководители ОО",
                "руководители ОО",
                "Руководители УО, ОО",
                "руководители образовательных организаций",
                "кураторы в ОО",
                "кураторы ОО",
                "кураторы",
            },
        ),
    ],
)
def test_responsible_are_told_apart(slug, people, roles, units, groups):
    named = [item for activity in activities(draft_of(slug)).values() for item in activity.responsible]
    assert {
        kind: {item.text for item in named if item.kind == kind} for kind in ("person", "role", "unit", "text")
    } == {
        "person": people,
        "role": roles,
        "unit": units,
        "text": groups,
    }


def test_task_and_result_of_every_stage():
    for section in draft_of("hibiny").sections:
        assert section.title.startswith(f"Этап {section.number}. ")
        assert section.goal
        assert section.result
        assert "этапа" not in f"{section.goal} {section.result.split()[0]}", "the label is not part of the wording"


def test_stamps():
    [signed] = draft_of("kaleidoskop").stamps
    assert (signed.kind, signed.who, signed.side) == ("signed", "А.Е.Шульга", "bottom")
    assert signed.position == "Директор МБУДО ЦТ «Калейдоскоп»"

    order, signed = draft_of("dinskaya").stamps
    assert (order.kind, order.who, order.date) == ("approved_by_order", "М.А.Ежкова", date(2021, 7, 30))
    assert "от 30.07.2021 г. № 344 «О реализации целевой модели наставничества" in order.document
    assert (signed.kind, signed.position, signed.side) == ("signed", "Начальник управления образования", "bottom")

    agreed, approved = draft_of("hibiny").stamps
    assert (agreed.kind, agreed.wording, agreed.who, agreed.date) == (
        "agreed",
        "СОГЛАСОВАНО",
        "А.Н. Грецкий",
        date(2021, 6, 6),
    )
    assert agreed.position == "Председатель Комитета образования, культуры и спорта"
    assert (approved.kind, approved.wording, approved.date) == ("approved_by_order", "УТВЕРЖЕНО", date(2021, 7, 1))
    assert approved.document == "приказом МАОДО ЦДТ «Хибины» от 01.07.2021 № 246"

    assert draft_of("kingisepp-dshi").stamps == draft_of("aban").stamps == ()

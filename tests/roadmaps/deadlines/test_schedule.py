"""The schedule: rules as data, what an event sets going, warnings, the plain sentence."""

from datetime import date

import pytest

from roadmaps.deadlines import Dated, Frequency, Occurrence, OnDemand, Recurring, Relative, parse

from .tables import PERIODS

THREE_YEARS, SCHOOL_YEAR = PERIODS["kaleidoskop"], PERIODS["school_year"]


def test_the_reading_as_the_command_prints_it():
    assert parse("до 15.04.2022, далее ежегодно", period=THREE_YEARS).to_dict() == {
        "phrase": "до 15.04.2022, далее ежегодно",
        "understood": True,
        "explanation": "до 15 апреля 2022 года; до 15 апреля каждого года, с 2023 по 2024",
        "remainder": "",
        "rules": [
            {"kind": "dated", "opens": None, "due": "2022-04-15"},
            {
                "kind": "recurring",
                "rrule": "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15;UNTIL=20241231",
                "opens": None,
                "first_due": "2023-04-15",
            },
        ],
        "occurrences": [
            {"opens": None, "due": "2022-04-15"},
            {"opens": None, "due": "2023-04-15"},
            {"opens": None, "due": "2024-04-15"},
        ],
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("phrase", "fields"),
    [
        ("1-2 раза в неделю, минимум 2 месяца", {"count_min": 1, "count_max": 2, "unit": "week", "at_least": "P2M"}),
        ("не менее 3 раз в год", {"count_min": 3, "count_max": None, "unit": "year", "at_least": None}),
        ("раз в две недели", {"count_min": 1, "unit": "week", "every": 2}),
        ("в течение года", {"from": "2023-09-01", "to": "2024-08-31"}),
        ("за две недели до начала конкурса", {"event": "начала конкурса", "offset": "-P2W", "window": False}),
        ("в течение месяца после издания приказа", {"event": "издания приказа", "offset": "P1M", "window": True}),
        ("раз в три месяца после формирования пар", {"event": "формирования пар", "offset": "P3M", "repeats": True}),
        ("в течение 5 рабочих дней со дня подписания", {"offset": "P5D", "working_days": True}),
        ("по запросу региона и Федерации", {"cause": "по запросу", "by": "региона и Федерации"}),
        ("в соответствии с планом ГБОУ ИРО", {"document": "в соответствии с планом", "whose": "ГБОУ ИРО"}),
        ("до момента нахождения наставника", {"event": "нахождения наставника"}),
        ("каждый понедельник", {"rrule": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20240831", "first_due": "2023-09-04"}),
        ("последняя пятница месяца", {"rrule": "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20240831"}),
        ("до 25 числа каждого месяца", {"rrule": "FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20240831"}),
        ("ежегодно в феврале", {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;UNTIL=20240831", "opens": "2024-02-01"}),
    ],
)
def test_fields_of_a_rule(phrase, fields):
    rule = parse(phrase, period=SCHOOL_YEAR).rules[0].to_dict()
    assert {name: rule[name] for name in fields} == fields


@pytest.mark.parametrize(
    ("phrase", "explanation"),
    [
        ("до 15.10. ежегодно", "до 15 октября каждого года, с 2022 по 2024"),
        ("Сентябрь - октябрь 2023", "с сентября по октябрь 2023 года"),
        ("2-4 октября 2023", "со 2 по 4 октября 2023 года"),
        ("Раз в квартал", "не реже одного раза в квартал"),
        ("не менее 3 раз в год", "не менее трёх раз в год"),
        ("21 раз в год", "не менее 21 раза в год"),
        ("каждую среду и пятницу 2023 года", "каждую среду и пятницу, с 4 января по 31 декабря 2023 года"),
        ("в 10-дневный срок", "в течение десяти дней"),
        ("в течение рабочего дня после встречи", "в течение рабочего дня после встречи"),
        ("за неделю до начала", "за неделю до начала"),
        ("через 3 дня после встречи", "через 3 дня после встречи"),
        ("третья среда месяца", "третья среда каждого месяца, с 19 января 2022 года по 31 декабря 2024 года"),
        ("31.12.2022 далее до 2025 г. ежегодно", "31 декабря 2022 года; 31 декабря каждого года, с 2023 по 2025"),
        ("кое-когда", "срок требует уточнения"),
    ],
)
def test_explanations(phrase, explanation):
    assert parse(phrase, period=THREE_YEARS).explanation == explanation


def test_occurrences_are_those_due_in_the_span():
    schedule = parse("до 15.10. ежегодно", period=THREE_YEARS)
    assert schedule.occurrences(date(2023, 1, 1), date(2023, 10, 15)) == (Occurrence(date(2023, 10, 15), None, 0),)
    assert schedule.occurrences(date(2023, 10, 16), date(2024, 10, 14)) == ()


def test_a_relative_rule_has_dates_once_its_event_has_happened():
    schedule = parse("в течение месяца после издания приказа", period=SCHOOL_YEAR)
    assert schedule.events == ("издания приказа",)
    assert schedule.occurrences() == ()
    found = schedule.occurrences(happened={"издания приказа": date(2023, 9, 15)})
    assert found == (Occurrence(date(2023, 10, 15), date(2023, 9, 15), 0),)


def test_a_repeated_relative_rule_goes_on_to_the_end_of_the_roadmap():
    schedule = parse("раз в три месяца после формирования пар", period=SCHOOL_YEAR)
    found = schedule.occurrences(happened={"формирования пар": date(2023, 10, 31)})
    assert [one.due for one in found] == [date(2024, 1, 31), date(2024, 4, 30), date(2024, 7, 31)]
    assert [one.opens for one in found] == [date(2023, 10, 31), date(2024, 2, 1), date(2024, 5, 1)]


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("31.12.2022 далее до 2025 г. ежегодно", "past_period"),
        ("Декабрь 2020 – май 2021", "before_period"),
        ("до 15 мая", "year_assumed"),
        ("осенние каникулы", "approximate"),
        ("в трёхмесячный срок", "event_missing"),
        ("до 10.08.2024, далее ежегодно", "nothing_in_period"),
    ],
)
def test_warnings_say_what_to_do(phrase, code):
    warnings = dict(parse(phrase, period=THREE_YEARS).warnings)
    assert code in warnings
    assert warnings[code].endswith(".")


def test_rules_come_in_the_order_of_their_parts():
    schedule = parse("До 01.12.21. С 2022 до 01.10. ежегодно", period=PERIODS["hibiny"])
    assert [type(rule) for rule in schedule.rules] == [Dated, Recurring]
    composite = parse("ежемесячно (по запросу), через неделю после встречи", period=SCHOOL_YEAR)
    assert [type(rule) for rule in composite.rules] == [Frequency, OnDemand, Relative]


def test_schedules_are_equal_by_what_they_say():
    assert parse("до 15.04.2022", period=THREE_YEARS) == parse("до 15.04.2022", period=THREE_YEARS)
    assert parse("до 15.04.2022", period=THREE_YEARS).rules == parse("к 15 апреля 2022 г.", period=THREE_YEARS).rules

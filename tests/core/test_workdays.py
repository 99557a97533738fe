"""Working days: weekends, the exceptions of the production calendar, and the calendar that a new database has."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from core.models import CalendarDay
from core.workdays import StoredCalendar, WorkCalendar, work_calendar

WEEKENDS = WorkCalendar()
NOVEMBER_2024 = WorkCalendar.of([(date(2024, 11, 2), True), (date(2024, 11, 4), False)])
"""A working Saturday, then a holiday on Monday."""


@pytest.mark.parametrize(
    ("day", "weekends_only", "by_calendar"),
    [
        (date(2024, 11, 1), True, True),
        (date(2024, 11, 2), False, True),
        (date(2024, 11, 3), False, False),
        (date(2024, 11, 4), True, False),
    ],
)
def test_a_day_is_worked_or_not(day, weekends_only, by_calendar):
    assert WEEKENDS.is_workday(day) is weekends_only
    assert NOVEMBER_2024.is_workday(day) is by_calendar


def test_the_next_and_the_previous_working_day_may_be_the_day_itself():
    assert NOVEMBER_2024.next_workday(date(2024, 11, 2)) == date(2024, 11, 2)
    assert NOVEMBER_2024.next_workday(date(2024, 11, 3)) == date(2024, 11, 5)
    assert NOVEMBER_2024.previous_workday(date(2024, 11, 4)) == date(2024, 11, 2)
    assert NOVEMBER_2024.previous_workday(date(2024, 11, 5)) == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2024, 11, 1), 0, date(2024, 11, 1)),
        (date(2024, 11, 3), 0, date(2024, 11, 3)),
        (date(2024, 11, 1), 1, date(2024, 11, 2)),
        (date(2024, 11, 1), 2, date(2024, 11, 5)),
        (date(2024, 11, 5), -1, date(2024, 11, 2)),
        (date(2024, 11, 5), -2, date(2024, 11, 1)),
        (date(2024, 11, 3), 1, date(2024, 11, 5)),
    ],
)
def test_working_days_are_counted_from_the_following_day(day, number, expected):
    assert NOVEMBER_2024.add_workdays(day, number) == expected


def test_there_is_nothing_beyond_the_last_day():
    with pytest.raises(OverflowError):
        WEEKENDS.add_workdays(date.max, 1)


@pytest.mark.parametrize(
    ("year", "working_days"),
    [(2021, 247), (2022, 247), (2023, 247), (2024, 248), (2025, 247), (2026, 247), (2027, 249)],
)
def test_a_new_database_has_the_official_calendar(db, year, working_days):
    """The published norms for a five-day week; 2027 without the Government's transfers, which were not known."""
    starts, ends = date(year, 1, 1), date(year, 12, 31)
    assert work_calendar(starts, ends).count_workdays(starts, ends) == working_days


def test_the_calendar_takes_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = work_calendar(date(2024, 10, 1), date(2024, 12, 31))
    assert calendar.add_workdays(date(2024, 11, 1), 2) == date(2024, 11, 5)
    assert calendar.is_workday(date(2024, 9, 30))


def test_a_stored_calendar_is_loaded_once_and_only_when_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        calendar = StoredCalendar(date(2024, 10, 1), date(2024, 12, 31))
    with django_assert_num_queries(1):
        assert [calendar.is_workday(date(2024, 11, day)) for day in (1, 2, 3, 4)] == [True, True, False, False]


def test_shortened_days_are_worked(db):
    CalendarDay.objects.create(date=date(2030, 3, 9), kind="shortened", title="Рабочая суббота, предпраздничная")
    assert work_calendar(date(2030, 3, 1), date(2030, 3, 31)).is_workday(date(2030, 3, 9))


def test_what_the_administrator_changed_stays(db):
    """Loading again adds nothing that is there and rewrites nothing."""
    CalendarDay.objects.filter(date=date(2026, 1, 9)).update(kind="working", title="Работаем")
    import_module("core.migrations.0004_production_calendar").load(apps, SimpleNamespace(connection=connection))
    assert CalendarDay.objects.get(date=date(2026, 1, 9)).title == "Работаем"

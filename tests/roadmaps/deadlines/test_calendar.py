"""Date arithmetic held against dateutil where both mean the same."""

from datetime import date, timedelta

import pytest
from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.deadlines import Period, parse
from roadmaps.deadlines.calendar import add_months, add_working_days, day_of, nth_weekday, nth_working_day
from roadmaps.deadlines.duration import Duration
from roadmaps.deadlines.recurrence import Pattern
from roadmaps.deadlines.units import spans
from roadmaps.deadlines.when import orthodox_easter

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
months = st.lists(st.integers(1, 12), max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
patterns = st.one_of(
    st.builds(Pattern, st.just("YEARLY"), months.filter(bool), st.tuples(st.integers(1, 28))),
    st.builds(Pattern, st.just("MONTHLY"), st.just(()), st.tuples(st.sampled_from([-1, *range(1, 29)]))),
    st.builds(
        Pattern,
        st.just("MONTHLY"),
        weekdays=st.tuples(st.tuples(st.sampled_from([-1, 1, 2, 3, 4]), st.integers(0, 6))),
    ),
    st.builds(Pattern, st.just("WEEKLY"), weekdays=st.tuples(st.tuples(st.just(0), st.integers(0, 6)))),
)


@given(patterns, days, st.integers(0, 900))
def test_patterns_recur_as_their_rrule_says(pattern, start, length):
    end = start + timedelta(days=length)
    rule = rrulestr(f"DTSTART:{start:%Y%m%d}\nRRULE:{pattern.rrule};UNTIL={end:%Y%m%d}")
    assert list(pattern.dates(start, end)) == [moment.date() for moment in rule]


def test_a_month_without_the_day_uses_its_last():
    pattern = Pattern("MONTHLY", days=(31,))
    assert list(pattern.dates(date(2024, 1, 1), date(2024, 4, 30)))[1:] == [
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]


@given(days, st.integers(-40, 40))
def test_adding_months(day, count):
    assert add_months(day, count) == day + relativedelta(months=count)


@pytest.mark.parametrize("year", range(1990, 2100))
def test_orthodox_easter(year):
    assert orthodox_easter(year) == easter(year, EASTER_ORTHODOX)


def test_days_of_a_month():
    assert day_of(2023, 2, -1) == day_of(2023, 2, 31) == date(2023, 2, 28)
    assert nth_weekday(2024, 6, 5, -1) == date(2024, 6, 29)  # the last Saturday
    assert nth_weekday(2024, 2, 0, 5) == date(2024, 2, 26)  # there is no fifth Monday: the fourth


def test_working_days_skip_week_ends():
    assert add_working_days(date(2024, 3, 15), 3) == date(2024, 3, 20)
    assert add_working_days(date(2024, 3, 18), -1) == date(2024, 3, 15)


@pytest.mark.parametrize(
    ("length", "iso", "day"),
    [
        (Duration(1, "month"), "P1M", date(2024, 2, 29)),
        (Duration(-2, "week"), "-P2W", date(2024, 1, 17)),
        (Duration(1, "quarter"), "P3M", date(2024, 4, 30)),
        (Duration(3, "day", working=True), "P3D", date(2024, 2, 5)),
        (Duration(24, "hour"), "PT24H", date(2024, 2, 1)),
    ],
)
def test_durations(length, iso, day):
    assert length.iso == iso
    assert length.from_day(date(2024, 1, 31)) == day


def test_units_end_within_the_roadmap():
    school = Period(date(2023, 9, 1), date(2024, 5, 31))
    ends = {
        unit: [due for _, due in spans(unit, school.start, school.end, period=school)] for unit in ("quarter", "year")
    }
    assert ends["quarter"] == [date(2023, 9, 30), date(2023, 12, 31), date(2024, 3, 31)]
    assert ends["year"] == [date(2024, 5, 31)]
    calendar = Period(date(2022, 1, 1), date(2023, 12, 31))
    assert spans("year", calendar.start, calendar.end, period=calendar)[-1] == (date(2023, 1, 1), date(2023, 12, 31))


def test_a_short_span_is_one_unit():
    week = Period(date(2024, 3, 4), date(2024, 3, 6))
    assert spans("year", week.start, week.end, period=week) == [(week.start, week.end)]


def test_a_period_has_two_ends():
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2024, 1, 2), date(2024, 1, 1))
    with pytest.raises(ValueError, match="1990"):
        Period(date(1905, 1, 1), date(2024, 1, 1))


class November2024:
    """Saturday the 2nd is worked, Monday the 4th is a holiday."""

    def is_workday(self, day: date) -> bool:
        return day == date(2024, 11, 2) or (day.weekday() < 5 and day != date(2024, 11, 4))


def test_working_days_follow_a_production_calendar():
    assert add_working_days(date(2024, 11, 1), 2, November2024()) == date(2024, 11, 5)
    assert add_working_days(date(2024, 11, 5), -1, November2024()) == date(2024, 11, 2)
    assert nth_working_day(2024, 11, 3, November2024()) == date(2024, 11, 5)
    assert nth_working_day(2024, 11, -1, November2024()) == date(2024, 11, 29)


@pytest.mark.parametrize(
    ("phrase", "weekends_only", "by_calendar"),
    [
        ("до 3 рабочего дня месяца", date(2024, 11, 5), date(2024, 11, 5)),
        ("до 2 рабочего дня ноября", date(2024, 11, 4), date(2024, 11, 2)),
        ("не позднее чем за 3 рабочих дня до 7 ноября", date(2024, 11, 4), date(2024, 11, 2)),
        ("в течение 3 рабочих дней с 31 октября 2024 г.", date(2024, 11, 5), date(2024, 11, 5)),
        ("в течение 2 рабочих дней с 31 октября 2024 г.", date(2024, 11, 4), date(2024, 11, 2)),
    ],
)
def test_phrases_count_working_days_by_the_calendar_of_the_period(phrase, weekends_only, by_calendar):
    start, end = date(2024, 11, 1), date(2024, 11, 30)
    assert parse(phrase, period=Period(start, end)).occurrences()[0].due == weekends_only
    assert parse(phrase, period=Period(start, end, workdays=November2024())).occurrences()[0].due == by_calendar


def test_working_days_after_an_event_follow_the_calendar():
    schedule = parse(
        "в течение 2 рабочих дней после издания приказа",
        period=Period(date(2024, 9, 1), date(2025, 5, 31), workdays=November2024()),
    )
    (one,) = schedule.occurrences(happened={"издания приказа": date(2024, 11, 1)})
    assert one.due == date(2024, 11, 5)


def test_every_working_day_leaves_out_holidays():
    start, end = date(2024, 11, 1), date(2024, 11, 6)
    schedule = parse("по рабочим дням", period=Period(start, end, workdays=November2024()))
    assert [one.due.day for one in schedule.occurrences()] == [1, 2, 5, 6]

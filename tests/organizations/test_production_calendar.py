"""The production calendar as its administrator keeps it: every exit of the services, and the pages."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEntry, CalendarDay
from core.revisions import StaleRevision
from core.workdays import work_calendar
from organizations.services.production_calendar import (
    CalendarRefused,
    add_calendar_days,
    edit_calendar_day,
    remove_calendar_day,
)

from ..factories import NOW

LIST = reverse("organizations:calendar")
ADD = reverse("organizations:calendar_add")


def add(world, starts: date, ends: date | None = None, kind: str = "off", title: str = "Выходной"):
    return add_calendar_days(
        starts=starts, ends=ends or starts, kind=kind, title=title, by=world.administrator, at=NOW
    )


def day(year: int, month: int, number: int) -> CalendarDay:
    return CalendarDay.objects.get(date=date(year, month, number))


def entry(verb: str) -> AuditEntry:
    return AuditEntry.objects.get(verb=f"calendarday.{verb}")


def entered(**fields) -> dict:
    return {"starts": "2028-01-03", "ends": "", "kind": "off", "title": "Новогодние каникулы"} | fields


def test_days_in_a_row_are_entered_one_by_one(world):
    added = add(world, date(2028, 1, 1), date(2028, 1, 8), title="Новогодние каникулы")
    assert [one.date.day for one in added] == list(range(1, 9))
    assert work_calendar(date(2028, 1, 1), date(2028, 1, 31)).next_workday(date(2028, 1, 1)) == date(2028, 1, 10)
    entries = AuditEntry.objects.filter(verb="calendarday.added")
    assert entries.count() == 8
    assert set(entries.values_list("scope", flat=True)) == {""}


@pytest.mark.parametrize(
    ("starts", "ends", "kind", "said"),
    [
        (date(2028, 1, 8), date(2028, 1, 1), "off", "Последний день раньше первого"),
        (date(2028, 1, 1), date(2028, 2, 1), "off", "Не больше 31 дня"),
        (date(1999, 1, 1), date(1999, 1, 1), "off", "2000–2099"),
        (date(2026, 1, 8), date(2026, 1, 12), "off", "08.01.2026, 09.01.2026"),
        (date(2028, 1, 7), date(2028, 1, 8), "working", "07.01.2028"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(world, starts, ends, kind, said):
    before = CalendarDay.objects.count()
    with pytest.raises(CalendarRefused, match=said):
        add(world, starts, ends, kind)
    assert CalendarDay.objects.count() == before
    assert not AuditEntry.objects.filter(verb="calendarday.added").exists()


def test_a_saturday_can_be_worked(world):
    add(world, date(2028, 2, 26), kind="working", title="Рабочая суббота")
    assert work_calendar(date(2028, 2, 1), date(2028, 2, 29)).is_workday(date(2028, 2, 26))


def test_a_day_is_changed_over_what_was_seen(world):
    friday = day(2026, 1, 9)
    friday.kind, friday.title = "shortened", "Короткий день"
    edit_calendar_day(friday, seen=1, by=world.administrator, at=NOW)
    assert (day(2026, 1, 9).kind, day(2026, 1, 9).revision) == ("shortened", 2)
    assert entry("changed").changes["kind"] == ["off", "shortened"]
    friday.title = "Ещё раз"
    with pytest.raises(StaleRevision):
        edit_calendar_day(friday, seen=1, by=world.administrator, at=NOW)


def test_nothing_changed_is_nothing_written(world):
    edit_calendar_day(day(2026, 1, 9), seen=1, by=world.administrator, at=NOW)
    assert day(2026, 1, 9).revision == 1
    assert not AuditEntry.objects.filter(verb="calendarday.changed").exists()


def test_a_weekday_cannot_become_a_working_weekend(world):
    friday = day(2026, 1, 9)
    friday.kind = "working"
    with pytest.raises(CalendarRefused, match="09.01.2026"):
        edit_calendar_day(friday, seen=1, by=world.administrator, at=NOW)


def test_a_removed_day_is_what_its_weekday_makes_it(world):
    remove_calendar_day(day(2026, 1, 9), by=world.administrator, at=NOW)
    assert work_calendar(date(2026, 1, 1), date(2026, 1, 31)).is_workday(date(2026, 1, 9))
    assert entry("removed").subject_label.startswith("09.01.2026")


def test_the_page_shows_one_year(as_role, django_assert_max_num_queries):
    client = as_role("administrator")
    with django_assert_max_num_queries(12):
        response = client.get(LIST, {"year": "2024"})
    page = response.content.decode()
    assert "248" in page
    assert "27&nbsp;апреля</a>,&nbsp;сб" in page
    assert "Рабочая суббота: выходной перенесён на понедельник, 29 апреля" in page
    assert "9&nbsp;января" not in page
    assert list(response.context["years"]) == list(range(2021, 2029))


@pytest.mark.parametrize("asked", ["", "0", "99999999999999999999", "x", "2100"])
def test_a_strange_year_shows_the_present_one(as_role, asked):
    assert as_role("administrator").get(LIST, {"year": asked}).context["year"] >= 2026


def test_an_empty_year_says_what_to_do(as_role):
    assert "статьи 112" in as_role("administrator").get(LIST, {"year": "2040"}).content.decode()


def test_days_are_added_on_the_page(as_role):
    response = as_role("administrator").post(ADD, entered(ends="2028-01-05"))
    assert response.url == f"{LIST}?year=2028"
    assert CalendarDay.objects.filter(date__year=2028).count() == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts": ""}, "Заполните это поле"),
        ({"starts": "2026-01-09"}, "Уже есть в календаре: 09.01.2026"),
        ({"kind": "working"}, "и так рабочий"),
        ({"kind": "feast"}, "Выберите корректный вариант"),
        ({"title": " "}, "Заполните это поле"),
    ],
)
def test_the_page_says_what_is_wrong(as_role, fields, said):
    response = as_role("administrator").post(ADD, entered(**fields))
    assert response.status_code == 200
    assert said in response.content.decode()


def test_a_day_is_edited_and_removed_on_its_pages(as_role):
    client = as_role("administrator")
    friday = day(2026, 1, 9)
    edit = reverse("organizations:calendar_edit", args=[friday.pk])
    assert "9 января 2026" in client.get(edit).content.decode()
    client.post(edit, {"seen": 1, "kind": "off", "title": "Выходной по постановлению"})
    assert day(2026, 1, 9).title == "Выходной по постановлению"
    response = client.post(reverse("organizations:calendar_remove", args=[friday.pk]))
    assert response.url == f"{LIST}?year=2026"
    assert not CalendarDay.objects.filter(pk=friday.pk).exists()

"""Any number on any day, opened: by name in the very institution, by masked counts above it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from monitoring.models import Indicator

from .factories import hand_in, make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(world):
    return make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1, last_name="Зимина"))


def opened(client, code: str, **query):
    indicator = Indicator.objects.get(code=code)
    return client.get(reverse("monitoring:value", args=[indicator.pk]), query)


@pytest.mark.parametrize("role", ["curator", "director"])
def test_the_institution_sees_who_is_counted(as_role, pair, role):
    found = opened(as_role(role), "learners")
    assert "Зимина" in found.content.decode()
    assert [part.number for part in found.context["parts"]] == [1]


@pytest.mark.parametrize("role", ["methodologist", "coordinator"])
def test_those_above_see_where_and_never_whom_nor_small_numbers(as_role, world, pair, role):
    found = opened(as_role(role), "learners")
    [part] = found.context["parts"]
    assert "Зимина" not in found.content.decode()
    assert all(cell.value is None for place, cell in part.by_institution if place == world.a1)
    assert "&lt;5" in found.content.decode()


def test_a_past_day_is_counted_as_it_was(as_role, pair):
    client = as_role("curator")
    for day, number in ((pair.starts_on - timedelta(days=1), 0), (pair.starts_on, 1)):
        assert opened(client, "learners", on=day.isoformat()).context["value"].numerator == number


@pytest.mark.parametrize("query", [{"on": "вчера"}, {"on": "0001-01-01"}, {"on": "9999-12-31"}, {"mode": "x"}])
def test_what_cannot_be_understood_is_today_in_the_own_way(as_role, pair, query):
    response = as_role("curator").get(reverse("monitoring:values"), query)
    assert response.status_code == 200
    assert date(2000, 1, 1) <= response.context["on"] <= date(2100, 1, 1)
    assert "Непонятое не учтено; показано на" in response.content.decode()


def test_what_is_understood_needs_no_remark(as_role, pair):
    response = as_role("curator").get(reverse("monitoring:values"), {"on": "2026-10-01", "mode": "as_of"})
    assert "Непонятое не учтено" not in response.content.decode()


def test_every_indicator_has_a_page(as_role, pair):
    client = as_role("curator")
    page = client.get(reverse("monitoring:values"), {"mode": "cumulative"})
    for value in page.context["values"]:
        assert reverse("monitoring:value", args=[value.indicator.pk]) in page.content.decode()
        assert opened(client, value.indicator.code).status_code == 200


@pytest.fixture
def answer(world, pair):
    period = make_quarter(world.north, by=world.methodologist)
    return hand_in(world, period, world.a1, learners=(1, None))


@pytest.mark.parametrize(("role", "named"), [("curator", True), ("methodologist", False)])
def test_a_number_of_an_answer_leads_to_what_it_is_made_of(as_role, answer, role, named):
    client = as_role(role)
    on = answer.period.as_of.isoformat()
    page = client.get(answer.get_absolute_url())
    assert f"?submission={answer.pk}&amp;on={on}" in page.content.decode()
    found = opened(client, "learners", submission=answer.pk, on=on)
    [part] = found.context["parts"]
    assert (found.context["organization"], found.context["on"].isoformat()) == (answer.organization, on)
    assert ("Зимина" in found.content.decode(), part.is_small) == (named, not named and 0 < part.number < 5)


def test_an_answer_of_another_school_opens_ones_own_number(as_role, world, answer):
    found = opened(as_role("stranger"), "learners", submission=answer.pk)
    assert found.context["organization"] == world.b1


def test_what_was_handed_in_stands_beside_another_count(as_role, world, pair, answer):
    client, on = as_role("methodologist"), answer.period.as_of.isoformat()
    found = {
        code: opened(client, code, submission=answer.pk, on=on).content.decode()
        for code in ("learners", "child-mentees")
    }
    assert "В отчёте:" not in found["learners"]  # the same 1
    assert "В отчёте:" in found["child-mentees"] and "По данным учреждения" in found["child-mentees"]

"""The list of periods: how each stands, at the same cost for one and for three."""

from datetime import timedelta

import pytest
from django.urls import reverse

from monitoring.selectors.periods import Completeness, Standing, how_each_stands, standings
from organizations.models import Organization

from .factories import hand_in, make_quarter

pytestmark = pytest.mark.django_db


def quarters(world, number):
    return [make_quarter(world.north, by=world.methodologist, number=each + 1) for each in range(number)]


@pytest.mark.parametrize("role", ["curator", "methodologist"])
def test_the_list_costs_the_same_for_one_and_for_three(as_role, world, django_assert_max_num_queries, role):
    client, spent = as_role(role), []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            make_quarter(world.north, by=world.methodologist, number=number)
        with django_assert_max_num_queries(100) as queries:
            client.get(reverse("monitoring:periods"))
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_the_own_answer_for_who_is_asked_and_the_four_numbers_for_who_asks(world):
    first, _second, third = periods = quarters(world, 3)
    hand_in(world, third, world.a1)
    mine = how_each_stands(periods, world.a1)
    assert [type(mine[each.pk]) for each in periods] == [Standing] * 3
    assert [mine[each.pk].state for each in periods] == ["none", "none", "accepted"]
    above = how_each_stands(periods, world.north)
    assert above[third.pk] == Completeness(expected=2, submitted=1, on_time=1, accepted=1)
    assert above[first.pk] == Completeness(expected=2, submitted=0, on_time=0, accepted=0)


def test_whoever_did_not_work_on_the_date_is_not_asked(world):
    first, second = quarters(world, 2)
    Organization.objects.filter(pk=world.a2.pk).update(closed_on=first.as_of + timedelta(days=1))
    assert [each.organization for each in standings(first)] == [world.a1, world.a2]
    assert [each.organization for each in standings(second)] == [world.a1]

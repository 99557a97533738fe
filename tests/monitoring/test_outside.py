"""Numbers from outside up the tree: a territory's own holds, else the sum of what lies below, nothing twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from monitoring.models import Indicator, TypedCount
from monitoring.selectors.children import Children
from monitoring.selectors.indicators import values_of
from monitoring.selectors.named_periods import period_called
from monitoring.selectors.outside import outside_of, outside_of_children
from monitoring.selectors.rules import rules_of
from monitoring.services.facts import catch_up
from organizations.models import Organization
from tests.factories import NOW, TODAY, make_organization

from .factories import make_mentee, make_mentor, make_working_pair

pytestmark = pytest.mark.django_db
NAME = "children_10_19"
QUERIES = 13  # of all indicators


def enter(organization, value, *, name=NAME, as_of=TODAY):
    TypedCount.objects.create(
        organization=organization, name=name, value=value, as_of=as_of, source="ОО-1", entered_at=NOW
    )


@pytest.fixture
def schools(world):
    enter(world.a1, 100)
    enter(world.a2, 50)


def test_without_a_number_of_its_own_a_territory_has_the_sum(world, schools):
    assert outside_of(world.north, TODAY).numbers[NAME] == 150
    assert outside_of(world.region, TODAY).numbers[NAME] == 150


def test_what_a_territory_has_said_itself_holds_and_is_not_added(world, schools):
    """One school that has entered its pupils must not stand for the children of the municipality."""
    enter(world.north, 700)
    enter(world.south, 300)
    assert outside_of(world.north, TODAY).numbers[NAME] == 700
    assert outside_of(world.region, TODAY).numbers[NAME] == 1000
    enter(world.region, 5000)
    assert outside_of(world.region, TODAY).numbers[NAME] == 5000


def test_each_number_goes_its_own_way(world, schools):
    enter(world.north, 40, name="enterprises")
    numbers = outside_of(world.north, TODAY).numbers
    assert (numbers[NAME], numbers["enterprises"], numbers["young_teachers"]) == (150, 40, None)


def test_a_nought_is_a_number(world):
    enter(world.a1, 0)
    assert outside_of(world.north, TODAY).numbers[NAME] == 0


def test_the_latest_on_or_before_the_day(world):
    enter(world.a1, 90, as_of=TODAY - timedelta(days=400))
    enter(world.a1, 100)
    assert outside_of(world.a1, TODAY).numbers[NAME] == 100
    assert outside_of(world.a1, TODAY - timedelta(days=1)).numbers[NAME] == 90


def test_a_merged_school_counts_until_the_day_of_the_merger(world, schools):
    merger = TODAY + timedelta(days=10)
    path = world.a1.path + world.a2.own_path_step
    Organization.objects.filter(pk=world.a2.pk).update(path=path, successor=world.a1, closed_on=merger)
    assert outside_of(world.north, TODAY).numbers[NAME] == 150
    assert outside_of(world.north, merger).numbers[NAME] == 100


def test_who_has_said_nothing_while_others_have_is_in_no_share(world, schools, as_role):
    """The children of a school that has not entered their number have no part in the percentage of those that have."""
    make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1, last_name="Зимина"))
    silent = make_organization("silent", world.north)
    make_working_pair(make_mentor(silent, last_name="Серова"), make_mentee(silent, last_name="Летова"))
    share = Indicator.objects.get(code="child-mentees")

    def value(organization) -> tuple:
        [found] = values_of(organization, TODAY, indicators=[share])
        return found.numerator, found.denominator, found.left_out

    def from_above(municipality) -> tuple:
        """As the region has it in a period that nobody opened: in its table, its charts and on its map."""
        period = period_called("2026Q4", world.region)
        period.as_of = TODAY
        found = Children(period, [share]).value(share, municipality, rules_of(municipality))
        return found.numerator, found.denominator

    catch_up(world.region, at=NOW)
    assert value(world.north) == (1, 150, (silent,))
    assert (from_above(world.north), from_above(world.south)) == ((1, 150), (0, None))
    page = as_role("methodologist").get(reverse("monitoring:values"), {"on": TODAY.isoformat()}).content.decode()
    assert f"не введён знаменатель: {silent.short_name}." in page
    assert value(silent) == (1, None, ())
    enter(silent, 30)
    assert value(world.north) == (2, 180, ())
    assert from_above(world.north) == (2, 180)
    TypedCount.objects.filter(organization=silent).delete()
    enter(world.north, 700)
    assert value(world.north) == (2, 700, ())
    assert from_above(world.north) == (2, 700)


def test_children_are_put_together_like_any_territory_and_the_owner_speaks_for_itself(world, schools):
    enter(world.north, 700)
    found = outside_of_children(world.region, TODAY)
    assert found[world.north.path].numbers[NAME] == 700
    assert found[world.region.path].numbers[NAME] is None
    assert found[world.south.path].numbers[NAME] is None


def test_schools_are_counted_where_nobody_has_said_how_many(world):
    for number in range(2):
        make_organization(f"school{number}", world.north, kind="school", short_name=f"СОШ № {number}")
    before = outside_of(world.north, TODAY).numbers["schools"]
    Organization.objects.filter(slug="school1").update(closed_on=date(2020, 1, 1))
    assert outside_of(world.north, TODAY).numbers["schools"] == before - 1
    assert outside_of_children(world.region, TODAY)[world.north.path].numbers["schools"] == before - 1
    enter(world.north, 30, name="schools")
    assert outside_of(world.north, TODAY).numbers["schools"] == 30


@pytest.mark.parametrize("numbers", [1, 3])
def test_the_number_of_queries_does_not_grow(world, django_assert_num_queries, numbers):
    for number in range(numbers):
        enter(make_organization(f"n{number}", world.north), 10)
    with django_assert_num_queries(2):
        outside_of_children(world.region, TODAY)


@pytest.mark.parametrize("municipalities", [1, 3])
def test_the_silent_of_many_municipalities_are_asked_for_at_once(world, django_assert_num_queries, municipalities):
    for number in range(municipalities):
        municipality = make_organization(f"m{number}", world.region, level="municipality")
        enter(make_organization(f"said{number}", municipality), 10)
        make_organization(f"silent{number}", municipality)
    period, indicators = period_called("2026Q4", world.region), list(Indicator.objects.all())
    with django_assert_num_queries(QUERIES):
        Children(period, indicators)
